package org.transhume.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.transhume.engine.deletion.DeletionGuard;
import org.transhume.engine.deletion.DeletionRules;
import org.transhume.engine.deletion.FolderRemovals;
import org.transhume.engine.deletion.RemovalReason;
import org.transhume.engine.foldermap.FolderMapRules;
import org.transhume.engine.report.PassReport;
import org.transhume.engine.report.Verdict;
import org.transhume.engine.selection.DateWindow;
import org.transhume.engine.selection.MessageRules;
import org.transhume.engine.selection.NamePattern;
import org.transhume.engine.selection.SelectionRules;
import org.transhume.engine.testing.Command;
import org.transhume.engine.testing.Fault;
import org.transhume.engine.testing.Mail;
import org.transhume.engine.testing.MemoryAccount;
import org.transhume.engine.testing.MemoryFolder;
import org.transhume.mail.Flag;
import org.transhume.mail.Flags;
import org.transhume.mail.MailboxName;
import org.transhume.mail.UidSet;

/** What is removed at the destination since it is gone at the source, and what never is. */
@Tag("D5")
class DeletionsTest {
  private static final PassOptions DELETING =
      PassOptions.usual()
          .withDeletions(DeletionRules.NONE.with(RemovalReason.GONE_AT_SOURCE, true));
  private static final PassOptions OVERRULING =
      PassOptions.usual()
          .withDeletions(
              DeletionRules.NONE.with(RemovalReason.GONE_AT_SOURCE, true).withMany(true));

  private static final PassOptions MIRRORING =
      PassOptions.usual().withDeletions(DeletionRules.NONE.with(RemovalReason.NOT_AT_SOURCE, true));

  private final MemoryAccount source = MemoryAccount.able();
  private final MemoryAccount destination = MemoryAccount.able();
  private final Transfer transfer = Transfer.between(source, destination);

  @Test
  @Tag("D9")
  void removesWhatWePutThereAndIsGoneAtTheSource() {
    fill("INBOX", 1, 5);
    fill("Work", 6, 9);
    transfer.copy();
    source.folder("INBOX").expunge(2, 4);
    source.folder("Work").expunge(1);

    PassReport report = planAndCopy(DELETING);

    assertThat(report.verdict()).isEqualTo(Verdict.PASS);
    assertThat(report.deletions().folders())
        .containsExactly(
            removals("INBOX", UidSet.of(2, 4), UidSet.empty()),
            removals("Work", UidSet.of(1), UidSet.empty()));
    assertThat(destination.mail()).isEqualTo(source.mail());
    assertThat(report.total().addsUp()).isTrue();
    requireNothingMoreToDo(DELETING);
  }

  @Test
  void removesNothingUnlessAsked() {
    fill("INBOX", 1, 5);
    transfer.copy();
    source.folder("INBOX").expunge(2);

    PassReport report = planAndCopy(PassOptions.usual());

    assertThat(report.total().goneHere()).isEqualTo(1);
    assertThat(destination.folder("INBOX").mail()).hasSize(5);
  }

  @Test
  void removesWhatEarlierPassesFoundGone() {
    fill("INBOX", 1, 5);
    transfer.copy();
    source.folder("INBOX").expunge(2);
    transfer.copy();
    transfer.copy();

    PassReport report = planAndCopy(DELETING);

    assertThat(report.deletions().messages()).isEqualTo(1);
    assertThat(destination.mail()).isEqualTo(source.mail());
  }

  @Test
  @Tag("I4")
  void leavesWhatTheOwnerTouchedAndWhatIsHisOwn() {
    destination.folder("INBOX").put(Transfer.mail(1));
    fill("INBOX", 1, 6);
    transfer.copy();
    MemoryFolder inbox = destination.folder("INBOX");
    inbox.put(Transfer.mail(700));
    inbox.setFlags(uidOf(inbox, 2), Flags.of(Flag.SEEN));
    inbox.setFlags(uidOf(inbox, 3), Flags.of(Flag.DELETED));
    move(inbox, uidOf(inbox, 4), destination.folder("Mine"));
    inbox.expunge(uidOf(inbox, 5));
    source.folder("INBOX").expunge(1, 2, 3, 4);
    List<Mail> before = inbox.mail();

    PassReport report = planAndCopy(DELETING);

    assertThat(report.deletions().folders())
        .containsExactly(removals("INBOX", UidSet.empty(), UidSet.of(2, 3)));
    assertThat(inbox.mail()).isEqualTo(before);
    for (int pass = 0; pass < 10; pass++) {
      transfer.copy();
    }
    assertThat(inbox.mail()).isEqualTo(before);
    assertThat(destination.folder("Mine").mail()).hasSize(1);
  }

  @Test
  @Tag("I4")
  void leavesACopyThatItsOwnerFlagsInTheLastMoment() {
    fill("INBOX", 1, 5);
    transfer.copy();
    source.folder("INBOX").expunge(2, 3);
    destination
        .faults()
        .next(
            Command.STORE,
            new Fault.Meanwhile(
                () -> destination.folder("INBOX").setFlags(2, Flags.of(Flag.FLAGGED))));

    PassReport report = transfer.with(DELETING).copy();

    assertThat(report.deletions().folders())
        .containsExactly(removals("INBOX", UidSet.of(3), UidSet.of(2)));
    assertThat(destination.folder("INBOX").messages().get(1).mail().flags())
        .isEqualTo(Flags.of(Flag.FLAGGED));
  }

