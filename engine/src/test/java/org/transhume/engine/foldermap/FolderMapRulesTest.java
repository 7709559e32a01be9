package org.transhume.engine.foldermap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FolderMapRulesTest {
  @Test
  void digestsEqualRulesEqually() {
    var pairs = new LinkedHashMap<String, String>();
    pairs.put("b", "y");
    pairs.put("a\"", "x\\");

    assertThat(new FolderMapRules(true, pairs, true).digest())
        .isEqualTo(
            "automap=yes case=ignored into= out-of= renames="
                + " pairs=\"a\\\"\">\"x\\\\\",\"b\">\"y\"");
    assertThat(FolderMapRules.usual().digest())
        .isEqualTo("automap=yes case=kept into= out-of= renames= pairs=");
  }

  @Test
  void digestsOtherRulesOtherwise() {
    assertThat(
            java.util.stream.Stream.of(
                    FolderMapRules.usual(),
                    new FolderMapRules(false, Map.of(), false),
                    new FolderMapRules(true, Map.of(), true),
                    new FolderMapRules(true, Map.of("a", "b"), true),
                    new FolderMapRules(true, Map.of("a", "b\",\"c\">\"d"), true),
                    new FolderMapRules(true, Map.of("a", "b", "c", "d"), true),
                    rules(Optional.of("Old")),
                    rules(Optional.of("Old"), new Rename("a", "b")),
                    rules(Optional.empty(), new Rename("a", "b")),
                    rules(Optional.empty(), new Rename("a", "b", false)),
                    new FolderMapRules(
                        true,
                        Map.of(),
                        Optional.of(new Into.Historical("Old")),
                        Optional.of("Old"),
                        List.of(),
                        false),
                    rules(Optional.empty(), new Rename("a", "b"), new Rename("c", "d")))
                .map(FolderMapRules::digest))
        .doesNotHaveDuplicates();
  }

  private static FolderMapRules rules(Optional<String> into, Rename... renames) {
    return new FolderMapRules(
        true, Map.of(), into.map(Into.Folder::new), Optional.empty(), List.of(renames), false);
  }

  @ParameterizedTest
  @CsvSource({"(, x", "(a), $2", "a, $", "a, ${x}", "a, \\"})
  void refusesRenamesThatCannotBeDone(String expression, String replacement) {
    assertThatThrownBy(() -> new Rename(expression, replacement))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(expression);
  }

  @Test
  void renamesEveryMatch() {
    assertThat(new Rename("(?i)(old)(.)", "$2$1").apply("Old/x and old.y"))
        .isEqualTo("/Oldx and .oldy");
    assertThat(new Rename("^$", "x").apply("name")).isEqualTo("name");
    assertThat(new Rename("a", "b", false).apply("aaa")).isEqualTo("baa");
  }
}
