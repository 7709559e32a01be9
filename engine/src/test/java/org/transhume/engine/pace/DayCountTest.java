package org.transhume.engine.pace;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("D10")
class DayCountTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:20:00Z");

  @Test
  void letsPassWhatFitsAtOnce() {
    DayCount day = DayCount.NONE.plus(60, NOON);

    assertThat(day.fits(40, 100, NOON)).isEqualTo(NOON);
    assertThat(day.used(NOON)).isEqualTo(60);
  }

  @Test
  void waitsUntilEnoughIsMoreThanADayAgo() {
    DayCount day = DayCount.NONE.plus(60, NOON).plus(40, NOON.plus(Duration.ofHours(3)));
    Instant evening = NOON.plus(Duration.ofHours(8));

    assertThat(day.fits(50, 100, evening)).isEqualTo("2026-11-24T13:00:00Z");
    assertThat(day.fits(70, 100, evening)).isEqualTo("2026-11-24T16:00:00Z");
  }

  @Test
  void letsWhatIsLargerThanADayPassByItself() {
    DayCount day = DayCount.NONE.plus(1, NOON);

    assertThat(day.fits(500, 100, NOON)).isEqualTo("2026-11-24T13:00:00Z");
    assertThat(DayCount.NONE.fits(500, 100, NOON)).isEqualTo(NOON);
  }

  @Test
  void forgetsWhatIsOlderThanADay() {
    DayCount day = DayCount.NONE;
    Instant now = NOON;
    for (int hour = 0; hour < 100; hour++) {
      day = day.plus(1, now);
      now = now.plus(Duration.ofHours(1));
    }

    assertThat(day.octets()).hasSize(25);
  }

  @Test
  void neverLetsMoreThanTheLimitPassInAnyDay() {
    var random = new Random(7);
    record Passed(Instant at, long bytes) {}
    var all = new ArrayList<Passed>();
    DayCount day = DayCount.NONE;
    Instant now = NOON;
    for (int i = 0; i < 2_000; i++) {
      long bytes = random.nextLong(1, 100);
      now = day.fits(bytes, 1_000, now.plus(Duration.ofMinutes(random.nextLong(0, 90))));
      day = day.plus(bytes, now);
      all.add(new Passed(now, bytes));
      Instant aDayAgo = now.minus(Duration.ofDays(1));
      assertThat(
              all.reversed().stream()
                  .takeWhile(passed -> passed.at().isAfter(aDayAgo))
                  .mapToLong(Passed::bytes)
                  .sum())
          .isLessThanOrEqualTo(1_000);
    }
  }
}
