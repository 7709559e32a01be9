package org.transhume.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.transhume.engine.deletion.DeletionGuard;
import org.transhume.engine.deletion.DeletionRules;
import org.transhume.engine.deletion.RemovalReason;
import org.transhume.engine.endpoint.EndpointException;
import org.transhume.engine.endpoint.MailDestination;
import org.transhume.engine.ledger.AccountId;
import org.transhume.engine.ledger.InMemoryLedgerFile;
import org.transhume.engine.ledger.InMemoryLedgerFile.Durability;
import org.transhume.engine.testing.Fault;
import org.transhume.engine.testing.Landing;
import org.transhume.engine.testing.Mail;
import org.transhume.engine.testing.MemoryAccount;
import org.transhume.mail.Flag;
import org.transhume.mail.Flags;
import org.transhume.mail.MailboxName;
import org.transhume.mail.UidSet;

/** A copy that should not have been made is taken away again, and nothing else. */
@Tag("X10")
class UndoTest {
  private final MemoryAccount source = MemoryAccount.able();
  private final MemoryAccount destination = MemoryAccount.able();
  private final Transfer transfer = Transfer.between(source, destination);

  private void fill(String folder, int first, int last) {
    for (int number = first; number <= last; number++) {
      source.folder(folder).put(Transfer.mail(number));
    }
  }

  private static UndoReport undo(Transfer transfer, boolean dry) {
    try (MailDestination there = transfer.destination.destination();
        var storage = transfer.file.transfer(new AccountId("old.example.com", "john"))) {
      return new Undo(there, storage, dry, Clock.systemUTC()).run();
    }
  }

  private UndoReport planAndUndo() {
    UndoReport plan = undo(transfer, true);
    UndoReport done = undo(transfer, false);
    assertThat(plan).isEqualTo(done);
    return done;
  }

  @Test
  void takesAwayWhatItPutThereAndTheFoldersItMade() {
    destination.folder("Kept").put(Transfer.mail(900));
    destination.folder("INBOX").put(Transfer.mail(1));
    Map<String, List<Mail>> before = destination.mail();
    fill("INBOX", 1, 5);
    fill("Kept", 6, 9);
    fill("Work", 10, 11);
    fill("Work/2024", 12, 12);
    fill("Work/2024/May", 13, 15);
    transfer.copy();

    UndoReport report = planAndUndo();

    assertThat(report.messages().messages()).isEqualTo(14);
    assertThat(report.folders())
        .extracting(MailboxName::text)
        .containsExactly("Work/2024/May", "Work/2024", "Work");
    assertThat(destination.mail()).isEqualTo(before);
    assertThat(planAndUndo().messages().folders()).isEmpty();
  }

  @Test
  @Tag("I4")
  void leavesWhatTheOwnerTouched() {
    fill("INBOX", 1, 5);
    fill("Work", 6, 9);
    fill("Empty", 20, 21);
    transfer.copy();
    destination.folder("INBOX").setFlags(2, Flags.of(Flag.SEEN));
    destination.folder("Work").expunge(1);
    destination.folder("Work").put(Transfer.mail(6));
    destination.folder("Empty/Mine").put(Transfer.mail(77));

    UndoReport report = planAndUndo();

    assertThat(destination.folder("INBOX").uids()).isEqualTo(UidSet.of(2));
    assertThat(destination.folder("Work").mail()).containsExactly(Transfer.mail(6));
    assertThat(destination.folder("Empty/Mine").mail()).hasSize(1);
    assertThat(report.folders()).isEmpty();
    assertThat(report.messages().folders().getFirst().spared()).isEqualTo(UidSet.of(2));
  }

  @Test
  void isCopiedAgainByALaterPass() {
    fill("INBOX", 1, 5);
    fill("Work", 6, 9);
    transfer.copy();
    planAndUndo();

    assertThat(transfer.copy().total().copied()).isEqualTo(9);

    assertThat(destination.mail()).isEqualTo(source.mail());
    assertThat(transfer.copy().total().copied()).isZero();
  }

  @Test
  @Tag("D4")
  void keepsWhatIsNowhereElse() {
    fill("INBOX", 1, 5);
    transfer
        .with(
            PassOptions.usual().withDeletions(DeletionRules.NONE.with(RemovalReason.COPIED, true)))
        .copy();
    fill("INBOX", 6, 7);
    transfer.with(PassOptions.usual()).copy();

    UndoReport report = planAndUndo();

    assertThat(report.messages().messages()).isEqualTo(2);
    assertThat(report.onlyCopies()).isEqualTo(5);
    assertThat(destination.folder("INBOX").mail()).hasSize(5);
  }

