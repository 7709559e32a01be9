package org.transhume.engine.pace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("D10")
class HoursTest {
  private static Hours hours(ZoneId zone, String... windows) {
    return new Hours(Arrays.stream(windows).map(Hours.Window::parse).toList(), zone);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-23T21:59:59Z,2026-11-23T22:00:00Z",
    "2026-11-23T22:00:00Z,",
    "2026-11-24T05:59:59Z,",
    "2026-11-24T06:00:00Z,2026-11-24T12:00:00Z",
    "2026-11-24T12:15:00Z,",
    "2026-11-24T12:30:00Z,2026-11-24T22:00:00Z",
  })
  void opensAtTheNextWindow(Instant now, Instant opening) {
    assertThat(hours(ZoneOffset.UTC, "22:00-06:00", "12:00-12:30").opening(now))
        .isEqualTo(Optional.ofNullable(opening));
  }

  @ParameterizedTest
  @CsvSource({
    // On 29 March 2026 there is no 2:30 in Paris: what opens then opens at 3:30.
    "2026-03-29T00:30:00Z,2026-03-29T01:30:00Z",
    // On 25 October 2026 there are two: the first counts.
    "2026-10-24T23:30:00Z,2026-10-25T00:30:00Z",
  })
  void goesByTheClockOfItsZone(Instant now, Instant opening) {
    assertThat(hours(ZoneId.of("Europe/Paris"), "2:30-4:00").opening(now)).contains(opening);
  }

  @Test
  void isAlwaysOpenWithoutWindows() {
    assertThat(Hours.all().opening(Instant.EPOCH)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "22:00-06:00,22:00-06:00",
    "9:00 - 17:30,09:00-17:30",
    "18:00-24:00,18:00-00:00",
    "08:00\u201312:00,08:00-12:00"
  })
  void readsWindowsAsTheyAreWritten(String text, String window) {
    assertThat(Hours.Window.parse(text)).hasToString(window);
    assertThat(Hours.Window.parse(window)).isEqualTo(Hours.Window.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "22:00", "22-6", "22:00-25:00", "12:00-12:00", "1:00-2:00-3:00", "x-y"})
  void readsNothingElse(String text) {
    assertThatThrownBy(() -> Hours.Window.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
