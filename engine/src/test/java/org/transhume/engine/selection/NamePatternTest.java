package org.transhume.engine.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.transhume.engine.selection.NamePattern.Containing;
import org.transhume.engine.selection.NamePattern.Glob;
import org.transhume.engine.selection.NamePattern.Regex;
import org.transhume.mail.MailboxName;

class NamePatternTest {
  @ParameterizedTest
  @CsvSource({
    "Work, Work, true",
    "Work, Work/2026, false",
    "Work, work, false",
    "Work*, Work, true",
    "Work*, Work/2026/deep, true",
    "Work/*, Work, false",
    "*2026, Work/2026, true",
    "W?rk, Work, true",
    "W?rk, Wrk, false",
    "?, \ud83d\ude00, true",
    "*, anything at all, true",
    "'a.b', aXb, false",
    "'[Gmail]/*', '[Gmail]/Bin', true",
    "'a\\*', 'a\\b', true",
    "'(x', '(x', true",
    "caf\u00e9, cafe\u0301, true",
    "*b, 'a\nb', true"
  })
  void globsMatchWholeNames(String glob, String name, boolean matches) {
    assertThat(new Glob(glob).matches(new MailboxName(name, '/'))).isEqualTo(matches);
  }

  @ParameterizedTest
  @CsvSource({
    "ork, Work, true",
    "^ork, Work, false",
    "(?i)^work$, WORK, true",
    "^work$, WORK, false",
    "Work/|Old, Work/2026, true",
    "\\[Gmail\\]$, [Gmail], true",
    "\\[Gmail\\]$, [Gmail]/x, false",
    "caf\u00e9, cafe\u0301, true"
  })
  void imapsyncsExpressionsMatchAnywhere(String expression, String name, boolean matches) {
    assertThat(new Containing(expression).matches(new MailboxName(name, '/'))).isEqualTo(matches);
  }

  @ParameterizedTest
  @CsvSource({
    "ork, Work, false",
    ".ork, Work, true",
    "Work|Old, Older, false",
    "(?i)work/.*, Work/2026, true",
    "caf\u00e9, cafe\u0301, true"
  })
  void expressionsMatchTheWholeName(String expression, String name, boolean matches) {
    assertThat(new Regex(expression).matches(new MailboxName(name, '/'))).isEqualTo(matches);
  }

  @Test
  void refusesWhatIsNoExpression() {
    assertThatThrownBy(() -> new Regex("a(b"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Not a regular expression: a(b: Unclosed group at character 4");
    assertThatThrownBy(() -> new Containing("[")).isInstanceOf(IllegalArgumentException.class);
  }
}
