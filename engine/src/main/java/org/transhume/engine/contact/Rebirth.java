package org.transhume.engine.contact;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.transhume.engine.endpoint.DestinationFolder;
import org.transhume.engine.endpoint.EndpointException;
import org.transhume.engine.endpoint.EndpointException.Fault;
import org.transhume.engine.endpoint.OpenFolder;
import org.transhume.engine.endpoint.Problem;
import org.transhume.engine.endpoint.Side;
import org.transhume.engine.ledger.ContentEntry;
import org.transhume.engine.ledger.LedgerChange;
import org.transhume.engine.ledger.MessageState;
import org.transhume.engine.ledger.Origin;
import org.transhume.engine.ledger.PairLedger;
import org.transhume.engine.ledger.RangeMap;
import org.transhume.engine.ledger.VerifiedLevel;
import org.transhume.mail.Retry;
import org.transhume.mail.Scope;
import org.transhume.mail.Uid;
import org.transhume.mail.UidSet;

/**
 * Carries the records of a pair over when the UIDs of one side or both began anew: every message on
 * record is looked for by identity among the new UIDs. What stood at the destination and is not
 * there any more stays gone, unless so much is missing that the folder was restored or made anew:
 * then a person must say. One thread.
 */
public final class Rebirth {
  private static final int WINDOW = 2_000;
  private static final long FEW = 100;
  private static final int ONE_IN = 20;
  private static final long SMALL_FOLDER = 10;

  private final OpenFolder source;
  private final DestinationFolder destination;
  private final PairLedger before;
  private final PairLedger now;

  public Rebirth(
      OpenFolder source, DestinationFolder destination, PairLedger before, PairLedger now) {
    this.source = source;
    this.destination = destination;
    this.before = before;
    this.now = now;
  }

  /**
   * Carries everything over and drops the old pair.
   *
   * @param copyMissingAgain forget what is missing at the destination instead of stopping
   * @throws EndpointException with LOOKS_RECREATED if too much is missing
   */
  public void carryOver(boolean copyMissingAgain) {
    UidSet onRecord = before.in(MessageState.PRESENT).union(before.in(MessageState.GONE_THERE));
    RangeMap sources = sourceReborn() ? newUids(source, onRecord) : identity(onRecord);
    UidSet present = before.in(MessageState.PRESENT);
    RangeMap copies = destinationReborn() ? newUids(destination, present) : oldCopies(present);
    UidSet missing = present.minus(copies.keys());
    refuseRecreated(present.size(), missing.size(), copyMissingAgain);
    for (UidSet rest = onRecord.intersect(sources.keys()); !rest.isEmpty(); ) {
      UidSet window = rest.take(WINDOW);
      carry(window, sources, copies, copyMissingAgain);
      rest = rest.minus(window);
    }
    before.drop();
  }

  private boolean sourceReborn() {
    return !before.pair().source().equals(now.pair().source());
  }

  private boolean destinationReborn() {
    return !before.pair().destination().equals(now.pair().destination());
  }

  private static void refuseRecreated(long present, long missing, boolean copyMissingAgain) {
    boolean many = missing > FEW && missing > present / ONE_IN;
    boolean all = missing == present && present > SMALL_FOLDER;
    if ((many || all) && !copyMissingAgain) {
      throw new EndpointException(
          Problem.LOOKS_RECREATED,
          Side.DESTINATION,
          new Fault(Scope.FOLDER, Retry.NEVER),
          "%d of %d messages copied earlier are no longer there, and its UIDs began anew"
              .formatted(missing, present),
          "");
    }
  }

  private void carry(UidSet window, RangeMap sources, RangeMap copies, boolean copyMissingAgain) {
    UidSet gone = before.in(MessageState.GONE_THERE);
    UidSet ours = before.presentOf(Origin.OURS);
    var contents = new ArrayList<ContentEntry>();
    before.contents(window, contents::add);
    LedgerChange change = now.change();
    for (ContentEntry entry : contents) {
      long uid = sources.get(entry.uid()).orElseThrow() + entry.uid();
      OptionalLong copy = copies.get(entry.uid());
      if (gone.contains(entry.uid()) || (copy.isEmpty() && !copyMissingAgain)) {
        change.state(UidSet.range(uid, uid), MessageState.GONE_THERE).content(uid, entry.content());
      } else if (copy.isPresent()) {
        change
            .present(
                uid,
                new Uid(entry.uid() + copy.getAsLong()),
                ours.contains(entry.uid()) ? Origin.OURS : Origin.ADOPTED)
            .content(uid, entry.content())
            .verified(UidSet.range(uid, uid), VerifiedLevel.IDENTITY);
        change.marksOf(before, entry.uid(), uid);
      }
    }
    change.record().await();
  }

  private static RangeMap identity(UidSet uids) {
    var same = new RangeMap();
    uids.ranges().forEach(range -> same.put(range.first(), range.last(), 0));
    return same;
  }

  private RangeMap oldCopies(UidSet present) {
    var copies = new RangeMap();
    present.forEach(
        uid -> before.destinationUid(uid).ifPresent(copy -> copies.put(uid, uid, copy - uid)));
    return copies;
  }

  /** From old source UIDs to what they are now in {@code folder}, as offsets. */
  private RangeMap newUids(OpenFolder folder, UidSet onRecord) {
    var offsets = new RangeMap();
    try (var left = new SortedKeys();
        var right = new SortedKeys()) {
      var weak = new UidSet.Builder();
      FolderKeys.identitiesOnRecord(before, onRecord, left);
      FolderKeys.identities(folder, folder.uids().await(), right, weak);
      UidSet withoutMessageId = weak.build();
      var doubtful = new UidSet.Builder();
      var doubtfulNew = new UidSet.Builder();
      Join.join(
          left,
          right,
          (mine, theirs) -> {
            boolean alone = mine.size() == 1 && theirs.size() == 1;
            if (alone && !withoutMessageId.contains(theirs.getFirst())) {
              offsets.put(mine.getFirst(), mine.getFirst(), theirs.getFirst() - mine.getFirst());
            } else {
              mine.forEach(doubtful::add);
              theirs.forEach(doubtfulNew::add);
            }
          });
      byOctets(folder, doubtful.build(), doubtfulNew.build(), offsets);
    }
    return offsets;
  }

  private void byOctets(OpenFolder folder, UidSet onRecord, UidSet uids, RangeMap offsets) {
    try (var left = new SortedKeys();
        var right = new SortedKeys()) {
      FolderKeys.digestsOnRecord(before, onRecord, left);
      FolderKeys.digests(folder, uids, right);
      Join.join(left, right, (mine, theirs) -> pairInOrder(mine, theirs, offsets));
    }
  }

  private static void pairInOrder(List<Long> mine, List<Long> theirs, RangeMap offsets) {
    for (int i = 0; i < Math.min(mine.size(), theirs.size()); i++) {
      offsets.put(mine.get(i), mine.get(i), theirs.get(i) - mine.get(i));
    }
  }
}