  @Test
  void leavesWhatARuleLeavesOut() {
    fill("INBOX", 1, 3);
    fill("Old", 4, 6);
    transfer.copy();
    source.folder("Old").delete();
    var withoutOld =
        DELETING.withFolders(
            new SelectionRules(
                Set.of(),
                false,
                Set.of(),
                Set.of(),
                Set.of(),
                List.of(),
                List.of(new NamePattern.Glob("Old")),
                Set.of()),
            FolderMapRules.usual());

    PassReport report = planAndCopy(withoutOld);

    assertThat(report.deletions().folders()).isEmpty();
    assertThat(report.deletions().refusedBy()).isEmpty();
    assertThat(destination.folder("Old").mail()).hasSize(3);
  }

  @Test
  void refusesWhenAFolderIsGone() {
    fill("INBOX", 1, 30);
    fill("Old", 31, 33);
    transfer.copy();
    source.folder("Old").delete();

    PassReport refused = planAndCopy(DELETING);

    assertThat(refused.deletions().refusedBy()).containsExactly(DeletionGuard.FOLDER_GONE);
    assertThat(refused.deletions().messages()).isEqualTo(3);
    assertThat(destination.folder("Old").mail()).hasSize(3);
    assertThat(planAndCopy(OVERRULING).deletions().isRefused()).isFalse();
    assertThat(destination.folder("Old").mail()).isEmpty();
    requireNothingMoreToDo(DELETING);
  }

  @Test
  void refusesWhenTheSourceLooksEmpty() {
    fill("INBOX", 1, 5);
    transfer.copy();
    source.folder("INBOX").expunge(1, 2, 3, 4, 5);

    PassReport report = planAndCopy(DELETING);

    assertThat(report.deletions().refusedBy()).containsExactly(DeletionGuard.SOURCE_EMPTY);
    assertThat(destination.folder("INBOX").mail()).hasSize(5);
  }

  @Test
  void refusesToRemoveAllOfAFolder() {
    fill("INBOX", 1, 5);
    fill("Work", 10, 20);
    transfer.copy();
    source.folder("Work").expunge(LongStream.rangeClosed(1, 11).toArray());

    PassReport report = planAndCopy(DELETING);

    assertThat(report.deletions().refusedBy()).containsExactly(DeletionGuard.WHOLE_FOLDER);
    assertThat(destination.folder("Work").mail()).hasSize(11);
    assertThat(planAndCopy(OVERRULING).deletions().messages()).isEqualTo(11);
    assertThat(destination.folder("Work").mail()).isEmpty();
  }

  @Test
  void refusesToRemoveMoreThanAHundredAndMoreThanFivePercent() {
    fill("INBOX", 1, 1_000);
    transfer.copy();
    source.folder("INBOX").expunge(LongStream.rangeClosed(1, 101).toArray());

    PassReport report = planAndCopy(DELETING);

    assertThat(report.deletions().refusedBy()).containsExactly(DeletionGuard.MANY);
    assertThat(destination.folder("INBOX").mail()).hasSize(1_000);
    assertThat(planAndCopy(OVERRULING).deletions().messages()).isEqualTo(101);
    assertThat(destination.mail()).isEqualTo(source.mail());
  }

  @Test
  void removesNothingBeforeAllIsCopied() {
    fill("INBOX", 1, 5);
    transfer.copy();
    source.folder("INBOX").expunge(2);
    source.folder("INBOX").put(Transfer.mail(666));
    destination.faults().refuseMessagesWith("666");

    PassReport report = transfer.with(DELETING).copy();

    assertThat(report.deletions().refusedBy()).containsExactly(DeletionGuard.NOT_WHOLE);
    assertThat(destination.folder("INBOX").mail()).hasSize(5);
    destination.faults().clear();
    assertThat(planAndCopy(DELETING).deletions().messages()).isEqualTo(1);
    assertThat(destination.mail()).isEqualTo(source.mail());
  }

  @Test
  void removesNothingByAListingThatWasCut() {
    fill("INBOX", 1, 5);
    transfer.copy();
    transfer.readingThrough(inner -> new CutSource(inner, UidSet.of(3)));

    PassReport report = planAndCopy(DELETING);

    assertThat(report.deletions().refusedBy()).containsExactly(DeletionGuard.LISTING_NOT_WHOLE);
    assertThat(destination.folder("INBOX").mail()).hasSize(5);
  }

  @Test
  void removesNothingWhereOthersMightGoAlong() {
    var poor = MemoryAccount.poor();
    var into = Transfer.between(source, poor);
    fill("INBOX", 1, 5);
    into.copy();
    source.folder("INBOX").expunge(2);

    PassReport report = into.with(DELETING).copy();

    assertThat(report.deletions().refusedBy()).containsExactly(DeletionGuard.CANNOT_REMOVE);
    assertThat(poor.folder("INBOX").mail()).hasSize(5);
  }

