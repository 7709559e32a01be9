package org.transhume.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.transhume.engine.endpoint.EndpointException;
import org.transhume.engine.endpoint.Problem;
import org.transhume.engine.foldermap.FolderMapRules;
import org.transhume.engine.report.PassReport;
import org.transhume.engine.report.PassReport.FolderFollowed;
import org.transhume.engine.report.Verdict;
import org.transhume.engine.selection.SelectionRules;
import org.transhume.engine.testing.Command;
import org.transhume.engine.testing.Fault;
import org.transhume.engine.testing.Landing;
import org.transhume.engine.testing.MemoryAccount;
import org.transhume.mail.MailboxName;
import org.transhume.mail.Retry;
import org.transhume.mail.Scope;

/** Folders that get another name at the source between two passes. */
@Tag("B11")
class FollowedFoldersTest {
  private final MemoryAccount source = MemoryAccount.able();
  private final MemoryAccount destination = MemoryAccount.able();
  private final Transfer transfer = Transfer.between(source, destination);

  private void seed(String... folders) {
    for (String folder : folders) {
      for (int number = 0; number < 12; number++) {
        source.folder(folder).put(Transfer.mail(folder.hashCode() + number));
      }
    }
  }

  private long appends() {
    return destination.counts().commands(Command.APPEND);
  }

  private static FolderFollowed followed(String before, String now, String place) {
    return new FolderFollowed(
        new MailboxName(before, '/'), new MailboxName(now, '/'), new MailboxName(place, '/'));
  }

  /** A plan and the pass it speaks of; they agree, and no message is sent. */
  private PassReport copyAsPlanned() {
    long before = appends();
    Map<String, ?> unchanged = destination.mail();
    PassReport plan = transfer.run(PassMode.PLAN);
    assertThat(destination.mail()).isEqualTo(unchanged);

    PassReport copied = transfer.copy();

    assertThat(Foreseen.of(plan)).isEqualTo(Foreseen.of(copied));
    assertThat(plan.total()).isEqualTo(copied.total());
    assertThat(appends()).isEqualTo(before);
    assertThat(copied.verdict()).isEqualTo(Verdict.PASS);
    return copied;
  }

  @Test
  void copiesNothingOfTwentyRenamedFoldersOfAThousandMessages() {
    for (int folder = 0; folder < 20; folder++) {
      for (int number = 0; number < 1_000; number++) {
        source.folder("Old " + folder).put(Transfer.mail(folder * 1_000 + number));
      }
    }
    transfer.copy();
    for (int folder = 0; folder < 20; folder++) {
      source.folder("Old " + folder).rename("New/" + folder);
    }

    PassReport report = copyAsPlanned();

    assertThat(report.followed()).hasSize(20).contains(followed("Old 7", "New/7", "New/7"));
    assertThat(report.total().alreadyThere()).isEqualTo(20_000);
    assertThat(destination.mail()).isEqualTo(source.mail());
    long opened = source.counts().commands(Command.OPEN);
    assertThat(transfer.copy().followed()).isEmpty();
    assertThat(source.counts().commands(Command.OPEN)).as("unchanged").isEqualTo(opened);
  }

  @Test
  void renamesATreeInOneStepAndGoesOnFromThere() {
    seed("Work", "Work/a", "Work/a/b");
    transfer.copy();
    source.folder("Work/a/b").rename("Play/a/b");
    source.folder("Work/a").rename("Play/a");
    source.folder("Work").rename("Play");

    copyAsPlanned();
    source.folder("Play/a").put(Transfer.mail(99));
    PassReport next = transfer.copy();

    assertThat(destination.counts().commands(Command.RENAME)).isEqualTo(1);
    assertThat(next.total().copied()).isEqualTo(1);
    assertThat(destination.mail()).isEqualTo(source.mail());
  }

  @Test
  void takesTheSubscriptionAlongThatWeHadMade() {
    seed("Work", "Play");
    source.folder("Work").subscribed();
    transfer.copy();
    destination.folder("Play").subscribed();
    source.folder("Work").rename("Office");
    source.folder("Office").subscribed();
    source.folder("Play").rename("Games");

    copyAsPlanned();

    assertThat(destination.subscriptions())
        .as("the owner's own stays")
        .containsExactlyInAnyOrder("Office", "Play");
  }

