package org.transhume.imap.testkit.wrong;

import org.transhume.imap.wrong.Client;

public interface TestkitUsesImap {
  Client client();
}
