package org.transhume.cli.progress;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.transhume.cli.text.Columns;
import org.transhume.cli.text.Glyphs;
import org.transhume.mail.MailboxName;

class BarLineTest {
  private static final Tally.Snapshot HALF =
      new Tally.Snapshot(
          12,
          3,
          2_560,
          1_204,
          1_204,
          45_000_000,
          0,
          Optional.of(new MailboxName("Projects/2024", '/')));
  private static final Pace.Rate RATE =
      new Pace.Rate(
          Duration.ofSeconds(10), 1_200, 41_000_000, Optional.of(Duration.ofSeconds(123)));

  @Test
  void showsEverythingWhereThereIsRoom() {
    assertThat(new BarLine(new Glyphs(UTF_8)).of(HALF, RATE, 140))
        .isEqualTo(
            "▕███████████░░░░░░░░░░░░░▏  47 %  1,204 of 2,560 messages  2 min 3 s left  45 MB"
                + "  120 messages/s, 4.1 MB/s  Projects/2024");
  }

  @Test
  void drawsInAsciiWhereTheLocaleHasNoMore() {
    assertThat(new BarLine(new Glyphs(US_ASCII)).of(HALF, RATE, 140))
        .isASCII()
        .startsWith("[###########.............]  47 %");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 4, 5, 10, 19, 20, 30, 40, 50, 60, 70, 79, 80, 100, 120})
  void fitsAnyWidth(int columns) {
    assertThat(Columns.of(new BarLine(new Glyphs(UTF_8)).of(HALF, RATE, columns)))
        .isLessThanOrEqualTo(columns);
  }

  @Test
  void keepsWhatMattersMostOnANarrowScreen() {
    assertThat(new BarLine(new Glyphs(UTF_8)).of(HALF, RATE, 50))
        .isEqualTo(" 47 %  1,204 of 2,560 messages  2 min 3 s left");
  }

  @Test
  void makesAHostileFolderNameInert() {
    var hostile =
        new Tally.Snapshot(
            1, 0, 10, 5, 5, 5, 0, Optional.of(new MailboxName("\u001B[2J\u202Egnp\r\n", '/')));

    assertThat(new BarLine(new Glyphs(UTF_8)).of(hostile, RATE, 140))
        .doesNotContain("\u001B", "\u202E", "\r", "\n")
        .endsWith("\\u001B[2J\\u202Egnp\\u000D\\u000A");
  }

  @Test
  void measuresTheRateOverTheLastSecondsAndGuessesTheRest() {
    var nanos = new AtomicLong();
    var pace = new Pace(nanos::get);
    assertThat(pace.rate(done(0)).left()).isEmpty();

    nanos.set(Duration.ofSeconds(1).toNanos());
    assertThat(pace.rate(done(10)).left()).as("too early to guess").isEmpty();
    nanos.set(Duration.ofSeconds(4).toNanos());
    assertThat(pace.rate(done(40)))
        .isEqualTo(
            new Pace.Rate(Duration.ofSeconds(4), 40, 400, Optional.of(Duration.ofSeconds(6))));

    nanos.set(Duration.ofSeconds(100).toNanos());
    pace.rate(done(40));
    nanos.set(Duration.ofSeconds(105).toNanos());
    assertThat(pace.rate(done(90)).left())
        .as("what was long ago does not count")
        .contains(Duration.ofSeconds(1));
  }

  private static Tally.Snapshot done(long messages) {
    return new Tally.Snapshot(1, 0, 100, messages, messages, messages * 10, 0, Optional.empty());
  }
}
