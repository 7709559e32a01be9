package org.transhume.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.transhume.engine.PassOptions.Choice;
import org.transhume.engine.deletion.DeletionRules;
import org.transhume.engine.deletion.RemovalReason;
import org.transhume.engine.endpoint.Abilities;
import org.transhume.engine.endpoint.EndpointException;
import org.transhume.engine.endpoint.Problem;
import org.transhume.engine.ledger.InMemoryLedgerFile;
import org.transhume.engine.ledger.InMemoryLedgerFile.Durability;
import org.transhume.engine.report.PassReport;
import org.transhume.engine.report.PassReport.MessagesMoved;
import org.transhume.engine.report.Verdict;
import org.transhume.engine.selection.SelectionRules;
import org.transhume.engine.testing.Command;
import org.transhume.engine.testing.Fault;
import org.transhume.engine.testing.Landing;
import org.transhume.engine.testing.Mail;
import org.transhume.engine.testing.MemoryAccount;
import org.transhume.mail.Flag;
import org.transhume.mail.Flags;
import org.transhume.mail.InternalDate;
import org.transhume.mail.MailboxName;
import org.transhume.mail.Retry;
import org.transhume.mail.Scope;

/** Messages that are moved at the source between two passes. */
@Tag("B11")
class FollowedMessagesTest {
  private final MemoryAccount source = MemoryAccount.able();
  private final MemoryAccount destination = MemoryAccount.able();
  private final Transfer transfer = Transfer.between(source, destination);

  private static MemoryAccount withoutMove() {
    return new MemoryAccount(
        '/', "", new Abilities(true, true, true, false, true, false, OptionalLong.empty(), 4));
  }

  private static void seed(MemoryAccount account, String folder, int messages) {
    for (int number = 0; number < messages; number++) {
      account.folder(folder).put(Transfer.mail(folder.hashCode() + number, Flag.SEEN));
    }
  }

  private static long[] uids(long first, long last) {
    return LongStream.rangeClosed(first, last).toArray();
  }

  private static MessagesMoved moved(String before, String now, long messages) {
    return new MessagesMoved(
        new MailboxName(before, '/'),
        new MailboxName(now, '/'),
        new MailboxName(now, '/'),
        messages);
  }

  /** A plan and the pass it speaks of; they agree, and no message is sent. */
  private PassReport copyAsPlanned() {
    return copyAsPlanned(transfer, destination);
  }

  private static PassReport copyAsPlanned(Transfer transfer, MemoryAccount destination) {
    long before = destination.counts().commands(Command.APPEND);
    Map<String, ?> unchanged = destination.mail();
    PassReport plan = transfer.run(PassMode.PLAN);
    assertThat(destination.mail()).isEqualTo(unchanged);

    PassReport copied = transfer.copy();

    assertThat(Foreseen.of(plan)).isEqualTo(Foreseen.of(copied));
    assertThat(plan.total()).isEqualTo(copied.total());
    assertThat(destination.counts().commands(Command.APPEND)).isEqualTo(before);
    assertThat(copied.verdict()).isEqualTo(Verdict.PASS);
    return copied;
  }

  private void requireThatNothingIsLeftToDo() {
    long opened = source.counts().commands(Command.OPEN);
    PassReport next = transfer.copy();
    assertThat(next.moved()).isEmpty();
    assertThat(next.total().copied()).isZero();
    assertThat(source.counts().commands(Command.OPEN)).as("unchanged").isEqualTo(opened);
  }

  @Test
  void copiesNothingOfFiveHundredMessagesThatWereMoved() {
    seed(source, "INBOX", 700);
    seed(source, "Archive", 20);
    transfer.copy();
    source.folder("INBOX").moveTo("Archive", uids(101, 600));

    PassReport report = copyAsPlanned();

    assertThat(report.moved()).containsExactly(moved("INBOX", "Archive", 500));
    assertThat(report.total().alreadyThere()).isEqualTo(720);
    assertThat(report.total().goneHere()).isZero();
    assertThat(destination.mail()).isEqualTo(source.mail());
    assertThat(source.counts().octetsRead()).as("read once").isLessThan(720L * 2 * 200);
    requireThatNothingIsLeftToDo();
  }

