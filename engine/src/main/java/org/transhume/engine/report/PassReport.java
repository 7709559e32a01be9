package org.transhume.engine.report;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.transhume.engine.endpoint.EndpointException;

/**
 * What a pass came to.
 *
 * @param folders in the order of the source's list
 * @param leftOut folders that were not selected, each with the rule
 * @param failure what ended the pass before its end, if something did
 * @param lookDue when a last look for late copies is owed, if one is
 */
public record PassReport(
    Instant began,
    Instant ended,
    List<FolderReport> folders,
    List<FolderLeftOut> leftOut,
    Optional<EndpointException> failure,
    Optional<Instant> lookDue) {
  public PassReport {
    folders = List.copyOf(folders);
    leftOut = List.copyOf(leftOut);
  }

  /** A folder that was not selected. */
  public record FolderLeftOut(String folder, String rule, long messages) {}

  /** The figures of all folders together. */
  public FolderFigures total() {
    return folders.stream()
        .map(FolderReport::figures)
        .reduce(FolderFigures.NONE, FolderFigures::plus);
  }

  /** The outcome in one word. */
  public Verdict verdict() {
    boolean whole = failure.isEmpty() && folders.stream().allMatch(FolderReport::isWhole);
    if (!whole) {
      return Verdict.FAIL;
    }
    return folders.stream().allMatch(f -> f.exceptions().isEmpty())
        ? Verdict.PASS
        : Verdict.PASS_WITH_EXCEPTIONS;
  }
}
