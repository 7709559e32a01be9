package org.transhume.engine.pace;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/**
 * The hours of the day in which something may go out; all, if no window is named.
 *
 * @param zone whose clock counts; where that jumps, so do the windows
 */
public record Hours(List<Window> windows, ZoneId zone) {
  public Hours {
    windows = List.copyOf(windows);
  }

  /**
   * Every day from one time of day to another, the first included and the second not; over midnight
   * if the second is earlier.
   */
  public record Window(LocalTime from, LocalTime to) {
    public Window {
      if (from.equals(to)) {
        throw new IllegalArgumentException("A window has a beginning and an end, and not " + from);
      }
    }

    /**
     * Reads {@code 22:00-06:00}.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static Window parse(String text) {
      String[] ends = text.strip().replace('\u2013', '-').split(" ?- ?", -1);
      try {
        if (ends.length == 2) {
          return new Window(time(ends[0]), time(ends[1]));
        }
      } catch (DateTimeParseException _) {
        // Said below.
      }
      throw new IllegalArgumentException("Not a window of hours such as 22:00-06:00: " + text);
    }

    private static LocalTime time(String text) {
      String padded = text.length() < 5 ? "0" + text : text;
      return padded.equals("24:00") ? LocalTime.MIDNIGHT : LocalTime.parse(padded);
    }

    boolean holds(LocalTime time) {
      boolean afterBeginning = !time.isBefore(from);
      boolean beforeEnd = time.isBefore(to);
      return from.isBefore(to) ? afterBeginning && beforeEnd : afterBeginning || beforeEnd;
    }

    @Override
    public String toString() {
      return from + "-" + to;
    }
  }

  /** Always. */
  public static Hours all() {
    return new Hours(List.of(), ZoneOffset.UTC);
  }

  /** When it opens next; empty if it is open at {@code now}. */
  Optional<Instant> opening(Instant now) {
    LocalTime time = now.atZone(zone).toLocalTime();
    if (windows.isEmpty() || windows.stream().anyMatch(window -> window.holds(time))) {
      return Optional.empty();
    }
    LocalDate today = now.atZone(zone).toLocalDate();
    return windows.stream()
        .flatMap(
            window ->
                List.of(today, today.plusDays(1)).stream()
                    .map(day -> ZonedDateTime.of(day, window.from(), zone).toInstant()))
        .filter(now::isBefore)
        // A window that begins in the hour which summer time leaves out begins after it.
        .min(Instant::compareTo)
        .or(() -> Optional.of(now.plus(Duration.ofDays(1))));
  }
}