  @Test
  void followsThemIntoAFolderThatIsNew() {
    seed(source, "INBOX", 30);
    transfer.copy();
    source.folder("INBOX").moveTo("2026/June", uids(1, 12));

    PassReport report = copyAsPlanned();

    assertThat(report.moved()).containsExactly(moved("INBOX", "2026/June", 12));
    assertThat(destination.mail()).isEqualTo(source.mail());
    requireThatNothingIsLeftToDo();
  }

  @Test
  void followsThemOutOfAFolderThatIsGone() {
    seed(source, "Old", 30);
    seed(source, "INBOX", 5);
    transfer.copy();
    source.folder("Old").moveTo("Archive", uids(1, 30));
    source.folder("Old").delete();

    PassReport report = copyAsPlanned();

    assertThat(report.moved()).containsExactly(moved("Old", "Archive", 30));
    assertThat(destination.folder("Archive").mail()).isEqualTo(source.folder("Archive").mail());
    assertThat(destination.folder("Old").mail()).isEmpty();
    requireThatNothingIsLeftToDo();
  }

  @Test
  @Tag("D5")
  void movesAndDoesNotRemoveThemWhereWhatIsGoneIsRemoved() {
    seed(source, "Old", 30);
    seed(source, "INBOX", 20);
    transfer.with(
        PassOptions.usual()
            .withDeletions(DeletionRules.NONE.with(RemovalReason.GONE_AT_SOURCE, true)));
    transfer.copy();
    source.folder("Old").moveTo("Archive", uids(1, 30));
    source.folder("Old").delete();
    source.folder("INBOX").moveTo("Archive", 1, 2);
    source.folder("INBOX").expunge(3);

    PassReport report = copyAsPlanned();

    assertThat(report.moved())
        .containsExactlyInAnyOrder(moved("Old", "Archive", 30), moved("INBOX", "Archive", 2));
    assertThat(report.deletions().refusedBy()).isEmpty();
    assertThat(report.deletions().folders())
        .singleElement()
        .satisfies(folder -> assertThat(folder.uids().size()).isEqualTo(1));
    assertThat(destination.folder("Archive").mail())
        .containsExactlyInAnyOrderElementsOf(source.folder("Archive").mail());
    assertThat(destination.folder("INBOX").mail()).isEqualTo(source.folder("INBOX").mail());
  }

  @Test
  void copiesAndRemovesWhereTheServerKnowsNoMove() {
    MemoryAccount there = withoutMove();
    Transfer between = Transfer.between(source, there);
    seed(source, "INBOX", 40);
    seed(source, "Archive", 5);
    between.copy();
    source.folder("INBOX").moveTo("Archive", uids(3, 30));

    PassReport report = copyAsPlanned(between, there);

    assertThat(report.moved()).containsExactly(moved("INBOX", "Archive", 28));
    assertThat(there.counts().commands(Command.MOVE)).isZero();
    assertThat(there.mail()).isEqualTo(source.mail());
  }

  @Test
  void copiesThemAgainWhereTheServerCanDoNeither() {
    MemoryAccount there = MemoryAccount.poor();
    Transfer between = Transfer.between(source, there);
    seed(source, "INBOX", 10);
    between.copy();
    source.folder("INBOX").moveTo("Archive", uids(1, 4));

    PassReport report = between.copy();

    assertThat(report.moved()).isEmpty();
    assertThat(report.total().copied()).isEqualTo(4);
    assertThat(report.total().goneHere()).isEqualTo(4);
    assertThat(there.folder("INBOX").mail()).hasSize(10);
    assertThat(report.verdict()).isEqualTo(Verdict.PASS);
  }

  @Test
  void carriesAlongWhatWasFlaggedBeforeItWasMoved() {
    seed(source, "INBOX", 6);
    transfer.copy();
    source.folder("INBOX").setFlags(2, Flags.of(Flag.SEEN, Flag.FLAGGED));
    source.folder("INBOX").moveTo("Archive", 2, 3);
    destination.folder("INBOX").setFlags(3, Flags.of(Flag.SEEN, Flag.ANSWERED));

    PassReport report = copyAsPlanned();

    assertThat(report.moved()).containsExactly(moved("INBOX", "Archive", 2));
    assertThat(destination.folder("Archive").mail())
        .extracting(Mail::flags)
        .containsExactly(Flags.of(Flag.SEEN, Flag.FLAGGED), Flags.of(Flag.SEEN, Flag.ANSWERED));
  }

