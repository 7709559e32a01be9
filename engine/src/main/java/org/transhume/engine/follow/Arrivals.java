package org.transhume.engine.follow;

import java.util.Optional;
import java.util.Set;
import java.util.function.LongPredicate;
import org.transhume.engine.endpoint.Item;
import org.transhume.engine.endpoint.OpenFolder;
import org.transhume.engine.ledger.Intent;
import org.transhume.engine.ledger.MessageState;
import org.transhume.engine.ledger.PairLedger;
import org.transhume.mail.UidSet;

/** Messages of a source folder that are new there, and may have come from another one. */
final class Arrivals {
  /** Of more arrivals than this only those are looked at that have the size of something gone. */
  private static final int MANY = 5_000;

  private Arrivals() {}

  /**
   * Those of an open folder; none if its UIDs began anew.
   *
   * @param isSizeOfOneGone whether a message of that many octets is gone somewhere
   */
  static UidSet in(OpenFolder folder, Suspect suspect, LongPredicate isSizeOfOneGone) {
    if (suspect.pair().isPresent()
        && !folder
            .status()
            .uidValidity()
            .equals(suspect.onRecord().pair().source().uidValidity())) {
      return UidSet.empty();
    }
    UidSet arrived = arrived(folder, suspect.pair());
    return arrived.size() > MANY ? ofSizes(folder, arrived, isSizeOfOneGone) : arrived;
  }

  /** What is new, but for messages that are on their way already: they may still arrive. */
  private static UidSet arrived(OpenFolder folder, Optional<PairLedger> pair) {
    UidSet all = folder.uids().await();
    if (pair.isEmpty()) {
      return all;
    }
    PairLedger ledger = pair.get();
    UidSet unsettled = UidSet.empty();
    for (Intent intent : ledger.intents(Intent.State.OPEN)) {
      unsettled = unsettled.union(intent.messages());
    }
    UidSet settled = ledger.known().minus(ledger.in(MessageState.FAILED));
    return all.minus(settled).minus(unsettled);
  }

  private static UidSet ofSizes(OpenFolder folder, UidSet uids, LongPredicate isSizeOfOneGone) {
    var alike = new UidSet.Builder();
    folder
        .list(
            uids,
            Set.of(Item.SIZE),
            meta -> {
              if (meta.sizeBytes().isEmpty()
                  || isSizeOfOneGone.test(meta.sizeBytes().getAsLong())) {
                alike.add(meta.uid().value());
              }
            })
        .await();
    return alike.build();
  }
}
