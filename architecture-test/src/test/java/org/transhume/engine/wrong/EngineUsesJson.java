package org.transhume.engine.wrong;

import com.fasterxml.jackson.Wrong;

public interface EngineUsesJson {
  Wrong node();
}
