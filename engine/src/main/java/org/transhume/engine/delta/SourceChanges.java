package org.transhume.engine.delta;

import java.util.Optional;
import org.transhume.engine.endpoint.FolderStatus;
import org.transhume.engine.endpoint.OpenFolder;
import org.transhume.engine.ledger.LedgerChange;
import org.transhume.engine.ledger.MessageState;
import org.transhume.engine.ledger.PairLedger;
import org.transhume.engine.ledger.Snapshot;
import org.transhume.mail.ModSeq;
import org.transhume.mail.UidSet;

/**
 * What of a source folder is new, gone or flagged otherwise than the ledger knows. It asks for no
 * more than the folder's status says may have changed.
 *
 * @param all the UIDs the folder holds
 * @param toCopy not at the destination by our knowledge: new, or failed before
 * @param gone on record, and no longer at the source
 */
public record SourceChanges(UidSet all, UidSet toCopy, UidSet gone) {
  /** Compares the open folder with the ledger. */
  public static SourceChanges of(OpenFolder source, PairLedger ledger) {
    UidSet settled = ledger.atSource();
    FolderStatus status = source.status();
    boolean sameMessages =
        ledger.pair().snapshot().map(s -> holdsSameMessages(s.source(), status)).orElse(false)
            && settled.size() == status.messages();
    UidSet all = sameMessages ? settled : source.uids().await();
    UidSet failed = ledger.in(MessageState.FAILED);
    UidSet done = settled.minus(failed).union(ledger.in(MessageState.REMOVED_HERE));
    return new SourceChanges(all, all.minus(done), settled.minus(all));
  }

  /** Whether neither arrivals nor removals lie between the two. */
  public static boolean holdsSameMessages(FolderStatus before, FolderStatus now) {
    return before.uidValidity().equals(now.uidValidity())
        && before.messages() == now.messages()
        && before.uidNext().isPresent()
        && before.uidNext().equals(now.uidNext());
  }

  /** Whether nothing at all lies between the two, flags included. */
  public static boolean isUnchanged(FolderStatus before, FolderStatus now) {
    return holdsSameMessages(before, now)
        && before.highestModSeq().isKnown()
        && before.highestModSeq().equals(now.highestModSeq());
  }

  /** The messages of {@code copied} whose flags changed since the last pass. */
  public FlagChanges flagChanges(UidSet copied, OpenFolder source, PairLedger ledger) {
    UidSet watched = copied.intersect(all);
    if (watched.isEmpty()) {
      return FlagChanges.none();
    }
    ModSeq now = source.status().highestModSeq();
    Optional<ModSeq> before =
        ledger.pair().snapshot().map(Snapshot::source).map(FolderStatus::highestModSeq);
    if (before.isPresent() && before.get().isKnown() && now.isKnown()) {
      return before.get().equals(now)
          ? FlagChanges.none()
          : FlagChanges.since(before.get(), watched, source, ledger);
    }
    return FlagChanges.byListing(watched, source, ledger);
  }

  /** Writes down what is gone: what was copied stays at the destination, the rest is forgotten. */
  public void recordGone(PairLedger ledger) {
    if (gone.isEmpty()) {
      return;
    }
    UidSet copied = gone.intersect(ledger.in(MessageState.PRESENT));
    LedgerChange change = ledger.change().state(copied, MessageState.GONE_HERE);
    change.forget(gone.minus(copied)).record().await();
  }
}
