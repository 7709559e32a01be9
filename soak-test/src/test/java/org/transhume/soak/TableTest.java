package org.transhume.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TableTest {
  @Test
  void isReadableAsItIsAndAsMarkdown() {
    String text = new Table("run", "n").row("first", 12).row("x", "3.5 s").toString();

    assertThat(text)
        .isEqualTo(
            """
            | run   | n     |
            |-------|-------|
            | first | 12    |
            | x     | 3.5 s |
            """);
  }

  @Test
  void refusesARowThatDoesNotFit() {
    var table = new Table("a", "b");

    assertThatThrownBy(() -> table.row(1)).isInstanceOf(IllegalArgumentException.class);
  }
}
