package org.transhume.engine.wrong;

import java.sql.Connection;

public interface EngineUsesJdbc {
  Connection connection();
}
