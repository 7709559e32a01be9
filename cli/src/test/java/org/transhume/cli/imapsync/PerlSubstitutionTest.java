package org.transhume.cli.imapsync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.transhume.cli.outcome.StopException;
import org.transhume.engine.foldermap.Rename;

@Tag("X6")
class PerlSubstitutionTest {
  private static String apply(Rename rename, String name) {
    var matcher = Pattern.compile(rename.expression()).matcher(name);
    return rename.everyMatch()
        ? matcher.replaceAll(rename.replacement())
        : matcher.replaceFirst(rename.replacement());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "s/a/b/; banana; bbnana",
        "s/a/b/g; banana; bbnbnb",
        "s/A/b/gi; banana; bbnbnb",
        "s,^INBOX\\.,,; INBOX.Old; Old",
        "s{^(.*)$}{Old/$1}; Work; Old/Work",
        "s{^(.*)$} {Old/$1}; Work; Old/Work",
        "s(a)/b/; banana; bbnana",
        "s/\\//_/g; a/b/c; a_b_c",
        "s|a\\|b|x|; a|b; x",
        "s#(\\w+)/(\\w+)#$2/\\1#; a/b; b/a",
        "s/(a)/${1}0/; ab; a0b",
        "s/(a)(b)/\\2\\1/; ab; ba",
        "s/(a)b/\\$$1/; ab; $a",
        "s/a/\\@/; a; @",
        "s/a/{}/; a; {}",
        "s{x{2}}{y}; axx; ay",
        "s/ a b /c/x; ab; c",
      })
  void readsWhatPerlReads(String substitution, String name, String renamed) {
    assertThat(apply(PerlSubstitution.read("--regextrans2", substitution), name))
        .isEqualTo(renamed);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a",
        "s",
        "s/a/b",
        "s/a",
        "s/a/b/e",
        "s/a/$b/",
        "s/a/${1/",
        "s/a/$1/",
        "s/a/\\U$1/",
        "s/a/x@y/",
        "s/(/b/",
        "sabab",
        "tr/a-z/A-Z/",
        "y/a/b/"
      })
  void refusesWhatItDoesNotUnderstand(String substitution) {
    assertThatThrownBy(() -> PerlSubstitution.read("--regextrans2", substitution))
        .isInstanceOf(StopException.class)
        .hasMessageContaining("--regextrans2");
  }
}
