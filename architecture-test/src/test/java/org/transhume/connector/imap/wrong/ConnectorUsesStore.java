package org.transhume.connector.imap.wrong;

import org.transhume.store.wrong.Store;

public interface ConnectorUsesStore {
  Store store();
}
