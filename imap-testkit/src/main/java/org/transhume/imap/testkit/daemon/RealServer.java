package org.transhume.imap.testkit.daemon;

import java.util.Map;
import org.transhume.imap.testkit.seed.SeedImap;

/** A mail server that runs for a test, whatever its make. Thread-safe. */
public interface RealServer extends AutoCloseable {

  default String host() {
    return Daemon.HOST;
  }

  /** The port for plain connections. */
  int port();

  /** Between the levels of its mailbox names. */
  char separator();

  /** Of the personal namespace: empty, or such as {@code INBOX.}. */
  String prefix();

  /** Those it was started with, and their passwords. */
  Map<String, String> users();

  /** Logs in one of its users, without TLS. */
  default SeedImap logIn(String user) {
    String password = users().get(user);
    if (password == null) {
      throw new IllegalArgumentException("no user " + user);
    }
    return SeedImap.logIn(host(), port(), user, password);
  }

  /** What the server has said so far, for a test that fails. */
  String log();

  /** Ends the server at once, waits until it is gone and removes its folder. */
  @Override
  void close();
}