  @Test
  @Tag("D3")
  @Tag("D9")
  void removesOurSecondCopyOfWhatCameBackAtTheSource() {
    fill("INBOX", 1, 3);
    source.folder("INBOX").put(Transfer.mail(3));
    transfer.copy();
    source.folder("INBOX").expunge(1, 2);
    transfer.copy();
    source.folder("INBOX").put(Transfer.mail(1));
    destination.folder("INBOX").put(Transfer.mail(1));
    var options =
        PassOptions.usual().withDeletions(DeletionRules.NONE.with(RemovalReason.DUPLICATE, true));

    PassReport report = planAndCopy(options);

    assertThat(report.deletions().messages()).isEqualTo(1);
    assertThat(report.deletions().folders().getFirst().uids()).isEqualTo(UidSet.of(1));
    assertThat(destination.folder("INBOX").mail())
        .containsExactlyInAnyOrder(
            Transfer.mail(1),
            Transfer.mail(1),
            Transfer.mail(2),
            Transfer.mail(3),
            Transfer.mail(3));
    requireNothingMoreToDo(options);
  }

  @Test
  @Tag("D9")
  void mirrorsWhateverIsNotAtTheSource() {
    destination.folder("INBOX").put(Transfer.mail(1));
    fill("INBOX", 1, 6);
    transfer.copy();
    destination.folder("INBOX").setFlags(3, Flags.of(Flag.SEEN));
    source.folder("INBOX").expunge(1, 3, 4);
    transfer.copy();
    destination.folder("INBOX").put(Transfer.mail(700));

    PassReport refused = planAndCopy(MIRRORING);
    PassReport report =
        planAndCopy(MIRRORING.withDeletions(MIRRORING.deletions().withNewMail(true)));

    assertThat(refused.deletions().refusedBy()).containsExactly(DeletionGuard.NEW_MAIL);
    assertThat(report.deletions().messages()).isEqualTo(4);
    assertThat(destination.mail()).isEqualTo(source.mail());
    requireNothingMoreToDo(MIRRORING);
  }

  @Test
  void mirrorsNothingThatARuleLeavesOutAndNothingRemovedAtTheSourceByUs() {
    fill("INBOX", 1, 4);
    transfer
        .with(
            PassOptions.usual().withDeletions(DeletionRules.NONE.with(RemovalReason.COPIED, true)))
        .copy();
    source.folder("INBOX").put(Transfer.mail(20));
    source.folder("INBOX").put(Transfer.mail(21, Flag.SEEN));
    destination.folder("INBOX").put(Transfer.mail(21));
    var unseen =
        MIRRORING
            .withDeletions(MIRRORING.deletions().withNewMail(true))
            .withMessages(
                new MessageRules(
                    DateWindow.always(),
                    Optional.empty(),
                    Optional.empty(),
                    OptionalLong.empty(),
                    OptionalLong.empty(),
                    Flags.none(),
                    Flags.of(Flag.SEEN),
                    Optional.empty()));

    PassReport report = planAndCopy(unseen);

    assertThat(report.deletions().folders()).isEmpty();
    assertThat(destination.folder("INBOX").mail()).hasSize(6);
  }

  @Test
  void mirrorsNothingInAFirstPassIntoAMailboxInUse() {
    fill("INBOX", 1, 4);
    destination.folder("INBOX").put(Transfer.mail(1));
    destination.folder("INBOX").put(Transfer.mail(99));

    PassReport report = planAndCopy(MIRRORING);

    assertThat(report.deletions().refusedBy()).containsExactly(DeletionGuard.NEW_MAIL);
    assertThat(destination.folder("INBOX").mail()).hasSize(5);
  }

  private static FolderRemovals removals(String folder, UidSet uids, UidSet spared) {
    var name = new MailboxName(folder, '/');
    return new FolderRemovals(name, name, RemovalReason.GONE_AT_SOURCE, uids, spared);
  }

  private PassReport planAndCopy(PassOptions options) {
    return transfer.with(options).planAndCopy();
  }

  private void requireNothingMoreToDo(PassOptions options) {
    PassReport report = planAndCopy(options);
    assertThat(report.deletions().folders()).isEmpty();
    assertThat(report.deletions().isRefused()).isFalse();
    assertThat(report.total().copied()).isZero();
    assertThat(report.total().goneThere()).isZero();
  }

  private static void move(MemoryFolder from, long uid, MemoryFolder to) {
    to.put(
        from.messages().stream()
            .filter(m -> m.uid().value() == uid)
            .findFirst()
            .orElseThrow()
            .mail());
    from.expunge(uid);
  }

  /** By what Transfer made of that number. */
  private static long uidOf(MemoryFolder folder, int number) {
    return folder.messages().stream()
        .filter(m -> m.mail().octets().equals(Transfer.mail(number).octets()))
        .findFirst()
        .orElseThrow()
        .uid()
        .value();
  }

  private void fill(String folder, int first, int last) {
    for (int number = first; number <= last; number++) {
      source.folder(folder).put(Transfer.mail(number));
    }
  }
}