  @Test
  @Tag("I4")
  void leavesACopyItsNameThatTheOwnerUses() {
    seed("Work", "Play");
    transfer.copy();
    destination.folder("Work").put(Transfer.mail(1));
    destination.folder("Play/Mine");
    source.folder("Work").rename("Office");
    source.folder("Play").rename("Fun");

    PassReport report = copyAsPlanned();

    assertThat(report.followed())
        .containsExactly(followed("Play", "Fun", "Play"), followed("Work", "Office", "Work"));
    assertThat(destination.counts().commands(Command.RENAME)).isZero();
    assertThat(destination.mail()).containsKeys("Work", "Play", "Play/Mine").hasSize(4);
  }

  @Test
  void leavesACopyWhereAPersonPutIt() {
    transfer.with(
        PassOptions.usual()
            .withFolders(
                SelectionRules.everything(),
                new FolderMapRules(true, Map.of("Work", "Desk"), false)));
    seed("Work");
    transfer.copy();
    source.folder("Work").rename("Office");

    assertThat(copyAsPlanned().followed()).containsExactly(followed("Work", "Office", "Desk"));
    assertThat(destination.mail()).containsOnlyKeys("INBOX", "Desk");
  }

  @Test
  void leavesACopyItsNameWhereTheNewOneIsTaken() {
    seed("Work");
    transfer.copy();
    destination.folder("Office").put(Transfer.mail(1));
    source.folder("Work").rename("Office");

    assertThat(copyAsPlanned().followed()).containsExactly(followed("Work", "Office", "Work"));
    assertThat(destination.folder("Office").mail()).hasSize(1);
  }

  @Test
  void leavesACopyItsNameThatTheServerDoesNotRename() {
    seed("Work");
    transfer.copy();
    source.folder("Work").rename("Office");
    destination
        .faults()
        .next(
            Command.RENAME,
            new Fault.Refuse(
                Problem.SERVER_ERROR,
                new EndpointException.Fault(Scope.FOLDER, Retry.NEVER),
                "NO"));
    long before = appends();

    PassReport report = transfer.copy();

    assertThat(report.followed()).containsExactly(followed("Work", "Office", "Work"));
    assertThat(appends()).isEqualTo(before);
    assertThat(destination.mail()).containsOnlyKeys("INBOX", "Work");
  }

  @Test
  @Tag("X2")
  void knowsItsOwnRenameAgainWhoseAnswerWasLost() {
    seed("Work", "Work/a");
    transfer.copy();
    source.folder("Work/a").rename("Office/a");
    source.folder("Work").rename("Office");
    destination.faults().next(Command.RENAME, new Fault.LoseAnswer(new Landing.AtOnce()));
    long before = appends();

    assertThatThrownBy(transfer::copy).isInstanceOf(EndpointException.class);
    PassReport report = transfer.copy();

    assertThat(report.verdict()).isEqualTo(Verdict.PASS);
    assertThat(appends()).isEqualTo(before);
    assertThat(destination.mail()).isEqualTo(source.mail());
  }

  @Test
  void doesNotFollowAFolderWithOtherMail() {
    seed("Work");
    transfer.copy();
    source.folder("Work").rename("Office");
    source.folder("Office").expunge(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
    source.folder("Office").put(Transfer.mail(1));

    PassReport report = transfer.copy();

    assertThat(report.followed()).isEmpty();
    assertThat(destination.folder("Office").mail()).containsExactly(Transfer.mail(1));
    assertThat(destination.folder("Work").mail()).hasSize(12);
  }

  @Test
  void followsNothingWhereAFolderWasOnlyLeftOut() {
    seed("Work", "Play");
    transfer.copy();
    source.folder("Work").rename("Office");

    PassReport report =
        transfer
            .with(
                PassOptions.usual()
                    .withFolders(
                        new SelectionRules(
                            java.util.Set.of(),
                            false,
                            java.util.Set.of("Play"),
                            java.util.Set.of(),
                            java.util.Set.of(),
                            List.of(),
                            List.of(),
                            java.util.Set.of()),
                        new FolderMapRules(
                            true, Map.of(), Optional.empty(), Optional.empty(), List.of(), false)))
            .copy();

    assertThat(report.followed()).isEmpty();
    assertThat(destination.counts().commands(Command.RENAME)).isZero();
    assertThat(transfer.with(PassOptions.usual()).copy().total().copied()).isZero();
  }
}
