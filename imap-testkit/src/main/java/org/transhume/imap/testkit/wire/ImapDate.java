package org.transhume.imap.testkit.wire;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The date-time of INTERNALDATE and the date of SEARCH (RFC 9051 section 9). */
public final class ImapDate {
  private static final List<String> MONTHS =
      List.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");

  private static final Pattern DATE_TIME =
      Pattern.compile(
          "([ \\d]\\d)-(\\w{3})-(\\d{4}) (\\d\\d):(\\d\\d):(\\d\\d) ([+-])(\\d\\d)(\\d\\d)");

  private static final Pattern DATE = Pattern.compile("(\\d{1,2})-(\\w{3})-(\\d{4})");

  private ImapDate() {}

  /** Prints as {@code " 1-Jan-2020 12:00:00 +0100"}, without quotes. */
  public static String format(OffsetDateTime date) {
    int offsetMinutes = date.getOffset().getTotalSeconds() / 60;
    return String.format(
        Locale.ROOT,
        "%2d-%s-%04d %02d:%02d:%02d %s%02d%02d",
        date.getDayOfMonth(),
        MONTHS.get(date.getMonthValue() - 1),
        date.getYear(),
        date.getHour(),
        date.getMinute(),
        date.getSecond(),
        offsetMinutes < 0 ? "-" : "+",
        Math.abs(offsetMinutes) / 60,
        Math.abs(offsetMinutes) % 60);
  }

  /** Reads a date-time; anything else is a {@link WireException}. */
  public static OffsetDateTime parse(String text) {
    Matcher match = DATE_TIME.matcher(text);
    if (!match.matches()) {
      throw new WireException("not a date-time: " + text);
    }
    try {
      int sign = match.group(7).equals("-") ? -1 : 1;
      int offset = sign * (number(match, 8) * 60 + number(match, 9)) * 60;
      return OffsetDateTime.of(
          number(match, 3),
          month(match.group(2)),
          number(match, 1),
          number(match, 4),
          number(match, 5),
          number(match, 6),
          0,
          ZoneOffset.ofTotalSeconds(offset));
    } catch (DateTimeException outOfRange) {
      throw new WireException("not a date-time: " + text);
    }
  }

  /** Reads the date of a search key such as {@code 1-Feb-1994}. */
  public static LocalDate parseDay(String text) {
    Matcher match = DATE.matcher(text);
    if (!match.matches()) {
      throw new WireException("not a date: " + text);
    }
    try {
      return LocalDate.of(number(match, 3), month(match.group(2)), number(match, 1));
    } catch (DateTimeException outOfRange) {
      throw new WireException("not a date: " + text);
    }
  }

  private static int number(Matcher match, int group) {
    return Integer.parseInt(match.group(group).strip());
  }

  private static int month(String name) {
    for (int i = 0; i < MONTHS.size(); i++) {
      if (MONTHS.get(i).equalsIgnoreCase(name)) {
        return i + 1;
      }
    }
    throw new WireException("not a month: " + name);
  }
}
