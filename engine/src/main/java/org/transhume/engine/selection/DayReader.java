package org.transhume.engine.selection;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Locale;

/**
 * Days as people write them: {@code 2017-09-25}, {@code 25-Sep-2017}, {@code 24 September 2018}.
 * All others are refused, since 03/04/2018 means two days.
 */
public final class DayReader {
  private static final List<DateTimeFormatter> FORMS =
      List.of(form("uuuu-MM-dd"), form("d-MMM-uuuu"), form("d MMMM uuuu"), form("d MMM uuuu"));

  private DayReader() {}

  private static DateTimeFormatter form(String pattern) {
    return new DateTimeFormatterBuilder()
        .parseCaseInsensitive()
        .appendPattern(pattern)
        .toFormatter(Locale.ENGLISH)
        .withResolverStyle(ResolverStyle.STRICT);
  }

  /**
   * The day that is meant.
   *
   * @throws IllegalArgumentException if the text is in no such form or names no day of the calendar
   */
  public static LocalDate read(String text) {
    for (DateTimeFormatter form : FORMS) {
      try {
        return LocalDate.parse(text.strip(), form);
      } catch (DateTimeException e) {
        continue;
      }
    }
    throw new IllegalArgumentException("Not a day: " + text);
  }
}
