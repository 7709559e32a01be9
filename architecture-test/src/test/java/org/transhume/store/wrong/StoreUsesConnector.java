package org.transhume.store.wrong;

import org.transhume.connector.imap.wrong.Connector;

public interface StoreUsesConnector {
  Connector connector();
}
