package org.transhume.wrong;

import org.transhume.server.ServerOptions;

public interface UsesServer {
  ServerOptions options();
}
