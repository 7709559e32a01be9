package org.transhume.engine.deletion;

import org.transhume.engine.endpoint.DestinationFolder;
import org.transhume.engine.ledger.LedgerChange;
import org.transhume.engine.ledger.MessageState;
import org.transhume.engine.ledger.PairLedger;
import org.transhume.mail.UidSet;

/**
 * Removes messages at the destination, whoever put them there, since a person asked for a strict
 * mirror by that name. Of those on record it is durable that they go before the first is marked; of
 * others nothing is on record that could be. One thread.
 */
public final class MirrorRemoval {
  private static final int BATCH = 500;

  private final DestinationFolder destination;
  private final PairLedger ledger;

  /** A removal in an open folder. Only where named messages alone can be removed. */
  public MirrorRemoval(DestinationFolder destination, PairLedger ledger) {
    this.destination = destination;
    this.ledger = ledger;
  }

  /**
   * Removes {@code going}, destination UIDs.
   *
   * @return those that are gone
   */
  public UidSet remove(UidSet going) {
    UidSet known = ledger.in(MessageState.GONE_HERE).union(ledger.in(MessageState.PRESENT));
    for (UidSet rest = going; !rest.isEmpty(); ) {
      UidSet batch = rest.take(BATCH);
      rest = rest.minus(batch);
      UidSet onRecord = standing(known, batch);
      ledger.change().state(onRecord, MessageState.LEAVING).record().await();
      destination.remove(batch).await();
      UidSet stay = standing(onRecord, destination.uids().await());
      LedgerChange change = ledger.change().state(stay, MessageState.GONE_HERE);
      change.forget(onRecord.minus(stay)).record().await();
    }
    return going.minus(destination.uids().await());
  }

  /** Those of {@code messages} whose copies are among {@code copies}; source UIDs. */
  private UidSet standing(UidSet messages, UidSet copies) {
    var standing = new UidSet.Builder();
    messages.stream()
        .filter(uid -> copies.contains(ledger.destinationUid(uid).orElse(0)))
        .forEach(standing::add);
    return standing.build();
  }
}
