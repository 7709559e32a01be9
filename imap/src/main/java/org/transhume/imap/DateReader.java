package org.transhume.imap;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.transhume.mail.InternalDate;

/** Reads the {@code date-time} of RFC 9051 section 9 straight from bytes. */
final class DateReader {
  private static final int CHARS = 26;

  /** So far below zero that whatever it is added to stays there. */
  private static final int NO_NUMBER = -100_000;

  private DateReader() {}

  /** The date in {@code bytes[from, to)}, quotes excluded; null if it is none. */
  static @Nullable InternalDate read(byte[] bytes, int from, int to) {
    if (to - from == CHARS
        && bytes[from + 2] == '-'
        && bytes[from + 6] == '-'
        && bytes[from + 11] == ' '
        && bytes[from + 14] == ':'
        && bytes[from + 17] == ':'
        && bytes[from + 20] == ' ') {
      int day = (bytes[from] == ' ' ? 0 : digit(bytes[from]) * 10) + digit(bytes[from + 1]);
      int month = month(bytes, from + 3);
      int year = two(bytes, from + 7) * 100 + two(bytes, from + 9);
      int hour = two(bytes, from + 12);
      int minute = two(bytes, from + 15);
      int second = two(bytes, from + 18);
      int zone = two(bytes, from + 22) * 60 + two(bytes, from + 24);
      int sign = bytes[from + 21] == '-' ? -1 : bytes[from + 21] == '+' ? 1 : 0;
      boolean usual =
          day >= 1
              && day <= 28
              && month > 0
              && year > 0
              && hour >= 0
              && hour < 24
              && minute >= 0
              && minute < 60
              && second >= 0
              && second < 60
              && zone >= 0
              && sign != 0;
      if (usual) {
        long local = epochDay(year, month, day) * 86_400 + hour * 3600 + minute * 60 + second;
        return new InternalDate(local - sign * zone * 60L, sign * zone);
      }
    }
    return slowly(bytes, from, to);
  }

  /** Ends of months, leap seconds, years before 1, and all that is no date. */
  private static @Nullable InternalDate slowly(byte[] bytes, int from, int to) {
    try {
      return InternalDate.parse(new String(bytes, from, to - from, StandardCharsets.US_ASCII));
    } catch (IllegalArgumentException _) {
      return null;
    }
  }

  /** Days since 1970-01-01 of the proleptic Gregorian calendar, counted in years from March on. */
  private static long epochDay(int year, int month, int day) {
    int marchYear = month > 2 ? year : year - 1;
    int era = marchYear / 400;
    int yearOfEra = marchYear - era * 400;
    int dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    int dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
    return era * 146_097L + dayOfEra - 719_468;
  }

  private static int month(byte[] bytes, int at) {
    int letters = (bytes[at] | 0x20) << 16 | (bytes[at + 1] | 0x20) << 8 | (bytes[at + 2] | 0x20);
    return switch (letters) {
      case 'j' << 16 | 'a' << 8 | 'n' -> 1;
      case 'f' << 16 | 'e' << 8 | 'b' -> 2;
      case 'm' << 16 | 'a' << 8 | 'r' -> 3;
      case 'a' << 16 | 'p' << 8 | 'r' -> 4;
      case 'm' << 16 | 'a' << 8 | 'y' -> 5;
      case 'j' << 16 | 'u' << 8 | 'n' -> 6;
      case 'j' << 16 | 'u' << 8 | 'l' -> 7;
      case 'a' << 16 | 'u' << 8 | 'g' -> 8;
      case 's' << 16 | 'e' << 8 | 'p' -> 9;
      case 'o' << 16 | 'c' << 8 | 't' -> 10;
      case 'n' << 16 | 'o' << 8 | 'v' -> 11;
      case 'd' << 16 | 'e' << 8 | 'c' -> 12;
      default -> 0;
    };
  }

  private static int two(byte[] bytes, int at) {
    int tens = digit(bytes[at]);
    int ones = digit(bytes[at + 1]);
    return tens < 0 || ones < 0 ? NO_NUMBER : tens * 10 + ones;
  }

  private static int digit(byte b) {
    return b >= '0' && b <= '9' ? b - '0' : NO_NUMBER;
  }
}
