package org.transhume.engine.foldermap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FolderMapRulesTest {
  @Test
  void digestsEqualRulesEqually() {
    var pairs = new LinkedHashMap<String, String>();
    pairs.put("b", "y");
    pairs.put("a\"", "x\\");

    assertThat(new FolderMapRules(true, pairs, true).digest())
        .isEqualTo("automap=yes case=ignored pairs=\"a\\\"\">\"x\\\\\",\"b\">\"y\"");
    assertThat(FolderMapRules.usual().digest()).isEqualTo("automap=yes case=kept pairs=");
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
                    new FolderMapRules(true, Map.of("a", "b", "c", "d"), true))
                .map(FolderMapRules::digest))
        .doesNotHaveDuplicates();
  }
}
