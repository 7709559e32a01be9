package org.transhume.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.transhume.engine.PassOptions.Choice;
import org.transhume.engine.endpoint.Abilities;
import org.transhume.engine.endpoint.EndpointException;
import org.transhume.engine.endpoint.Problem;
import org.transhume.engine.foldermap.FolderMapRules;
import org.transhume.engine.report.PassReport;
import org.transhume.engine.report.PassReport.MessagesMoved;
import org.transhume.engine.report.Verdict;
import org.transhume.engine.testing.Command;
import org.transhume.engine.testing.MemoryAccount;
import org.transhume.mail.Flag;
import org.transhume.mail.MailboxName;

/** Folders that were copied and are to go elsewhere now. */
class RemapTest {
  private final MemoryAccount source = MemoryAccount.able();
  private final MemoryAccount destination = MemoryAccount.able();
  private final Transfer transfer = Transfer.between(source, destination);

  private static void seed(MemoryAccount account, String folder, int messages) {
    for (int number = 0; number < messages; number++) {
      account.folder(folder).put(Transfer.mail(folder.hashCode() % 1000 + number, Flag.SEEN));
    }
  }

  private static PassOptions mapping(Map<String, String> pairs) {
    PassOptions usual = PassOptions.usual();
    return usual
        .withFolders(usual.selection(), new FolderMapRules(true, pairs, false))
        .with(Choice.REMAP);
  }

  private static MailboxName name(String text) {
    return new MailboxName(text, '/');
  }

  private PassReport copyAsPlanned() {
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

  @Test
  void movesWhatWasCopiedAndStaysThere() {
    seed(source, "Work", 40);
    seed(source, "Work/a", 3);
    transfer.copy();
    source.folder("Work").expunge(5);
    transfer.with(mapping(Map.of("Work", "Office")));

    PassReport report = copyAsPlanned();

    assertThat(report.moved())
        .containsExactlyInAnyOrder(
            new MessagesMoved(name("Work"), name("Work"), name("Office"), 40),
            new MessagesMoved(name("Work/a"), name("Work/a"), name("Office/a"), 3));
    assertThat(report.total().goneHere()).isEqualTo(1);
    assertThat(destination.folder("Office").mail()).hasSize(40);
    assertThat(destination.folder("Office/a").mail()).isEqualTo(source.folder("Work/a").mail());
    assertThat(destination.folder("Work").mail()).isEmpty();
    PassReport later = transfer.with(PassOptions.usual()).copy();
    assertThat(later.total().copied()).isZero();
    assertThat(later.moved()).isEmpty();
    assertThat(later.folders()).extracting(f -> f.destination().text()).contains("Office");
  }

  @Test
  void stopsWithoutBeingAskedTo() {
    seed(source, "Work", 4);
    transfer.copy();
    transfer.with(mapping(Map.of("Work", "Office")).with(Choice.REMAP, false));

    assertThatThrownBy(transfer::copy)
        .isInstanceOfSatisfying(
            EndpointException.class,
            e -> assertThat(e.problem()).isEqualTo(Problem.MAPPED_ELSEWHERE));
    assertThat(destination.folder("Work").mail()).hasSize(4);
  }

  @Test
  void stopsWhereTheServerCannotMove() {
    MemoryAccount poor = MemoryAccount.poor();
    seed(source, "Work", 4);
    Transfer between = Transfer.between(source, poor);
    between.copy();

    assertThatThrownBy(between.with(mapping(Map.of("Work", "INBOX.Office")))::copy)
        .isInstanceOf(EndpointException.class);
    assertThat(poor.folder("INBOX.Work").mail()).hasSize(4);
  }

  @Test
  @Tag("I4")
  void leavesWhatWasThereBeforeAndWhatTheOwnerRemoved() {
    seed(source, "Work", 6);
    destination.folder("Work").put(source.folder("Work").mail().getFirst());
    destination.folder("Work").put(Transfer.mail(99_999));
    transfer.copy();
    destination.folder("Work").expunge(destination.folder("Work").uids().last().value());
    transfer.with(mapping(Map.of("Work", "Office")));

    PassReport report = transfer.copy();

    assertThat(report.verdict()).isEqualTo(Verdict.PASS);
    assertThat(report.total().goneThere()).isEqualTo(1);
    assertThat(destination.folder("Work").mail()).as("not ours").hasSize(2);
    assertThat(destination.folder("Office").mail())
        .containsExactlyInAnyOrderElementsOf(source.folder("Work").mail().subList(0, 5));
    assertThat(transfer.copy().total().copied()).isZero();
  }

  @Test
  void letsTwoFoldersChangePlaces() {
    seed(source, "A", 5);
    seed(source, "B", 7);
    transfer.with(mapping(Map.of("A", "X", "B", "Y"))).copy();
    transfer.with(mapping(Map.of("A", "Y", "B", "X")));

    copyAsPlanned();

    assertThat(destination.folder("Y").mail())
        .containsExactlyInAnyOrderElementsOf(source.folder("A").mail());
    assertThat(destination.folder("X").mail())
        .containsExactlyInAnyOrderElementsOf(source.folder("B").mail());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  @Tag("X2")
  void losesAndDoublesNothingWhereverTheLedgerStops(boolean canMove) {
    Transfer whole = begun(canMove);
    long before = whole.file.writes();
    whole.copy();
    long writes = whole.file.writes() - before;
    for (long write = 1; write <= writes; write++) {
      for (boolean asksAgain : new boolean[] {true, false}) {
        Transfer each = begun(canMove);
        each.file.killAtWrite(each.file.writes() + write);
        try {
          each.copy();
        } catch (EndpointException e) {
          assertThat(e.problem()).isNotNull();
        }
        each.file.restart();
        String when = "write %d of %d, %s".formatted(write, writes, asksAgain);

        PassReport next = (asksAgain ? each : each.with(PassOptions.usual())).copy();

        assertThat(next.verdict()).as(when).isEqualTo(Verdict.PASS);
        var everything = new java.util.ArrayList<>(each.destination.folder("Work").mail());
        everything.addAll(each.destination.folder("Office").mail());
        assertThat(everything)
            .as(when)
            .containsExactlyInAnyOrderElementsOf(each.source.folder("Work").mail());
        assertThat(each.copy().total().copied()).as(when).isZero();
      }
    }
  }

  private static Transfer begun(boolean canMove) {
    var to =
        new MemoryAccount(
            '/',
            "",
            new Abilities(true, true, true, canMove, true, false, OptionalLong.empty(), 4));
    var transfer = Transfer.between(MemoryAccount.able(), to);
    seed(transfer.source, "Work", 8);
    transfer.copy();
    return transfer.with(mapping(Map.of("Work", "Office")));
  }
}
