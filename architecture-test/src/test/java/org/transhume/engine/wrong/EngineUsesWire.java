package org.transhume.engine.wrong;

import org.transhume.imap.wire.wrong.Wire;

public interface EngineUsesWire {
  Wire wire();
}
