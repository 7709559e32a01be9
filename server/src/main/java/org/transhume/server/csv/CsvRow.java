package org.transhume.server.csv;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/**
 * One line of a file, cut into fields. No field of ours holds a line end, so each line is read by
 * itself: a quote that is never closed spoils one line and not the rest of the file.
 *
 * @param line counted from 1
 */
record CsvRow(int line, List<String> fields) {
  /** Put behind each line as one more field: an open quote swallows it, which shows. */
  private static final String END = "end";

  /** The fields of {@code text}; empty if its quotes are wrong. */
  static Optional<CsvRow> cut(int line, String text, char separator) {
    try (CsvReader<CsvRecord> reader =
        CsvReader.builder()
            .fieldSeparator(separator)
            .skipEmptyLines(false)
            .ofCsvRecord(text + separator + END)) {
      List<String> fields = reader.iterator().next().getFields();
      int last = fields.size() - 1;
      return fields.get(last).equals(END)
          ? Optional.of(new CsvRow(line, fields.subList(0, last)))
          : Optional.empty();
    } catch (CsvParseException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // from a text in memory
    }
  }
}
