package org.transhume.engine.pace;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.transhume.engine.pace.PaceState.Refusals;

@Tag("I8")
class PasswordTriesTest {
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

  @ParameterizedTest
  @CsvSource({"1,PT0S", "2,PT0S", "3,PT1M", "4,PT5M", "5,PT15M", "6,PT1H", "100,PT1H"})
  void leavesMoreAndMoreTimeBetweenTries(int count, Duration pause) {
    var refusals = new Refusals(count, Optional.of(NOW));

    assertThat(PasswordTries.heldUntil(refusals, NOW))
        .isEqualTo(Optional.of(NOW.plus(pause)).filter(NOW::isBefore));
    assertThat(PasswordTries.heldUntil(refusals, NOW.plus(pause))).isEmpty();
  }

  @Test
  void holdsNobodyWhoWasNotRefused() {
    assertThat(PasswordTries.heldUntil(Refusals.NONE, NOW)).isEmpty();
  }

  @Test
  void holdsNobodyForAClockThatWasPutBack() {
    assertThat(PasswordTries.heldUntil(new Refusals(9, Optional.of(NOW.plusSeconds(1))), NOW))
        .isEmpty();
  }
}
