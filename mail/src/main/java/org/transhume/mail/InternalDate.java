package org.transhume.mail;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;

/**
 * When a message reached its mailbox: an instant to the second, and the offset it was given with
 * (RFC 9051 section 2.3.3). Two dates are equal only if both agree; {@link #sameInstant} leaves the
 * offset aside, which servers rewrite.
 *
 * @param epochSecond seconds since 1970-01-01T00:00:00Z, negative before
 * @param offsetMinutes minutes east of UTC, at most 99 h 59 min either way as the grammar allows
 */
public record InternalDate(long epochSecond, int offsetMinutes) {
  private static final List<String> MONTHS =
      List.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");
  private static final int MAX_OFFSET_MINUTES = 99 * 60 + 59;

  public InternalDate {
    if (Math.abs(offsetMinutes) > MAX_OFFSET_MINUTES) {
      throw new IllegalArgumentException("Offset out of range: " + offsetMinutes + " min");
    }
  }

  /** The date of an instant, at UTC; fractions of a second are dropped. */
  public static InternalDate of(Instant instant) {
    return new InternalDate(instant.getEpochSecond(), 0);
  }

  /**
   * Reads the {@code date-time} of RFC 9051 section 9 without its quotes: {@code "17-Jul-1996
   * 02:44:25 -0700"}; a day of one digit may stand with or without its leading space.
   *
   * @throws IllegalArgumentException if the text is anything else or names no day of the calendar
   */
  public static InternalDate parse(String text) {
    String padded = text.length() == 25 ? " " + text : text;
    if (padded.length() != 26
        || padded.charAt(2) != '-'
        || padded.charAt(6) != '-'
        || padded.charAt(11) != ' '
        || padded.charAt(14) != ':'
        || padded.charAt(17) != ':'
        || padded.charAt(20) != ' '
        || (padded.charAt(21) != '+' && padded.charAt(21) != '-')) {
      throw new IllegalArgumentException("Not an INTERNALDATE: " + text);
    }
    try {
      int day = digits(padded, padded.charAt(0) == ' ' ? 1 : 0, 2);
      int month = month(padded.substring(3, 6));
      int offset = digits(padded, 22, 24) * 60 + digits(padded, 24, 26);
      int signed = padded.charAt(21) == '-' ? -offset : offset;
      LocalDateTime local =
          LocalDateTime.of(
              digits(padded, 7, 11),
              month,
              day,
              digits(padded, 12, 14),
              digits(padded, 15, 17),
              Math.min(digits(padded, 18, 20), 59)); // a leap second is the last one of its minute
      return new InternalDate(local.toEpochSecond(ZoneOffset.UTC) - signed * 60L, signed);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("Not an INTERNALDATE: " + text, e);
    }
  }

  private static int month(String name) {
    for (int i = 0; i < MONTHS.size(); i++) {
      if (MONTHS.get(i).equalsIgnoreCase(name)) {
        return i + 1;
      }
    }
    throw new IllegalArgumentException("Not a month: " + name);
  }

  private static int digits(String text, int from, int to) {
    int value = 0;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        throw new IllegalArgumentException("Not an INTERNALDATE: " + text);
      }
      value = value * 10 + (c - '0');
    }
    return value;
  }

  /** Whether both name the same second, whatever their offsets. */
  public boolean sameInstant(InternalDate other) {
    return epochSecond == other.epochSecond;
  }

  /** The instant, to the second. */
  public Instant toInstant() {
    return Instant.ofEpochSecond(epochSecond);
  }

  /**
   * The {@code date-time} text without quotes, always 26 characters.
   *
   * @throws DateTimeException if the year has not four digits, which the grammar cannot express
   */
  @Override
  public String toString() {
    LocalDateTime local =
        LocalDateTime.ofEpochSecond(epochSecond + offsetMinutes * 60L, 0, ZoneOffset.UTC);
    if (local.getYear() < 0 || local.getYear() > 9999) {
      throw new DateTimeException("No IMAP date has the year " + local.getYear());
    }
    int offset = Math.abs(offsetMinutes);
    // By hand: a formatter would cost more than anything else that is done for a message's
    // metadata.
    var text = new StringBuilder(26);
    int day = local.getDayOfMonth();
    text.append(day < 10 ? " " : "").append(day).append('-');
    text.append(MONTHS.get(local.getMonthValue() - 1)).append('-');
    two(text, local.getYear() / 100);
    two(text, local.getYear() % 100).append(' ');
    two(text, local.getHour()).append(':');
    two(text, local.getMinute()).append(':');
    two(text, local.getSecond()).append(' ');
    text.append(offsetMinutes < 0 ? '-' : '+');
    two(text, offset / 60);
    return two(text, offset % 60).toString();
  }

  private static StringBuilder two(StringBuilder text, int value) {
    return text.append((char) ('0' + value / 10)).append((char) ('0' + value % 10));
  }
}
