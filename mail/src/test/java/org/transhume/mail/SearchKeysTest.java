package org.transhume.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.transhume.mail.SearchKeys.Piece.Keys;
import org.transhume.mail.SearchKeys.Piece.Quoted;

class SearchKeysTest {
  @Test
  void partsAtTheQuotes() {
    var keys = new SearchKeys("OR SUBJECT \"a \\\"b\\\\\" FROM \"été\"");

    assertThat(keys.pieces())
        .containsExactly(
            new Keys("OR SUBJECT "), new Quoted("a \"b\\"), new Keys(" FROM "), new Quoted("été"));
    assertThat(keys.isBeyondAscii()).isTrue();
    assertThat(keys).hasToString("OR SUBJECT \"a \\\"b\\\\\" FROM \"été\"");
  }

  @Test
  void keepsAnEmptyQuotedText() {
    var keys = new SearchKeys("HEADER List-Id \"\"");

    assertThat(keys.pieces()).containsExactly(new Keys("HEADER List-Id "), new Quoted(""));
    assertThat(keys.isBeyondAscii()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "  ",
        "SUBJECT été",
        "ALL\r\nA1 LOGOUT",
        "SUBJECT {3}",
        "SUBJECT \"open",
        "SUBJECT \"open\\",
        "SUBJECT \u007f",
        "SUBJECT \"nul\0\""
      })
  void refusesWhatCouldBecomeAnotherCommand(String text) {
    assertThatThrownBy(() -> new SearchKeys(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void takesAllOfPrintableAscii() {
    assertThat(new SearchKeys("KEYWORD ~ !").pieces()).containsExactly(new Keys("KEYWORD ~ !"));
    assertThat(new SearchKeys("TEXT \"\u007f\"").isBeyondAscii()).isFalse();
    assertThat(new SearchKeys("TEXT \"\u0080\"").isBeyondAscii()).isTrue();
  }

  @Test
  void saysWhichCharacterItIs() {
    assertThatThrownBy(() -> new SearchKeys("TO {")).hasMessageContaining("character 4 only");
  }
}
