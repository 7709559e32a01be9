package org.transhume.engine;

import java.time.Instant;
import java.util.Optional;
import org.transhume.engine.endpoint.FolderStatus;
import org.transhume.engine.ledger.PairLedger;
import org.transhume.engine.ledger.PairRecord;
import org.transhume.engine.report.FolderReport;
import org.transhume.engine.settle.Watch;
import org.transhume.mail.UidSet;

/**
 * What one folder came to, and what its snapshot is made of.
 *
 * @param begun absent where the folder was left alone or could not be worked through
 */
record FolderWork(
    FolderTask task, FolderReport report, Optional<Begun> begun, Optional<Instant> lookDue) {
  /**
   * Both folders as they were when the work began.
   *
   * @param messagesAfter how many the destination holds if nobody else did anything
   * @param largestUidAfter the largest UID we put there, 0 for none
   * @param kept only where it is needed after the folder is done
   */
  record Begun(
      PairRecord pair,
      FolderStatus source,
      FolderStatus destination,
      long messagesAfter,
      long largestUidAfter,
      Optional<Kept> kept) {}

  /**
   * What removals are decided by.
   *
   * @param pair in a plan the view that was planned with; what it knows is written nowhere
   * @param planned what a plan would copy or adopt
   */
  record Kept(PairLedger pair, UidSet planned) {}

  /** The same after {@code messages} were removed at the destination, by us. */
  FolderWork withRemoved(long messages) {
    Optional<Begun> after =
        begun.map(
            b ->
                new Begun(
                    b.pair(),
                    b.source(),
                    b.destination(),
                    b.messagesAfter() - messages,
                    b.largestUidAfter(),
                    Optional.empty()));
    return new FolderWork(task, report, after, lookDue);
  }

  /** The same with what another look for late copies came to. */
  FolderWork afterAnotherLook(Watch.Seen seen) {
    // What cannot be removed is listed by every look: only what is new to this one adds to it.
    long listed = Math.max(0, seen.listed().size() - report.figures().surplus());
    long more = seen.removed().size() + listed;
    var looked =
        new FolderReport(
            report.source(),
            report.destination(),
            report.figures().withMoreSurplus(more),
            report.exceptions(),
            report.leftOut(),
            report.failure(),
            report.compromises());
    // What the look removed is not what the snapshot of the destination expects: it is taken as it
    // was at the beginning, and the next pass looks at the folder again.
    return new FolderWork(task, looked, begun, seen.nextLook());
  }
}
