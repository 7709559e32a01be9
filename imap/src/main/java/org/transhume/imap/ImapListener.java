package org.transhume.imap;

/**
 * Hears what a connection does. Called in the threads that send and receive, so it must be quick
 * and must not throw. Secrets never come here: what authenticates is a marker.
 */
public interface ImapListener {
  /** Whether {@link #sent} and {@link #received} want to be called at all. */
  default boolean traces() {
    return false;
  }

  /** A command line left, or a part of it; literals are told by their length. */
  default void sent(String line) {}

  /** A line came; literals are told by their length. */
  default void received(String line) {}

  /**
   * The server deviated in a way we know and live with.
   *
   * @param line the beginning of the line in question, untrusted
   */
  default void quirk(Quirk quirk, String line) {}

  /** Hears nothing. */
  static ImapListener none() {
    return new ImapListener() {};
  }
}
