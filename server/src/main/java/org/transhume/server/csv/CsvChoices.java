package org.transhume.server.csv;

import java.util.Optional;

/**
 * What a person said about a file.
 *
 * @param layout the one to read it by; empty to recognise it
 * @param leavesOutEmptySurplus whether fields behind the last column are left out if all are empty
 * @param mostLines how many mailboxes a file may hold, the header not counted
 */
public record CsvChoices(Optional<CsvLayout> layout, boolean leavesOutEmptySurplus, int mostLines) {
  /** Recognises the layout and forgives nothing. */
  public static CsvChoices none(int mostLines) {
    return new CsvChoices(Optional.empty(), false, mostLines);
  }

  public CsvChoices withLayout(CsvLayout chosen) {
    return new CsvChoices(Optional.of(chosen), leavesOutEmptySurplus, mostLines);
  }

  public CsvChoices withEmptySurplusLeftOut() {
    return new CsvChoices(layout, true, mostLines);
  }
}
