package org.transhume.soak;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * What is done to one copy, drawn from the seed and the number of the run. Every third run, from
 * the first on, is killed again while it settles.
 *
 * @param run from 1
 * @param at when it is killed, since its start; for an event on the wire, since that
 * @param append which APPEND of the run is the event, from 1
 * @param again when the next run, which settles, is killed too, since its start
 * @param cuts when connections are cut, since the start
 */
record KillPlan(
    int run,
    Disturbance disturbance,
    Duration at,
    int append,
    Optional<Duration> again,
    List<Cutting> cuts) {
  /** The start takes a second or two, then come looks five seconds apart. */
  private static final Duration SETTLING = Duration.ofSeconds(9);

  private static final Duration AFTER_EVENT = Duration.ofSeconds(3);

  /** A cut: when, and of which side's connections. */
  record Cutting(Duration at, boolean source, boolean destination, boolean reset) {}

  KillPlan {
    cuts = List.copyOf(cuts);
  }

  /**
   * Draws a plan. Each draw is a share of its span, so that a copy that takes a little longer is
   * disturbed at the same place.
   *
   * @param copyTime how long an undisturbed copy takes
   * @param appends how many APPENDs it takes
   */
  static KillPlan draw(
      long seed, int run, Disturbance disturbance, Duration copyTime, int appends) {
    var random = new SplittableRandom(seed * 1_000_003 + run);
    random.nextLong();
    Duration at = within(random, disturbance.waitsForAppend() ? AFTER_EVENT : copyTime);
    int append = 1 + (int) (random.nextDouble() * appends);
    Optional<Duration> again =
        run % 3 == 1 && disturbance.kills()
            ? Optional.of(within(random, SETTLING))
            : Optional.empty();
    var cuts = new ArrayList<Cutting>();
    for (int i = 1 + random.nextInt(3); i > 0 && disturbance == Disturbance.CUT; i--) {
      int sides = 1 + random.nextInt(3);
      cuts.add(
          new Cutting(
              within(random, copyTime), (sides & 1) != 0, (sides & 2) != 0, random.nextBoolean()));
    }
    cuts.sort((one, other) -> one.at.compareTo(other.at));
    return new KillPlan(run, disturbance, at, append, again, cuts);
  }

  private static Duration within(SplittableRandom random, Duration span) {
    return Duration.ofMillis((long) (random.nextDouble() * span.toMillis()));
  }
}
