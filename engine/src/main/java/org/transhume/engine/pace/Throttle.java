package org.transhume.engine.pace;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.transhume.engine.endpoint.Side;
import org.transhume.engine.endpoint.Signal;
import org.transhume.engine.endpoint.WaitCause;

/**
 * What one side is believed to bear: each signal halves it, each calm half minute adds a little.
 * For one thread at a time.
 */
final class Throttle {
  /** A full flight; less is so many sixteenths of it. */
  static final int FULL_FLIGHT = 16;

  /** As many connections as there are lanes. */
  static final int ALL = Integer.MAX_VALUE;

  private static final int FLIGHT_STEP = 2;

  /** More than anybody asks for: from there on nothing is limited. */
  private static final int MANY = 64;

  private static final Duration CALM = Duration.ofSeconds(30);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(2);
  private static final int DOUBLINGS = 12;

  /** Four looks a day: a provider's day ends when it ends, and begins where nobody knows. */
  private static final Duration DAY_PAUSE = Duration.ofHours(6);

  private final Side side;
  private Instant until = Instant.MIN;
  private WaitCause cause = WaitCause.SLOW_DOWN;
  private String words = "";
  private int strikes;
  private Instant firstStrike = Instant.MIN;
  private int connections = ALL;
  private int flight = FULL_FLIGHT;
  private Instant changed = Instant.MIN;

  Throttle(Side side) {
    this.side = side;
  }

  /** The rest that is being taken at {@code now}, if one is. */
  Optional<Wait> rest(Instant now) {
    return now.isBefore(until)
        ? Optional.of(new Wait(side, until, cause, words))
        : Optional.empty();
  }

  /** What an earlier run left behind. */
  void resume(Wait rest) {
    until = rest.until();
    cause = rest.cause();
    words = rest.words();
  }

  /** Since when it has been nothing but pauses, if there was one. */
  Optional<Instant> stuckSince() {
    return strikes == 0 ? Optional.empty() : Optional.of(firstStrike);
  }

  /**
   * The side asks for less. What several connections are told at once counts once.
   *
   * @param active how many were at work
   */
  void strike(Signal signal, String said, int active, Instant now) {
    boolean isFirst = !now.isBefore(until);
    if (isFirst) {
      if (strikes == 0) {
        firstStrike = now;
      }
      strikes++;
      decrease(signal, active);
      changed = now;
    }
    Instant next = now.plus(pause(signal));
    if (next.isAfter(until)) {
      until = next;
      cause = cause(signal);
      words = said;
    }
  }

  private void decrease(Signal signal, int active) {
    boolean fewer =
        switch (signal) {
          case Signal.SlowDown _, Signal.WaitFor _, Signal.TooManyConnections _ -> true;
          default -> false;
        };
    boolean smaller =
        switch (signal) {
          case Signal.SlowDown _, Signal.WaitFor _, Signal.OutOfOrder _, Signal.Unreachable _ ->
              true;
          default -> false;
        };
    if (fewer) {
      connections = Math.max(1, Math.min(connections, active) / 2);
    }
    if (smaller) {
      flight = Math.max(1, flight / 2);
    }
  }

  private Duration pause(Signal signal) {
    return switch (signal) {
      case Signal.WaitFor(Duration named) -> named;
      case Signal.DayIsOver _ -> DAY_PAUSE;
      default -> {
        Duration grown = FIRST_PAUSE.multipliedBy(1L << Math.min(DOUBLINGS, 2 * (strikes - 1)));
        yield grown.compareTo(LONGEST_PAUSE) < 0 ? grown : LONGEST_PAUSE;
      }
    };
  }

  private static WaitCause cause(Signal signal) {
    return switch (signal) {
      case Signal.WaitFor _ -> WaitCause.NAMED_BY_SERVER;
      case Signal.TooManyConnections _ -> WaitCause.TOO_MANY_CONNECTIONS;
      case Signal.DayIsOver _ -> WaitCause.DAY_IS_OVER;
      case Signal.OutOfOrder _, Signal.Unreachable _ -> WaitCause.OUT_OF_ORDER;
      default -> WaitCause.SLOW_DOWN;
    };
  }

  /** It got on: pauses begin small again. */
  void moved() {
    strikes = 0;
  }

  /** It went well up to {@code now}: a little more, if that was for a while. */
  void wentWell(Instant now) {
    moved();
    if ((connections != ALL || flight < FULL_FLIGHT) && !now.isBefore(changed.plus(CALM))) {
      connections = connections >= MANY ? ALL : connections + 1;
      flight = Math.min(FULL_FLIGHT, flight + FLIGHT_STEP);
      changed = now;
    }
  }

  int connections() {
    return connections;
  }

  int flight() {
    return flight;
  }
}
