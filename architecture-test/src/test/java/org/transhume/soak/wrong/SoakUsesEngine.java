package org.transhume.soak.wrong;

import org.transhume.engine.PassMode;

public interface SoakUsesEngine {
  PassMode mode();
}
