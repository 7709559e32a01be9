package org.transhume.server.csv;

import java.util.List;

/**
 * Something in the file that must be mended before anything is created.
 *
 * @param line counted from 1, as an editor shows it; 0 if it is the file as a whole
 * @param column its name; empty if it is the line as a whole
 * @param found what stands there, shortened; never a password, of which only its presence is told
 * @param expected what should stand there
 * @param arguments of the text for {@code expected}
 */
public record CsvFault(
    int line, String column, String found, Expectation expected, List<String> arguments) {
  private static final int MOST_CHARS = 80;

  public CsvFault {
    arguments = List.copyOf(arguments);
    found =
        found.length() <= MOST_CHARS
            ? found
            : found.substring(0, found.offsetByCodePoints(0, MOST_CHARS - 1)) + "\u2026";
  }

  static CsvFault of(
      int line, String column, String found, Expectation expected, String... arguments) {
    return new CsvFault(line, column, found, expected, List.of(arguments));
  }
}
