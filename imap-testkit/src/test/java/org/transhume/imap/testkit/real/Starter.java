package org.transhume.imap.testkit.real;

import java.io.IOException;
import java.util.Map;

/** Starts a server in a process of its own, says its port and waits to be killed. */
final class Starter {
  private Starter() {}

  public static void main(String[] arguments) throws IOException {
    var server = ServerKind.valueOf(arguments[0]).start(Map.of("alice", "secret1"));
    server.logIn("alice");
    System.out.println(server.port());
    System.out.flush();
    System.in.read();
  }
}
