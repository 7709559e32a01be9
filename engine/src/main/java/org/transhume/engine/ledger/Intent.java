package org.transhume.engine.ledger;

import java.time.Instant;
import org.transhume.mail.UidNext;
import org.transhume.mail.UidSet;

/**
 * Source messages that may have reached the destination folder, at or above {@code lowerBound}.
 * Durable before the first octet goes out.
 *
 * @param id at least 1, unique in the ledger file
 * @param messages source UIDs whose fate is open (OPEN), or that were sent again (WATCHED)
 * @param since when they were sent, or sent again
 */
public record Intent(
    long id, PairId pair, State state, UidSet messages, UidNext lowerBound, Instant since) {
  /** What is still owed. The names are written to disk. */
  public enum State {
    /** Sent or about to be; no answer recorded. */
    OPEN,
    /** Sent again after looks had not found them: a late copy may still surface. */
    WATCHED
  }

  public Intent {
    if (id < 1 || messages.isEmpty()) {
      throw new IllegalArgumentException("An intent has a number and messages: " + id);
    }
  }
}
