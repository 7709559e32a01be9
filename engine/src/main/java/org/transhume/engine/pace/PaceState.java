package org.transhume.engine.pace;

import java.time.Instant;
import java.util.Optional;

/**
 * What of one account's pace outlives a run.
 *
 * @param rest until when it is left alone
 * @param leaves how often a run had to leave since the last one that got on
 * @param day what counts for a limit a day
 * @param refusals how often its password was refused since it last was taken
 */
public record PaceState(Optional<Wait> rest, int leaves, DayCount day, Refusals refusals) {
  /** Nothing is known. */
  public static final PaceState NEW =
      new PaceState(Optional.empty(), 0, DayCount.NONE, Refusals.NONE);

  /**
   * Passwords that were refused.
   *
   * @param last when the last was; absent if none
   */
  public record Refusals(int count, Optional<Instant> last) {
    /** None. */
    public static final Refusals NONE = new Refusals(0, Optional.empty());
  }

  PaceState resting(Wait wait) {
    return new PaceState(Optional.of(wait), leaves + 1, day, refusals);
  }

  PaceState rested() {
    return new PaceState(Optional.empty(), 0, day, refusals);
  }

  /** Nothing to wait for, whatever was said; what counts for a day counts. */
  public PaceState forgiven() {
    return new PaceState(Optional.empty(), 0, day, Refusals.NONE);
  }

  PaceState withDay(DayCount other) {
    return new PaceState(rest, leaves, other, refusals);
  }

  PaceState withRefusals(Refusals others) {
    return new PaceState(rest, leaves, day, others);
  }
}
