package org.transhume.engine.follow;

import java.util.Optional;
import org.transhume.engine.ledger.PairLedger;
import org.transhume.mail.MailboxName;

/**
 * A folder of the source that may have lost messages to others, or got some from them.
 *
 * @param destination what its copy is called once everything is done
 * @param standsAt what its copy is called now: the same, unless this is a plan
 * @param exists whether the destination listed the copy; if not it is empty
 * @param pair what is on record, if anything is
 * @param listed whether the source still has the folder
 */
public record Suspect(
    MailboxName source,
    MailboxName destination,
    MailboxName standsAt,
    boolean exists,
    Optional<PairLedger> pair,
    boolean listed,
    Doubt doubt) {
  /** What the folder's status lets one expect. */
  public record Doubt(boolean mayHaveLost, boolean mayHaveGained) {}

  boolean mayHaveLost() {
    return doubt.mayHaveLost();
  }

  boolean mayHaveGained() {
    return doubt.mayHaveGained();
  }

  /** Only where something is on record. */
  PairLedger onRecord() {
    return pair.orElseThrow();
  }
}