  @Test
  @Tag("I4")
  void leavesGoneWhatTheOwnerRemovedOrMovedThere() {
    seed(source, "INBOX", 6);
    transfer.copy();
    destination.folder("INBOX").expunge(2);
    destination.folder("INBOX").moveTo("His own", 3);
    source.folder("INBOX").moveTo("Archive", 1, 2, 3);

    PassReport report = copyAsPlanned();

    assertThat(report.moved()).containsExactly(moved("INBOX", "Archive", 1));
    assertThat(report.total().goneThere()).isEqualTo(2);
    assertThat(destination.folder("Archive").mail()).hasSize(1);
    assertThat(destination.folder("His own").mail()).hasSize(1);
    requireThatNothingIsLeftToDo();
  }

  @Test
  @Tag("I4")
  void leavesGoneWhatAnEarlierPassFoundRemovedThere() {
    seed(source, "INBOX", 6);
    transfer.copy();
    destination.folder("INBOX").expunge(2);
    transfer.copy();
    source.folder("INBOX").moveTo("Archive", 2);

    PassReport report = copyAsPlanned();

    assertThat(report.total().goneThere()).isEqualTo(1);
    assertThat(destination.folder("Archive").mail()).isEmpty();
  }

  @Test
  @Tag("I4")
  void leavesMailWhereItIsThatWasThereBefore() {
    seed(source, "INBOX", 4);
    source.folder("INBOX").mail().forEach(destination.folder("INBOX")::put);
    transfer.with(PassOptions.usual().with(Choice.TWO_MAILBOXES)).copy();
    source.folder("INBOX").moveTo("Archive", 1, 2);

    PassReport report = transfer.copy();

    assertThat(report.moved()).isEmpty();
    assertThat(destination.folder("INBOX").mail()).hasSize(4);
    assertThat(destination.folder("Archive").mail()).isEqualTo(source.folder("Archive").mail());
  }

  @Test
  @Tag("I2")
  void putsNoSecondOneBesideWhatTheOwnerHasThere() {
    seed(source, "INBOX", 4);
    transfer.copy();
    source.folder("INBOX").moveTo("Archive", 1, 2);
    source.folder("Archive").mail().forEach(destination.folder("Archive")::put);

    PassReport report = copyAsPlanned();

    assertThat(report.moved()).isEmpty();
    assertThat(report.total().adopted()).isEqualTo(2);
    assertThat(destination.folder("Archive").mail()).hasSize(2);
    assertThat(destination.folder("INBOX").mail()).hasSize(4);
  }

  @Test
  void knowsTwinsAndMailWithoutMessageIdByTheirOctets() {
    for (int number = 0; number < 4; number++) {
      source.folder("INBOX").put(text("Subject: twin\r\n\r\nsame\r\n"));
      source.folder("INBOX").put(text("Subject: no id\r\n\r\nbody " + number + "\r\n"));
    }
    transfer.copy();
    source.folder("INBOX").moveTo("Archive", 1, 2, 4, 5);

    PassReport report = copyAsPlanned();

    assertThat(report.moved()).containsExactly(moved("INBOX", "Archive", 4));
    assertThat(destination.folder("Archive").mail())
        .containsExactlyInAnyOrderElementsOf(source.folder("Archive").mail());
    assertThat(destination.folder("INBOX").mail())
        .containsExactlyInAnyOrderElementsOf(source.folder("INBOX").mail());
  }

  @Test
  @Tag("I1")
  void copiesADraftThatWasSent() {
    source.folder("Drafts").put(text("Message-ID: <1@example.com>\r\n\r\nDear A\r\n"));
    source.folder("Drafts").put(text("Message-ID: <2@example.com>\r\n\r\nDear B\r\n"));
    transfer.copy();
    source.folder("Drafts").expunge(1);
    source
        .folder("Sent")
        .put(
            Mail.of(
                "Message-ID: <1@example.com>\r\n\r\nDear C\r\n",
                Flags.none(),
                new InternalDate(78, 0)));

    PassReport report = transfer.copy();

    assertThat(report.moved()).isEmpty();
    assertThat(destination.folder("Sent").mail()).isEqualTo(source.folder("Sent").mail());
  }

