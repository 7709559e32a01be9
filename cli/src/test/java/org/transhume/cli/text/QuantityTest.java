package org.transhume.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantityTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0|0 B",
        "999|999 B",
        "1000|1.0 kB",
        "9949|9.9 kB",
        "9950|10 kB",
        "999499|999 kB",
        "999500|1.0 MB",
        "45100000|45 MB",
        "1500000000000|1.5 TB",
        "9223372036854775807|9.2 EB"
      })
  void writesOctetsInPowersOfThousand(long bytes, String text) {
    assertThat(Quantity.bytes(bytes)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0|0.0 s",
        "420|0.4 s",
        "9999|10.0 s",
        "59999|59 s",
        "60000|1 min 0 s",
        "200000|3 min 20 s",
        "7500000|2 h 5 min",
        "90000000|1 day 1 h",
        "180000000|2 days 2 h"
      })
  void writesTimeInItsTwoLargestUnits(long millis, String text) {
    assertThat(Quantity.duration(Duration.ofMillis(millis))).isEqualTo(text);
  }

  @Test
  void writesNumbersWithTheirThousandsParted() {
    assertThat(Quantity.messages(1)).isEqualTo("1 message");
    assertThat(Quantity.messages(1_234_567)).isEqualTo("1,234,567 messages");
    assertThat(Quantity.messages(0)).isEqualTo("0 messages");
  }

  @Test
  void writesRatesAndDoesNotDivideByNoTime() {
    assertThat(Quantity.perSecond(5, Duration.ofSeconds(10))).isEqualTo("0.5");
    assertThat(Quantity.perSecond(12_500, Duration.ofSeconds(10))).isEqualTo("1,250");
    assertThat(Quantity.perSecond(5, Duration.ZERO)).isEqualTo("0.0");
    assertThat(Quantity.bytesPerSecond(12_000_000, Duration.ofSeconds(10))).isEqualTo("1.2 MB/s");
    assertThat(Quantity.bytesPerSecond(5, Duration.ZERO)).isEqualTo("0 B/s");
  }
}
