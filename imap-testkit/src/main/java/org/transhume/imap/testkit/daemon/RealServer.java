package org.transhume.imap.testkit.daemon;

import org.transhume.imap.testkit.seed.SeedImap;

/** A mail server that runs for a test, whatever its make. Thread-safe. */
public interface RealServer extends AutoCloseable {

  String host();

  /** The port for plain connections. */
  int port();

  /** Between the levels of its mailbox names. */
  char separator();

  /** Of the personal namespace: empty, or such as {@code INBOX.}. */
  String prefix();

  /** Logs in a user it was started with. */
  SeedImap logIn(String user);

  /** What the server has said so far, for a test that fails. */
  String log();

  /** Ends the server at once, waits until it is gone and removes its folder. */
  @Override
  void close();
}
