package org.transhume.cli.text;

import java.time.Duration;
import java.util.Locale;

/** Numbers for people, each with its unit. */
public final class Quantity {
  private static final String[] UNITS = {"kB", "MB", "GB", "TB", "PB", "EB"};

  private Quantity() {}

  /** A number with its thousands parted: {@code 1,234,567}. */
  public static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** A number of things: {@code 1 message}, {@code 1,234 messages}. */
  public static String of(long number, String one, String many) {
    return count(number) + " " + (number == 1 ? one : many);
  }

  /** A number of messages. */
  public static String messages(long number) {
    return of(number, "message", "messages");
  }

  /** Octets in powers of 1,000: {@code 999 B}, {@code 1.5 kB}, {@code 45 MB}. */
  public static String bytes(long bytes) {
    if (bytes < 1_000) {
      return bytes + " B";
    }
    double value = bytes;
    int unit = -1;
    // What would be rounded up to four digits belongs to the next unit.
    while (value >= 999.5 && unit < UNITS.length - 1) {
      value /= 1_000;
      unit++;
    }
    return String.format(Locale.ROOT, value < 9.95 ? "%.1f %s" : "%.0f %s", value, UNITS[unit]);
  }

  /**
   * A time span in its two largest units: {@code 0.4 s}, {@code 42 s}, {@code 3 min 20 s}, {@code 2
   * h 5 min}.
   */
  public static String duration(Duration duration) {
    if (duration.compareTo(Duration.ofSeconds(10)) < 0) {
      return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1_000.0);
    }
    long seconds = duration.toSeconds();
    if (seconds < 60) {
      return seconds + " s";
    }
    if (seconds < 3_600) {
      return seconds / 60 + " min " + seconds % 60 + " s";
    }
    if (seconds < 86_400) {
      return seconds / 3_600 + " h " + seconds % 3_600 / 60 + " min";
    }
    return of(seconds / 86_400, "day", "days") + " " + seconds % 86_400 / 3_600 + " h";
  }

  /** How many per second: {@code 0.4}, {@code 17}, {@code 1,250}; 0 while no time has passed. */
  public static String perSecond(long number, Duration duration) {
    double seconds = duration.toMillis() / 1_000.0;
    double rate = seconds <= 0 ? 0 : number / seconds;
    return rate < 9.95 ? String.format(Locale.ROOT, "%.1f", rate) : count(Math.round(rate));
  }

  /** Octets per second: {@code 1.2 MB/s}. */
  public static String bytesPerSecond(long bytes, Duration duration) {
    long millis = duration.toMillis();
    return bytes(millis <= 0 ? 0 : Math.round(bytes * 1_000.0 / millis)) + "/s";
  }
}
