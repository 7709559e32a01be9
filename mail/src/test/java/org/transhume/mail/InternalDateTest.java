package org.transhume.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InternalDateTest {
  @ParameterizedTest
  @CsvSource({
    "'17-Jul-1996 02:44:25 -0700', 1996-07-17T02:44:25-07:00",
    "' 1-Jan-1970 00:00:00 +0000', 1970-01-01T00:00:00Z",
    "'1-Jan-1970 00:00:00 +0000',  1970-01-01T00:00:00Z",
    "'01-Feb-2024 12:00:00 +0530', 2024-02-01T12:00:00+05:30",
    "'29-feb-2000 23:59:59 +1400', 2000-02-29T23:59:59+14:00",
    "'31-DEC-9999 23:59:59 +0000', 9999-12-31T23:59:59Z",
    "'30-Jun-2012 23:59:60 +0000', 2012-06-30T23:59:59Z",
    "' 1-Jan-0000 00:00:00 +0000', 0000-01-01T00:00:00Z"
  })
  void readsDates(String text, OffsetDateTime expected) {
    var date = InternalDate.parse(text);

    assertThat(date.toInstant()).isEqualTo(expected.toInstant());
    assertThat(date.offsetMinutes() * 60).isEqualTo(expected.getOffset().getTotalSeconds());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "NIL",
        "24-May-2021 11:47:51",
        " 0-Jan-1970 00:00:00 +0000",
        "30-Feb-2020 00:00:00 +0000",
        "29-Feb-2100 00:00:00 +0000",
        "17-Xxx-1996 02:44:25 -0700",
        "17-Jul-1996 24:44:25 -0700",
        "17-Jul-1996 02:60:25 -0700",
        "17-Jul-1996 02:44:25  0700",
        "17-Jul-1996 02:44:25 -07:0",
        "17/Jul/1996 02:44:25 -0700",
        "17-Jul-96 02:44:25 -0700",
        "17-Jul-1996 02:44:25 -0700 ",
        "1x-Jul-1996 02:44:25 -0700"
      })
  void refusesWhatIsNoDate(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> InternalDate.parse(text));
  }

  @RepeatedTest(200)
  void parsesWhatItPrints(RepetitionInfo repetition) {
    var random = new Random(repetition.getCurrentRepetition());
    var date =
        new InternalDate(
            random.nextLong(-60_000_000_000L, 250_000_000_000L), random.nextInt(-5999, 6000));

    assertThat(date.toString()).hasSize(26);
    assertThat(InternalDate.parse(date.toString())).isEqualTo(date);
  }

  @Test
  void tellsTheInstantFromTheOffset() {
    var berlin = InternalDate.parse("17-Jul-1996 11:44:25 +0200");
    var utc = InternalDate.parse("17-Jul-1996 09:44:25 +0000");

    assertThat(berlin).isNotEqualTo(utc);
    assertThat(berlin.sameInstant(utc)).isTrue();
    assertThat(berlin.sameInstant(new InternalDate(berlin.epochSecond() + 1, 120))).isFalse();
  }

  @Test
  void dropsFractionsOfASecond() {
    assertThat(InternalDate.of(Instant.parse("2024-01-01T00:00:00.999Z")))
        .hasToString(" 1-Jan-2024 00:00:00 +0000");
  }

  @Test
  void refusesOffsetsTheGrammarCannotWrite() {
    assertThatIllegalArgumentException().isThrownBy(() -> new InternalDate(0, 6000));
    assertThatIllegalArgumentException().isThrownBy(() -> new InternalDate(0, -6000));
  }

  @Test
  void printsNoYearOfFiveDigits() {
    var late = InternalDate.of(Instant.parse("+10000-01-01T00:00:00Z"));

    assertThatThrownBy(late::toString).isInstanceOf(DateTimeException.class);
  }

  @Test
  void goesToTheLimitsOfTheGrammar() {
    assertThat(new InternalDate(0, 5999)).hasToString(" 5-Jan-1970 03:59:00 +9959");
    assertThat(new InternalDate(0, -5999)).hasToString("27-Dec-1969 20:01:00 -9959");
    assertThat(InternalDate.parse("31-Dec-9999 23:59:59 +0000"))
        .hasToString("31-Dec-9999 23:59:59 +0000");
    assertThat(InternalDate.parse(" 1-Jan-0000 00:00:00 +0000"))
        .hasToString(" 1-Jan-0000 00:00:00 +0000");
    var early = InternalDate.of(Instant.parse("-0001-12-31T23:59:59Z"));
    assertThatThrownBy(early::toString).isInstanceOf(DateTimeException.class);
  }
}
