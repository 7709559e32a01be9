package org.transhume.engine.dates;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.transhume.mail.InternalDate;

/**
 * Finds the day on which a program filled a folder and gave every message its own time: two days,
 * since that may have gone on past midnight, that hold more than half of the folder, and at least
 * {@value #AT_LEAST} messages. Days are those of UTC. One thread.
 */
final class CrowdedDays {
  private static final int AT_LEAST = 10;
  private static final long DAY_SECONDS = 86_400;

  private final Map<Long, Integer> messagesOn = new HashMap<>();
  private long messages;

  void add(InternalDate date) {
    messagesOn.merge(dayOf(date), 1, Integer::sum);
    messages++;
  }

  private static long dayOf(InternalDate date) {
    return Math.floorDiv(date.epochSecond(), DAY_SECONDS);
  }

  /** What is true of a date on one of the two days; nothing is where no days are crowded. */
  Predicate<InternalDate> test() {
    long first = 0;
    int most = 0;
    for (long day : messagesOn.keySet()) {
      int both = messagesOn.getOrDefault(day, 0) + messagesOn.getOrDefault(day + 1, 0);
      if (both > most || (both == most && day < first)) {
        first = day;
        most = both;
      }
    }
    if (most < AT_LEAST || most * 2L <= messages) {
      return _ -> false;
    }
    long crowded = first;
    return date -> dayOf(date) == crowded || dayOf(date) == crowded + 1;
  }
}
