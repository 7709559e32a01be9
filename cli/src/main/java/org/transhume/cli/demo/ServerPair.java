package org.transhume.cli.demo;

import org.transhume.imap.testkit.daemon.RealServer;

/**
 * Both servers of the demonstration, each with one mailbox.
 *
 * @param program what they are, for people
 */
record ServerPair(String program, RealServer source, RealServer destination)
    implements AutoCloseable {
  /** Whose mailbox it is, on both servers. */
  static final String LOGIN = "anna";

  /**
   * The password: of a mailbox that holds generated mail for a minute, reachable on this machine.
   */
  static final String PASSWORD = "demo";

  @Override
  public void close() {
    try (source) {
      destination.close();
    }
  }
}
