package org.transhume.engine.foldermap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.transhume.engine.endpoint.FolderList;
import org.transhume.engine.endpoint.ListedFolder;
import org.transhume.engine.endpoint.ListedFolder.Namespace;
import org.transhume.mail.MailboxName;
import org.transhume.mail.SpecialUse;

class SpecialFoldersTest {
  private static ListedFolder folder(String name, SpecialUse... uses) {
    return new ListedFolder(
        new MailboxName(name, '/'), true, true, Set.of(uses), Namespace.PERSONAL, Optional.empty());
  }

  private static SpecialFolders among(ListedFolder... folders) {
    return new SpecialFolders(new FolderList('/', "", List.of(folders)));
  }

  @ParameterizedTest
  @CsvSource({
    "Trash, TRASH, true",
    "Éléments supprimés, TRASH, true",
    "INBOX/Spam, JUNK, true",
    "[Gmail]/Spam, JUNK, true",
    "Antispam invoices, JUNK, false",
    "Spam reports, JUNK, false",
    "Work/Trash, TRASH, false",
    "INBOX, JUNK, false",
    "Sent, TRASH, false",
    "Sent, ALL, false",
  })
  @Tag("B9")
  void knowsThemByTheirWholeNames(String name, SpecialUse use, boolean serves) {
    ListedFolder folder = folder(name);

    assertThat(among(folder).serves(folder, use)).isEqualTo(serves);
  }

  @Test
  @Tag("B9")
  void believesTheServerFirst() {
    ListedFolder odd = folder("Bin of mine", SpecialUse.TRASH);
    ListedFolder trash = folder("Trash", SpecialUse.ARCHIVE);
    SpecialFolders specials = among(odd, trash);

    assertThat(specials.serves(odd, SpecialUse.TRASH)).isTrue();
    assertThat(specials.serves(trash, SpecialUse.TRASH)).isFalse();
    assertThat(specials.serves(trash, SpecialUse.ARCHIVE)).isTrue();
  }

  @Test
  @Tag("B9")
  void knowsSeveralForOneUse() {
    ListedFolder spam = folder("Spam");
    ListedFolder junk = folder("Junk", SpecialUse.JUNK);
    SpecialFolders specials = among(spam, junk);

    assertThat(specials.serves(spam, SpecialUse.JUNK)).isTrue();
    assertThat(specials.serves(junk, SpecialUse.JUNK)).isTrue();
  }

  @Test
  @Tag("B9")
  void countsWhatLiesInOne() {
    ListedFolder trash = folder("Trash");
    ListedFolder inIt = folder("Trash/2019/Old");
    ListedFolder drafts = folder("Trash/Drafts", SpecialUse.DRAFTS);
    SpecialFolders specials = among(trash, inIt, drafts);

    assertThat(specials.serves(inIt, SpecialUse.TRASH)).isTrue();
    assertThat(specials.serves(drafts, SpecialUse.TRASH)).isFalse();
  }
}
