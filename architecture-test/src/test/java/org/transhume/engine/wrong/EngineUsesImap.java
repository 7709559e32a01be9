package org.transhume.engine.wrong;

import org.transhume.imap.wrong.Client;

public interface EngineUsesImap {
  Client client();
}
