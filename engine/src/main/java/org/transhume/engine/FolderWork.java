package org.transhume.engine;

import java.time.Instant;
import java.util.Optional;
import org.transhume.engine.endpoint.FolderStatus;
import org.transhume.engine.ledger.PairLedger;
import org.transhume.engine.report.FolderReport;

/**
 * What one folder came to, and what its snapshot is made of.
 *
 * @param begun absent where the folder was left alone or could not be worked through
 */
record FolderWork(FolderReport report, Optional<Begun> begun, Optional<Instant> lookDue) {
  /**
   * Both folders as they were when the work began.
   *
   * @param messagesAfter how many the destination holds if nobody else did anything
   * @param largestUidAfter the largest UID we put there, 0 for none
   */
  record Begun(
      PairLedger pair,
      FolderStatus source,
      FolderStatus destination,
      long messagesAfter,
      long largestUidAfter) {}
}
