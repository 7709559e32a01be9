package org.transhume.engine.pace;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.transhume.engine.endpoint.Side;
import org.transhume.engine.endpoint.Signal;
import org.transhume.engine.endpoint.WaitCause;

@Tag("C12")
class ThrottleTest {
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  private final Throttle throttle = new Throttle(Side.SOURCE);

  private Duration pauseAfter(Signal signal, Instant now) {
    throttle.strike(signal, "words", 8, now);
    return Duration.between(now, throttle.rest(now).orElseThrow().until());
  }

  @Test
  void halvesAtEachSignalAndAddsALittleInCalm() {
    throttle.strike(new Signal.SlowDown(), "", 8, NOW);
    assertThat(throttle.connections()).isEqualTo(4);
    assertThat(throttle.flight()).isEqualTo(8);
    Instant later = NOW.plusSeconds(1);
    throttle.strike(new Signal.SlowDown(), "", 4, later);
    assertThat(throttle.connections()).isEqualTo(2);
    assertThat(throttle.flight()).isEqualTo(4);

    throttle.wentWell(later.plusSeconds(29));
    assertThat(throttle.connections()).isEqualTo(2);
    throttle.wentWell(later.plusSeconds(30));
    throttle.wentWell(later.plusSeconds(31));
    assertThat(throttle.connections()).isEqualTo(3);
    assertThat(throttle.flight()).isEqualTo(6);

    for (int minute = 1; minute < 100; minute++) {
      throttle.wentWell(later.plus(Duration.ofMinutes(minute)));
    }
    assertThat(throttle.connections()).isEqualTo(Throttle.ALL);
    assertThat(throttle.flight()).isEqualTo(Throttle.FULL_FLIGHT);
  }

  @Test
  void keepsOneConnectionAndOneSixteenth() {
    for (int i = 0; i < 20; i++) {
      throttle.strike(new Signal.SlowDown(), "", 1, NOW.plus(Duration.ofHours(i)));
    }

    assertThat(throttle.connections()).isOne();
    assertThat(throttle.flight()).isOne();
  }

  @Test
  void countsWhatAllConnectionsAreToldAtOnceOnce() {
    for (int connection = 0; connection < 8; connection++) {
      throttle.strike(new Signal.SlowDown(), "", 8, NOW);
    }

    assertThat(throttle.connections()).isEqualTo(4);
    assertThat(throttle.rest(NOW)).map(Wait::until).contains(NOW.plusMillis(200));
  }

  @Test
  void pausesLongerEachTimeUntilSomethingIsAchieved() {
    Instant now = NOW;
    Duration sum = Duration.ZERO;
    for (long millis : new long[] {200, 800, 3_200, 12_800, 51_200, 120_000, 120_000}) {
      assertThat(pauseAfter(new Signal.OutOfOrder(), now)).hasMillis(millis);
      sum = sum.plusMillis(millis);
      now = now.plusMillis(millis);
    }
    assertThat(throttle.stuckSince()).contains(NOW);

    throttle.moved();

    assertThat(throttle.stuckSince()).isEmpty();
    assertThat(pauseAfter(new Signal.OutOfOrder(), now)).hasMillis(200);
  }

  @Test
  void takesFewerConnectionsAndNotLessAtOnceWhereThoseAreTooMany() {
    throttle.strike(new Signal.TooManyConnections(), "", 5, NOW);

    assertThat(throttle.connections()).isEqualTo(2);
    assertThat(throttle.flight()).isEqualTo(Throttle.FULL_FLIGHT);
    assertThat(throttle.rest(NOW)).map(Wait::cause).contains(WaitCause.TOO_MANY_CONNECTIONS);
  }

  @Test
  void looksFourTimesADayWhetherTheDayIsOver() {
    assertThat(pauseAfter(new Signal.DayIsOver(), NOW)).hasHours(6);
    assertThat(throttle.connections()).isEqualTo(Throttle.ALL);
  }

  @Test
  void keepsToTheLongerOfTwoRests() {
    throttle.strike(new Signal.WaitFor(Duration.ofMinutes(5)), "five minutes", 1, NOW);
    throttle.strike(new Signal.SlowDown(), "slow", 1, NOW);

    assertThat(throttle.rest(NOW))
        .contains(
            new Wait(
                Side.SOURCE,
                NOW.plus(Duration.ofMinutes(5)),
                WaitCause.NAMED_BY_SERVER,
                "five minutes"));
    assertThat(throttle.rest(NOW.plus(Duration.ofMinutes(5)))).isEmpty();
  }
}
