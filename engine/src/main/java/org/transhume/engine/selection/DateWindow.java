package org.transhume.engine.selection;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;

/**
 * The days a person wants, both included (requirement C4).
 *
 * @param since the first day, none for no limit
 * @param before the last day, none for no limit
 * @param of which date of a message counts
 * @param zone where a day begins and ends; without one it is the calendar day that is written in
 *     the date itself
 */
public record DateWindow(
    Optional<LocalDate> since, Optional<LocalDate> before, Basis of, Optional<ZoneId> zone) {
  /** Which of a message's dates counts. */
  public enum Basis {
    /** When it reached its mailbox (INTERNALDATE). */
    RECEIVED,
    /** What its Date header says; where that is missing or no date, when it was received. */
    SENT
  }

  public DateWindow {
    if (since.isPresent() && before.isPresent() && since.get().isAfter(before.get())) {
      throw new IllegalArgumentException(
          "No day lies between " + since.get() + " and " + before.get());
    }
  }

  /** Every day. */
  public static DateWindow always() {
    return new DateWindow(Optional.empty(), Optional.empty(), Basis.RECEIVED, Optional.empty());
  }

  /** Whether every day is wanted. */
  boolean isAlways() {
    return since.isEmpty() && before.isEmpty();
  }

  /**
   * Why a message of that date is left out, if it is.
   *
   * @param written the calendar day that stands in the date itself
   */
  Optional<MessageRule> reason(Instant instant, LocalDate written) {
    LocalDate day = zone.map(z -> LocalDate.ofInstant(instant, z)).orElse(written);
    if (since.isPresent() && day.isBefore(since.get())) {
      return Optional.of(MessageRule.BEFORE_SINCE);
    }
    return before.filter(day::isAfter).map(_ -> MessageRule.AFTER_BEFORE);
  }
}