  @Test
  @Tag("I2")
  void doublesNothingThatIsStoredAnewInItsFolder() {
    seed(source, "INBOX", 4);
    transfer.copy();
    source.folder("INBOX").moveTo("INBOX", 1, 2);

    PassReport report = copyAsPlanned();

    assertThat(report.total().alreadyThere()).isEqualTo(4);
    assertThat(report.total().goneHere()).isZero();
    assertThat(destination.folder("INBOX").mail()).hasSize(4);
    requireThatNothingIsLeftToDo();
  }

  @Test
  void followsThemThereAndBack() {
    seed(source, "INBOX", 8);
    transfer.copy();
    source.folder("INBOX").moveTo("Archive", 3, 4);
    copyAsPlanned();
    source.folder("Archive").moveTo("INBOX", 1, 2);

    PassReport report = copyAsPlanned();

    assertThat(report.moved()).containsExactly(moved("Archive", "INBOX", 2));
    assertThat(destination.mail()).isEqualTo(source.mail());
  }

  @Test
  void leavesWhereItIsWhatWentIntoAFolderThatIsNotTaken() {
    seed(source, "INBOX", 4);
    source.folder("Trash");
    transfer.with(
        PassOptions.usual()
            .withFolders(
                new SelectionRules(
                    Set.of(),
                    false,
                    Set.of("INBOX"),
                    Set.of(),
                    Set.of(),
                    List.of(),
                    List.of(),
                    Set.of()),
                PassOptions.usual().map()));
    transfer.copy();
    source.folder("INBOX").moveTo("Trash", 1);

    PassReport report = copyAsPlanned();

    assertThat(report.moved()).isEmpty();
    assertThat(report.total().goneHere()).isEqualTo(1);
    assertThat(destination.folder("INBOX").mail()).hasSize(4);
  }

  @Test
  void asksNothingMoreWhenMailOnlyArrived() {
    seed(source, "INBOX", 40);
    seed(source, "Archive", 40);
    transfer.copy();
    long before = source.counts().commands();
    source.folder("INBOX").put(Transfer.mail(1));
    transfer.copy();
    long arrival = source.counts().commands() - before;
    source.folder("INBOX").put(Transfer.mail(2));
    before = source.counts().commands();

    transfer.copy();

    assertThat(source.counts().commands() - before).isEqualTo(arrival);
    assertThat(source.counts().commands(Command.UIDS)).isLessThanOrEqualTo(4);
  }

  @Test
  void copiesWhatTheServerRefusesToMove() {
    seed(source, "INBOX", 8);
    transfer.copy();
    source.folder("INBOX").moveTo("Archive", 1, 2);
    destination
        .faults()
        .next(
            Command.MOVE,
            new Fault.Refuse(
                Problem.NOT_PERMITTED,
                new EndpointException.Fault(Scope.FOLDER, Retry.NEVER),
                "[NOPERM] no"));

    PassReport report = transfer.copy();

    assertThat(report.moved()).isEmpty();
    assertThat(report.total().copied()).isEqualTo(2);
    assertThat(report.total().goneHere()).isEqualTo(2);
    assertThat(report.verdict()).isEqualTo(Verdict.PASS);
    assertThat(destination.folder("Archive").mail()).isEqualTo(source.folder("Archive").mail());
  }

  /** How the destination moves, and whether the disk is slow. */
  record Case(String name, boolean canMove, Durability durability) {
    @Override
    public String toString() {
      return name;
    }

