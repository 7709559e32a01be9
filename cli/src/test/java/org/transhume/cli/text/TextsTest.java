package org.transhume.cli.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TextsTest {
  private final Texts texts = Texts.in(Locale.ENGLISH);

  @Test
  void putsValuesInWithoutReadingThemAgain() {
    assertThat(texts.get("server.said", Map.of("words", "{words} $1 \\")))
        .isEqualTo("The server said: {words} $1 \\");
  }

  @Test
  void refusesAnUnknownCodeAndAMissingValue() {
    assertThatThrownBy(() -> texts.get("no.such", Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no.such");
    assertThatThrownBy(() -> texts.get("server.said", Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("{words}");
  }

  @Test
  void speaksEnglishWhereThereIsNoOtherLanguage() {
    assertThat(Texts.in(Locale.forLanguageTag("tr-TR")).get("SOURCE", Map.of()))
        .isEqualTo("source");
  }
}
