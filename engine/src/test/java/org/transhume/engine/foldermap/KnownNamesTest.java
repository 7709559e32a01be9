package org.transhume.engine.foldermap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.transhume.mail.SpecialUse;

@Tag("D6")
class KnownNamesTest {
  @ParameterizedTest
  @CsvSource({
    "Sent Items, SENT",
    "\u00c9l\u00e9ments envoy\u00e9s, SENT",
    "E\u0301le\u0301ments envoye\u0301s, SENT",
    "G\u00d6NDER\u0130LM\u0130\u015e, SENT",
    "\u9001\u4fe1\u6e08\u307f\u30a2\u30a4\u30c6\u30e0, SENT",
    "\u041e\u0442\u043f\u0440\u0430\u0432\u043b\u0435\u043d\u043d\u044b\u0435, SENT",
    "\u200eDrafts , DRAFTS",
    "Entw\u00fcrfe, DRAFTS",
    "GEL\u00d6SCHTE ELEMENTE, TRASH",
    "Caixote do lixo, TRASH",
    "junk e-mail, JUNK",
    "Lixo Eletr\u00f4nico, JUNK",
    "Archiv, ARCHIVE"
  })
  void knowsSpecialFoldersInManyLanguages(String name, SpecialUse use) {
    assertThat(KnownNames.rank(name, use)).isPresent();
  }

  @ParameterizedTest
  @CsvSource({"Sent to me", "INBOX", "Archive 2019", "''", "Sen"})
  void knowsNothingOfOtherNames(String name) {
    assertThat(KnownNames.USES).noneMatch(use -> KnownNames.rank(name, use).isPresent());
  }

  @Test
  void givesEachNameOneUseOnce() {
    var uses = new HashMap<String, SpecialUse>();
    for (SpecialUse use : KnownNames.USES) {
      assertThat(KnownNames.of(use)).doesNotHaveDuplicates().noneMatch(String::isBlank);
      KnownNames.of(use).forEach(name -> assertThat(uses.put(name, use)).as(name).isNull());
    }
    assertThat(new HashSet<>(uses.values())).hasSameElementsAs(KnownNames.USES);
  }

  @Test
  void ranksTheMoreUsualNameFirst() {
    assertThat(KnownNames.rank("Trash", SpecialUse.TRASH)).contains(0);
    assertThat(KnownNames.rank("Deleted Items", SpecialUse.TRASH)).contains(1);
  }
}
