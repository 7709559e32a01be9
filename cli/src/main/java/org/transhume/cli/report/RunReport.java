package org.transhume.cli.report;

import org.transhume.cli.outcome.ExitCode;
import org.transhume.cli.outcome.Explanations.Peer;
import org.transhume.engine.PassMode;
import org.transhume.engine.report.FolderFigures;
import org.transhume.engine.report.FolderReport;
import org.transhume.engine.report.PassReport;

/**
 * A pass and between whom it was.
 *
 * @param foldersPlanned how many folders were to be worked through, those never reached included
 * @param removesSurplus whether second copies are removed at this destination, not merely listed
 */
public record RunReport(
    PassMode mode,
    Peer source,
    Peer destination,
    PassReport pass,
    int foldersPlanned,
    boolean removesSurplus) {

  /**
   * Whether the figures prove that nothing is lost and nothing doubled: every folder was worked
   * through, each message found is accounted for and none failed, and no second copy was left
   * there.
   */
  public boolean provesNothingLostOrDoubled() {
    return mode != PassMode.PLAN
        && pass.failure().isEmpty()
        && foldersNotReached() == 0
        && pass.folders().stream().allMatch(FolderReport::isWhole)
        && surplusLeft() == 0;
  }

  /** Second copies that stand at the destination and cannot be removed there by themselves. */
  public long surplusLeft() {
    return removesSurplus ? 0 : total().surplus();
  }

  /** Folders that were planned and that nobody came to, since the pass broke off. */
  public int foldersNotReached() {
    return Math.max(0, foldersPlanned - pass.folders().size());
  }

  /** The figures of all folders together. */
  public FolderFigures total() {
    return pass.total();
  }

  /** What the process ends with. A plan that could be made is a good one. */
  public ExitCode exitCode() {
    return ExitCode.of(pass);
  }
}
