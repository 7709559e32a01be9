package org.transhume.connector.imap;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Whether a server bears a second APPEND on a connection before it has answered the first. RFC 9051
 * section 5.5 allows it; Apache James 3.8.1 takes the one for a part of the other, and hangs up.
 * Learned for as long as the account is open. Safe for several threads.
 */
final class AppendsAtOnce {
  /** One loss is the network's, as likely as not. */
  private static final int STRIKES = 2;

  /** A connection that bore as many was not lost for that. */
  private static final int PROOF = 100;

  private final AtomicInteger strikes = new AtomicInteger();
  private volatile boolean knownNotTo;

  /** The words a server greeted with; James answers nothing to ID. */
  void greeted(String words) {
    if (words.startsWith("JAMES IMAP4rev1 ")) {
      knownNotTo = true;
    }
  }

  /** Whether each APPEND must wait for the answer to the one before. */
  boolean areRefused() {
    return knownNotTo || strikes.get() >= STRIKES;
  }

  /** How often it has gone wrong: to be remembered by whoever begins to try. */
  int strikes() {
    return strikes.get();
  }

  /**
   * A connection was lost with several APPENDs under way. Of connections that were lost together
   * one counts.
   *
   * @param strikesBefore what {@link #strikes} was when the work on that connection began
   * @param borne how many the connection had answered that were sent before the answer to another
   */
  void lost(int strikesBefore, int borne) {
    if (borne < PROOF) {
      strikes.compareAndSet(strikesBefore, strikesBefore + 1);
    }
  }
}
