package org.transhume.connector.imap;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.transhume.imap.testkit.daemon.RealServer;
import org.transhume.imap.testkit.real.ServerKind;

/**
 * One server of each kind for all tests of this JVM, started when it is first wanted: James takes
 * ten seconds. They end with the JVM. Whoever wants an account takes a fresh one.
 */
final class RealServers {
  private static final int USERS = 150;
  private static final Map<ServerKind, RealServers> STARTED = new EnumMap<>(ServerKind.class);

  private final RealServer server;
  private final AtomicInteger taken = new AtomicInteger();

  private RealServers(RealServer server) {
    this.server = server;
  }

  static synchronized RealServers of(ServerKind kind) {
    return STARTED.computeIfAbsent(
        kind,
        _ -> {
          var users = new LinkedHashMap<String, String>();
          for (int i = 0; i < USERS; i++) {
            users.put("user" + i, Servers.PASSWORD);
          }
          return new RealServers(kind.start(users));
        });
  }

  RealServer server() {
    return server;
  }

  /** The name of an account that nobody had before. */
  String another() {
    int number = taken.getAndIncrement();
    if (number >= USERS) {
      throw new IllegalStateException("no accounts left; give the server more");
    }
    return "user" + number;
  }
}