  @Test
  void takesAwayWhatIsNoLongerAtTheSourceAndSaysSo() {
    fill("INBOX", 1, 5);
    transfer.copy();
    source.folder("INBOX").expunge(1);
    transfer.copy();

    UndoReport report = planAndUndo();

    assertThat(report.messages().messages()).isEqualTo(5);
    assertThat(report.goneAtSource()).isEqualTo(1);
    assertThat(destination.folder("INBOX").mail()).isEmpty();
  }

  @Test
  void leavesAFolderThatWasMadeAnew() {
    fill("Work", 1, 3);
    transfer.copy();
    destination.folder("Work").delete();
    destination.folder("Work");

    UndoReport report = planAndUndo();

    assertThat(report.messages().folders()).isEmpty();
    assertThat(report.folders()).isEmpty();
    assertThat(destination.mail()).containsKey("Work");
  }

  @Test
  void isRefusedWhereOthersMightGoAlong() {
    var poor = MemoryAccount.poor();
    var into = Transfer.between(source, poor);
    fill("INBOX", 1, 3);
    into.copy();

    assertThat(undo(into, false).messages().refusedBy())
        .containsExactly(DeletionGuard.CANNOT_REMOVE);
    assertThat(poor.folder("INBOX").mail()).hasSize(3);
  }

  @ParameterizedTest
  @EnumSource(Durability.class)
  @Tag("X2")
  void goesOnWhereverItStops(Durability durability) {
    Transfer whole = copied(durability);
    long before = whole.file.writes();
    long commandsBefore = whole.destination.counts().commands();
    undo(whole, false);
    for (long write = before + 1; write <= whole.file.writes(); write++) {
      Transfer cut = copied(durability);
      cut.file.killAtWrite(write);
      undoToItsDeath(cut);
      cut.file.restart();

      requireUndone(cut, "write " + write);
    }
    long commands = whole.destination.counts().commands();
    for (long command = commandsBefore + 1; command <= commands; command++) {
      for (Fault fault : List.of(new Fault.Cut(), new Fault.LoseAnswer(new Landing.AtOnce()))) {
        Transfer cut = copied(durability);
        cut.destination.faults().atCommand(command, fault);
        undoToItsDeath(cut);

        requireUndone(cut, "command " + command + ", " + fault);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Durability.class)
  @Tag("X2")
  void isTakenBackByACopyWhereverItStops(Durability durability) {
    Transfer whole = copied(durability);
    long before = whole.file.writes();
    undo(whole, false);
    for (long write = before + 1; write <= whole.file.writes(); write++) {
      Transfer cut = copied(durability);
      cut.file.killAtWrite(write);
      undoToItsDeath(cut);
      cut.file.restart();

      cut.copy();

      assertThat(cut.destination.folder("INBOX").mail())
          .as("write " + write)
          .containsExactlyInAnyOrder(
              Transfer.mail(1), Transfer.mail(2, Flag.FLAGGED), Transfer.mail(3));
      assertThat(cut.copy().total().copied()).as("write " + write).isZero();
    }
  }

  private static Transfer copied(Durability durability) {
    var ready =
        new Transfer(
            MemoryAccount.able(), MemoryAccount.able(), new InMemoryLedgerFile(durability));
    for (int i = 1; i <= 3; i++) {
      ready.source.folder("INBOX").put(Transfer.mail(i));
      ready.source.folder("Work").put(Transfer.mail(10 + i));
    }
    ready.copy();
    ready.destination.folder("INBOX").setFlags(2, Flags.of(Flag.FLAGGED));
    return ready;
  }

  private static void undoToItsDeath(Transfer transfer) {
    try {
      UndoReport report = undo(transfer, false);
      assertThat(report).isNotNull();
    } catch (EndpointException e) {
      assertThat(e.problem()).isNotNull();
    }
  }

  private static void requireUndone(Transfer transfer, String when) {
    undo(transfer, false);
    assertThat(transfer.destination.mail())
        .as(when)
        .isEqualTo(Map.of("INBOX", List.of(Transfer.mail(2, Flag.FLAGGED))));
  }
}
