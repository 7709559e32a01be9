package org.transhume.cli.transfer;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.transhume.cli.outcome.StopException;

/**
 * A map of folders that a person can edit: CSV in UTF-8 with the header {@code source,destination},
 * a line for each folder, whole names as people see them. A name that a spreadsheet would take for
 * a formula stands behind an apostrophe, which is not part of it.
 */
public final class FolderMapFile {
  /** What makes a formula of a cell, and the apostrophe, so that each name has one spelling. */
  private static final String SIGNS = "=+-@\t\r'";

  static final String SOURCE = "source";
  static final String DESTINATION = "destination";

  private FolderMapFile() {}

  /**
   * Reads what a person gave back, in the order of its lines.
   *
   * @throws StopException if it cannot be read, with the line at fault
   */
  public static Map<String, String> read(Path file) {
    try {
      return read(file, Files.readString(file, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw StopException.usage(
          "The map of folders %s cannot be read: is it there, yours, and in UTF-8?"
              .formatted(file));
    }
  }

  /** Writes a map so that {@link #read} gives the same back, in the same order. */
  static void write(Map<String, String> places, Writer out) throws IOException {
    CsvWriter lines = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(out);
    lines.writeRecord(SOURCE, DESTINATION);
    places.forEach((from, to) -> lines.writeRecord(cell(from), cell(to)));
    lines.flush();
  }

  private static String cell(String name) {
    boolean formula = !name.isEmpty() && name.charAt(0) != '\'' && isSign(name, 0);
    return formula || isHidden(name) ? "'" + name : name;
  }

  private static String name(String cell) {
    return isHidden(cell) ? cell.substring(1) : cell;
  }

  private static boolean isHidden(String cell) {
    return cell.startsWith("'") && cell.length() > 1 && isSign(cell, 1);
  }

  private static boolean isSign(String text, int index) {
    return SIGNS.indexOf(text.charAt(index)) >= 0;
  }

  private static Map<String, String> read(Path file, String text) {
    var pairs = new LinkedHashMap<String, String>();
    boolean headed = false;
    try (CsvReader<CsvRecord> lines =
        CsvReader.builder()
            .allowExtraFields(true)
            .allowMissingFields(true)
            .ofCsvRecord(text.replaceFirst("^\uFEFF", ""))) {
      for (CsvRecord line : lines) {
        long number = line.getStartingLineNumber();
        if (line.getFieldCount() != 2) {
          throw wrong(
              file,
              number,
              "has %d fields and not two; a name with a comma stands in double quotes"
                  .formatted(line.getFieldCount()));
        }
        String source = name(line.getField(0));
        String destination = name(line.getField(1));
        if (!headed) {
          if (!source.equals(SOURCE) || !destination.equals(DESTINATION)) {
            throw wrong(file, number, "is not the header source,destination");
          }
          headed = true;
        } else if (source.isEmpty() || destination.isEmpty()) {
          throw wrong(file, number, "leaves a name away");
        } else if (pairs.containsKey(source)) {
          throw wrong(file, number, "names a folder of the source a second time");
        } else if (pairs.containsValue(destination)) {
          throw wrong(
              file, number, "maps a second folder to the same one, and two cannot become one");
        } else {
          pairs.put(source, destination);
        }
      }
    } catch (CsvParseException e) {
      throw StopException.usage(
          "The map of folders %s is no CSV: a quote is not closed, perhaps.".formatted(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e); // Text in memory has no trouble to be read.
    }
    if (!headed) {
      throw StopException.usage("The map of folders %s is empty.".formatted(file));
    }
    return pairs;
  }

  private static StopException wrong(Path file, long line, String what) {
    return StopException.usage("The map of folders %s: line %d %s.".formatted(file, line, what));
  }
}
