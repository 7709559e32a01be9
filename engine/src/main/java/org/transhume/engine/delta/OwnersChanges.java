package org.transhume.engine.delta;

import org.transhume.engine.endpoint.DestinationFolder;
import org.transhume.engine.ledger.LedgerChange;
import org.transhume.engine.ledger.MessageState;
import org.transhume.engine.ledger.PairLedger;
import org.transhume.engine.ledger.RangeMap;
import org.transhume.mail.UidSet;

/**
 * What the owner moved or removed at the destination since: it stays so. That holds for what was
 * once matched there; a copy that is missing before it was ever proved to be there was never
 * delivered.
 */
public final class OwnersChanges {
  private OwnersChanges() {}

  /** Compares the destination's UIDs with those on record, if its status says there is a reason. */
  public static void record(DestinationFolder destination, PairLedger ledger) {
    UidSet present = ledger.in(MessageState.PRESENT);
    UidSet gone = ledger.in(MessageState.GONE_THERE);
    boolean unchanged =
        ledger
            .pair()
            .snapshot()
            .map(s -> SourceChanges.holdsSameMessages(s.destination(), destination.status()))
            .orElse(false);
    if (unchanged || (present.isEmpty() && gone.isEmpty())) {
      return;
    }
    UidSet there = destination.uids().await();
    RangeMap sources = ledger.sourceUids();
    var lost = new UidSet.Builder();
    sources.keys().minus(there).forEach(copy -> lost.add(copy + sources.get(copy).orElseThrow()));
    var returned = new UidSet.Builder();
    gone.forEach(
        uid -> {
          long copy = ledger.destinationUid(uid).orElse(0);
          if (there.contains(copy)) {
            returned.add(uid);
          }
        });
    LedgerChange change = ledger.change();
    UidSet missing = lost.build();
    UidSet neverProved = missing.minus(ledger.verified());
    change.state(missing.minus(neverProved), MessageState.GONE_THERE);
    change.state(neverProved, MessageState.FAILED);
    change.state(returned.build(), MessageState.PRESENT);
    change.record().await();
  }
}
