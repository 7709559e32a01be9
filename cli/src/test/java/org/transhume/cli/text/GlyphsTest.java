package org.transhume.cli.text;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GlyphsTest {
  private final Glyphs unicode = new Glyphs(UTF_8);
  private final Glyphs ascii = new Glyphs(US_ASCII);

  @ParameterizedTest
  @ValueSource(
      ints = {
        0, 7, 8, 9, 10, 13, 0x1B, 0x7F, 0x85, 0x9B, 0xAD, 0x61C, 0x200B, 0x200E, 0x200F, 0x2028,
        0x2029, 0x202A, 0x202E, 0x2060, 0x2066, 0x2069, 0xFEFF, 0xE000, 0xE0041, 0x10FFFF
      })
  void showsWhatCouldMoveOrHideSomethingAsAnEscape(int character) {
    String inert = unicode.inert("a" + Character.toString(character) + "b");

    assertThat(inert).matches("a\\\\u(\\{[0-9A-F]+}|[0-9A-F]{4})b");
  }

  @Test
  void leavesLettersOfAllScriptsAlone() {
    String name = "Entwürfe/草稿/Черновики/پیش\u200Cنویس/😀";

    assertThat(unicode.inert(name)).isEqualTo(name);
  }

  @Test
  void escapesWhatTheCharsetCannotShow() {
    assertThat(ascii.inert("Entwürfe 😀")).isEqualTo("Entw\\u00FCrfe \\u{1F600}");
    assertThat(new Glyphs(ISO_8859_1).inert("Entwürfe 草")).isEqualTo("Entwürfe \\u8349");
  }

  @Test
  void escapesHalfACharacter() {
    assertThat(unicode.inert("a\uD800")).isEqualTo("a\\uD800");
  }

  @Test
  void cutsToColumnsAndSaysSo() {
    assertThat(unicode.fit("Projects/2024", 13)).isEqualTo("Projects/2024");
    assertThat(unicode.fit("Projects/2024", 8)).isEqualTo("Project…");
    assertThat(ascii.fit("Projects/2024", 8)).isEqualTo("Proje...");
    assertThat(unicode.fit("草稿草稿", 6)).isEqualTo("草稿…");
    assertThat(ascii.fit("Projects", 2)).isEqualTo("..");
    assertThat(unicode.fit("Projects", 0)).isEmpty();
  }

  @Test
  void knowsWhetherItCanDraw() {
    assertThat(unicode.isUnicode()).isTrue();
    assertThat(ascii.isUnicode()).isFalse();
    assertThat(new Glyphs(ISO_8859_1).isUnicode()).isFalse();
    assertThat(unicode.quoted("a\"b\n")).isEqualTo("“a\"b\\u000A”");
    assertThat(ascii.quoted("ab")).isEqualTo("\"ab\"");
  }

  @Test
  void countsTheColumnsTerminalsUse() {
    assertThat(Columns.of("abc")).isEqualTo(3);
    assertThat(Columns.of("草稿")).isEqualTo(4);
    assertThat(Columns.of("한글")).isEqualTo(4);
    assertThat(Columns.of("e\u0301")).isEqualTo(1);
    assertThat(Columns.of("😀")).isEqualTo(2);
    assertThat(Columns.padLeft("草", 4)).isEqualTo("  草");
    assertThat(Columns.padRight("草", 1)).isEqualTo("草");
  }
}
