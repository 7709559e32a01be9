package org.transhume.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.transhume.engine.deletion.DeletionGuard;
import org.transhume.engine.deletion.DeletionRules;
import org.transhume.engine.deletion.GoneFolderRules;
import org.transhume.engine.deletion.RemovalReason;
import org.transhume.engine.endpoint.MailDestination;
import org.transhume.engine.report.PassReport;
import org.transhume.engine.selection.NamePattern;
import org.transhume.engine.testing.MemoryAccount;
import org.transhume.engine.testing.MemoryFolder;
import org.transhume.mail.MailboxName;

/**
 * Folders that go at the destination since they are gone at the source, and those that never do.
 */
@Tag("D5")
class GoneFoldersTest {
  private static final DeletionRules FOLDERS =
      DeletionRules.NONE.withFolders(Optional.of(GoneFolderRules.ALL));
  private static final DeletionRules MAIL_TOO =
      FOLDERS.with(RemovalReason.GONE_AT_SOURCE, true).withMany(true);

  private final MemoryAccount source = MemoryAccount.able();
  private final MemoryAccount destination = MemoryAccount.able();
  private final Transfer transfer = Transfer.between(source, destination);

  private void fill(String folder, int first, int last) {
    MemoryFolder there = source.folder(folder);
    for (int number = first; number <= last; number++) {
      there.put(Transfer.mail(number));
    }
  }

  private void expungeAll(String name, MemoryAccount account) {
    MemoryFolder folder = account.folder(name);
    folder.uids().forEach(folder::expunge);
  }

  private PassReport planAndCopy(DeletionRules rules) {
    return transfer.with(PassOptions.usual().withDeletions(rules)).planAndCopy();
  }

  private List<String> foldersThere() {
    try (MailDestination there = destination.destination()) {
      return there.folders().folders().stream().map(each -> each.name().text()).toList();
    }
  }

  private static List<String> names(PassReport report) {
    return report.deletions().foldersGone().stream().map(MailboxName::text).toList();
  }

  @Test
  @Tag("D9")
  void removesAnEmptyFolderWeMadeThatIsGoneAtTheSource() {
    fill("INBOX", 1, 3);
    source.folder("Old");
    source.folder("Old/Older");
    transfer.copy();
    source.folder("Old/Older").delete();
    source.folder("Old").delete();

    PassReport report = planAndCopy(FOLDERS);

    assertThat(names(report)).containsExactly("Old/Older", "Old");
    assertThat(foldersThere()).containsExactly("INBOX");
    assertThat(names(planAndCopy(FOLDERS))).isEmpty();
  }

  @Test
  void removesWhatWasCopiedFirstAndThenTheFolder() {
    fill("INBOX", 1, 30);
    fill("Old", 31, 33);
    transfer.copy();
    source.folder("Old").delete();

    assertThat(names(planAndCopy(FOLDERS))).isEmpty();
    assertThat(foldersThere()).contains("Old");
    PassReport report = planAndCopy(MAIL_TOO);

    assertThat(report.deletions().messages()).isEqualTo(3);
    assertThat(names(report)).containsExactly("Old");
    assertThat(foldersThere()).containsExactly("INBOX");
  }

  @Test
  @Tag("I4")
  void leavesAFolderWithMailOfTheOwnersAndOneThatIsHisOwn() {
    fill("INBOX", 1, 30);
    fill("Old", 31, 33);
    fill("Theirs", 34, 34);
    destination.folder("Theirs");
    transfer.copy();
    destination.folder("Old").put(Transfer.mail(700));
    source.folder("Old").delete();
    source.folder("Theirs").delete();

    assertThat(names(planAndCopy(MAIL_TOO))).isEmpty();

    assertThat(foldersThere()).contains("Old", "Theirs");
    assertThat(destination.folder("Old").mail()).containsExactly(Transfer.mail(700));
  }

  @Test
  @Tag("I4")
  void leavesAFolderThatHoldsAnother() {
    fill("INBOX", 1, 3);
    source.folder("Old");
    transfer.copy();
    destination.folder("Old/Mine");
    source.folder("Old").delete();

    assertThat(names(planAndCopy(FOLDERS))).isEmpty();

    assertThat(foldersThere()).contains("Old", "Old/Mine");
  }

  @Test
  void goesByNamesIfAsked() {
    fill("INBOX", 1, 3);
    for (String name : List.of("A", "B", "C")) {
      source.folder(name);
    }
    transfer.copy();
    for (String name : List.of("A", "B", "C")) {
      source.folder(name).delete();
    }
    var rules =
        new GoneFolderRules(
            List.of(new NamePattern.Regex("[AB]")), List.of(new NamePattern.Regex("B")));

    PassReport report = planAndCopy(DeletionRules.NONE.withFolders(Optional.of(rules)));

    assertThat(names(report)).containsExactly("A");
    assertThat(foldersThere()).containsExactly("INBOX", "B", "C");
  }

  @Test
  void refusesWhenTheSourceLooksEmpty() {
    fill("INBOX", 1, 3);
    source.folder("Old");
    transfer.copy();
    source.folder("Old").delete();
    expungeAll("INBOX", source);

    PassReport report = planAndCopy(FOLDERS);

    assertThat(report.deletions().refusedBy()).containsExactly(DeletionGuard.SOURCE_EMPTY);
    assertThat(foldersThere()).contains("Old");
  }

  @Test
  @Tag("B11")
  void makesAFolderAgainThatCameBack() {
    fill("INBOX", 1, 30);
    fill("Old", 31, 33);
    transfer.copy();
    source.folder("Old").delete();
    planAndCopy(MAIL_TOO);
    fill("Old", 31, 33);

    planAndCopy(MAIL_TOO);

    assertThat(destination.mail()).isEqualTo(source.mail());
  }
}
