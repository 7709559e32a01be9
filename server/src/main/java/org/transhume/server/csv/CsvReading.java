package org.transhume.server.csv;

import java.nio.charset.Charset;
import java.util.List;
import java.util.Optional;

/**
 * What a file says.
 *
 * @param layout the one it was read by; empty if none fits
 * @param charset its characters were read by
 * @param lines those without fault, in order
 * @param faults all of the file, in order; nothing is created while there is one
 * @param warnings what may be a mistake
 * @param emptySurplus how many lines have more fields than columns, all of the surplus empty: a
 *     fault each, which reading with {@link CsvChoices#withEmptySurplusLeftOut} mends
 */
public record CsvReading(
    Optional<CsvLayout> layout,
    Charset charset,
    List<TransferLine> lines,
    List<CsvFault> faults,
    List<CsvWarning> warnings,
    int emptySurplus) {
  public CsvReading {
    lines = List.copyOf(lines);
    faults = List.copyOf(faults);
    warnings = List.copyOf(warnings);
  }
}
