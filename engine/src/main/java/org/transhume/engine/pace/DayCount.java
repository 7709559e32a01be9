package org.transhume.engine.pace;

import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The octets of the last 24 hours, hour by hour: a limit a day then holds in any 24 hours, wherever
 * a provider lets its days begin.
 *
 * @param octets by hours since 1970, none without octets
 */
public record DayCount(SortedMap<Long, Long> octets) {
  private static final long HOUR_SECONDS = 3600;

  /** An hour counts until a day after its end. */
  private static final long HOURS = 25;

  /** None. */
  public static final DayCount NONE = new DayCount(new TreeMap<>());

  public DayCount {
    octets = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(octets));
  }

  /** The same with so many octets more; what is older than a day is forgotten. */
  DayCount plus(long bytes, Instant now) {
    var all = new TreeMap<>(octets.tailMap(hour(now) - HOURS + 1));
    all.merge(hour(now), bytes, Long::sum);
    return new DayCount(all);
  }

  /** How many count at {@code now}. */
  long used(Instant now) {
    return octets.tailMap(hour(now) - HOURS + 1).values().stream().mapToLong(Long::longValue).sum();
  }

  /**
   * When {@code planned} octets more fit into {@code limit}: {@code now}, or as soon as enough is a
   * day ago. More than the limit itself fits when nothing else counts.
   */
  Instant fits(long planned, long limit, Instant now) {
    long used = used(now);
    Instant at = now;
    for (Map.Entry<Long, Long> hour : octets.tailMap(hour(now) - HOURS + 1).entrySet()) {
      if (used == 0 || used + planned <= limit) {
        return at;
      }
      used -= hour.getValue();
      at = Instant.ofEpochSecond((hour.getKey() + HOURS) * HOUR_SECONDS);
    }
    return at;
  }

  private static long hour(Instant now) {
    return Math.floorDiv(now.getEpochSecond(), HOUR_SECONDS);
  }
}
