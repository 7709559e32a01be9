package org.transhume.engine.pace;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What a person allows one side. Octets are those of messages, sent or fetched, and of headers that
 * are fetched to know messages again; commands and listings are not counted.
 *
 * @param bytesPerSecond on an average
 * @param bytesAfter so many octets of a run go as fast as they may, before {@code bytesPerSecond}
 *     counts
 * @param bytesPerDay in any 24 hours, over all runs that share the state folder
 */
public record SideRules(
    OptionalLong bytesPerSecond,
    long bytesAfter,
    OptionalDouble messagesPerSecond,
    OptionalLong bytesPerDay) {
  /** As fast as it goes. */
  public static final SideRules FREE =
      new SideRules(OptionalLong.empty(), 0, OptionalDouble.empty(), OptionalLong.empty());

  public SideRules {
    if (bytesPerSecond.orElse(1) < 1
        || bytesPerDay.orElse(1) < 1
        || messagesPerSecond.orElse(1) <= 0
        || bytesAfter < 0) {
      throw new IllegalArgumentException("A pace is more than nothing");
    }
  }

  /** Whether nothing is limited. */
  boolean isFree() {
    return bytesPerSecond.isEmpty() && messagesPerSecond.isEmpty() && bytesPerDay.isEmpty();
  }
}
