package org.transhume.cli.imapsync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.transhume.cli.outcome.StopException;

@Tag("X6")
class PerlMatchTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "/^Junk$|^INBOX.Junk$/ ^Junk$|^INBOX.Junk$",
        "/^junk$/i (?i)^junk$",
        "m,^A/B,x (?x)^A/B",
        "/a/b/ a/b",
        "Junk Junk",
        "mail mail"
      })
  void readsExpressionsAsPerlWritesThem(String perl, String java) {
    assertThat(PerlMatch.read("--option", perl)).isEqualTo(java);
  }

  @Test
  void refusesOneThatDoesNotEnd() {
    assertThatThrownBy(() -> PerlMatch.read("--option", "/^Junk$"))
        .isInstanceOf(StopException.class);
  }
}