    Transfer begun() {
      var from = MemoryAccount.able();
      var to = canMove ? MemoryAccount.able() : withoutMove();
      seed(from, "INBOX", 12);
      from.folder("INBOX").put(text("Subject: twin\r\n\r\nsame\r\n"));
      from.folder("INBOX").put(text("Subject: twin\r\n\r\nsame\r\n"));
      seed(from, "Archive", 3);
      var transfer = new Transfer(from, to, new InMemoryLedgerFile(durability));
      transfer.copy();
      to.folder("INBOX").expunge(9);
      from.folder("INBOX").moveTo("Archive", 2, 3, 4, 13, 9);
      from.folder("INBOX").moveTo("New", 6, 7);
      from.folder("INBOX").put(Transfer.mail(77));
      return transfer;
    }
  }

  static Stream<Case> cases() {
    return Stream.of(
        new Case("move", true, Durability.AT_ONCE),
        new Case("move, slow disk", true, Durability.WHEN_AWAITED),
        new Case("copy and remove", false, Durability.AT_ONCE),
        new Case("copy and remove, slow disk", false, Durability.WHEN_AWAITED));
  }

  @ParameterizedTest
  @MethodSource("cases")
  @Tag("X2")
  void losesAndDoublesNothingWhereverTheLedgerStops(Case each) {
    Transfer whole = each.begun();
    long before = whole.file.writes();
    whole.copy();
    long writes = whole.file.writes() - before;
    for (long write = 1; write <= writes; write++) {
      Transfer transfer = each.begun();
      transfer.file.killAtWrite(transfer.file.writes() + write);

      runToItsDeath(transfer);
      transfer.file.restart();

      requireWhole(transfer, each + ", write " + write + " of " + writes);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  @Tag("X2")
  void losesAndDoublesNothingWhereverTheDestinationBreaks(Case each) {
    Transfer whole = each.begun();
    long before = whole.destination.counts().commands();
    whole.copy();
    long commands = whole.destination.counts().commands() - before;
    // The first is the list, the second makes the new folder: without it nothing can be followed.
    for (long command = 3; command <= commands; command++) {
      for (Fault fault : List.of(new Fault.Cut(), new Fault.LoseAnswer(new Landing.AtOnce()))) {
        Transfer transfer = each.begun();
        transfer.destination.faults().atCommand(before + command, fault);

        runToItsDeath(transfer);

        requireWhole(transfer, each + ", command " + command + ", " + fault);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  @Tag("X2")
  void losesAndDoublesNothingWhenKilledTwice(Case each) {
    for (long first = 1; first <= 8; first++) {
      for (long second = 1; second <= 8; second++) {
        Transfer transfer = each.begun();
        transfer.file.killAtWrite(transfer.file.writes() + first);
        runToItsDeath(transfer);
        transfer.file.restart();
        transfer.file.killAtWrite(transfer.file.writes() + second);
        runToItsDeath(transfer);
        transfer.file.restart();

        requireWhole(transfer, each + ", writes " + first + " and " + second);
      }
    }
  }

  private static void runToItsDeath(Transfer transfer) {
    try {
      transfer.copy();
    } catch (EndpointException e) {
      assertThat(e.problem()).isNotNull();
    }
  }

  private static void requireWhole(Transfer transfer, String when) {
    PassReport second = transfer.copy();
    assertThat(second.verdict()).as("second pass: %s: %s", when, second).isEqualTo(Verdict.PASS);
    transfer.destination.land();
    PassReport third = transfer.copy();
    assertThat(third.verdict()).as("third pass: %s: %s", when, third).isEqualTo(Verdict.PASS);
    List<Mail> archive = new ArrayList<>(transfer.source.folder("Archive").mail());
    archive.removeLast(); // Its copy was removed by the owner.
    for (String folder : List.of("INBOX", "New")) {
      assertThat(transfer.destination.folder(folder).mail())
          .as("%s: %s", folder, when)
          .containsExactlyInAnyOrderElementsOf(transfer.source.folder(folder).mail());
    }
    assertThat(transfer.destination.folder("Archive").mail())
        .as("Archive: %s", when)
        .containsExactlyInAnyOrderElementsOf(archive);
    assertThat(third.total().goneThere()).as(when).isEqualTo(1);
    assertThat(transfer.copy().total().copied()).as("one more pass: %s", when).isZero();
  }

  private static Mail text(String text) {
    return Mail.of(text, Flags.none(), new InternalDate(77, 0));
  }
}
