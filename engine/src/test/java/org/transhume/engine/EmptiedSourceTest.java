package org.transhume.engine;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.transhume.engine.deletion.DeletionGuard;
import org.transhume.engine.deletion.DeletionRules;
import org.transhume.engine.deletion.FolderRemovals;
import org.transhume.engine.deletion.RemovalReason;
import org.transhume.engine.endpoint.EndpointException;
import org.transhume.engine.ledger.InMemoryLedgerFile;
import org.transhume.engine.ledger.InMemoryLedgerFile.Durability;
import org.transhume.engine.report.PassReport;
import org.transhume.engine.report.Verdict;
import org.transhume.engine.testing.Command;
import org.transhume.engine.testing.Fault;
import org.transhume.engine.testing.Landing;
import org.transhume.engine.testing.Mail;
import org.transhume.engine.testing.MemoryAccount;
import org.transhume.mail.Flag;
import org.transhume.mail.Flags;
import org.transhume.mail.MailboxName;
import org.transhume.mail.UidSet;

/** What is removed at the source once it is at the destination, and what never is. */
@Tag("D4")
class EmptiedSourceTest {
  private static final DeletionRules COPIED = DeletionRules.NONE.with(RemovalReason.COPIED, true);
  private static final PassOptions COPYING =
      PassOptions.usual().withPace(1, PassOptions.usual().limits());
  private static final PassOptions EMPTYING = COPYING.withDeletions(COPIED.withMany(true));

  private final MemoryAccount source = MemoryAccount.able();
  private final MemoryAccount destination = MemoryAccount.able();
  private final Transfer transfer = Transfer.between(source, destination);

  @Test
  @Tag("D9")
  void removesWhatIsAtTheDestinationAndProved() {
    destination.folder("INBOX").put(Transfer.mail(1, Flag.SEEN));
    fill("INBOX", 1, 5);
    fill("Work", 6, 9);
    List<Mail> work = source.folder("Work").mail();

    PassReport report = planAndCopy(EMPTYING);

    assertThat(report.verdict()).isEqualTo(Verdict.PASS);
    assertThat(report.deletions().folders())
        .containsExactly(removals("INBOX", "1:5", ""), removals("Work", "1:4", ""));
    assertThat(source.folder("INBOX").mail()).isEmpty();
    assertThat(source.folder("Work").mail()).isEmpty();
    assertThat(destination.folder("INBOX").mail()).hasSize(5);
    assertThat(destination.folder("Work").mail()).isEqualTo(work);
    PassReport next = planAndCopy(EMPTYING);
    assertThat(next.deletions().folders()).isEmpty();
    assertThat(next.total().goneHere()).isZero();
    assertThat(next.total().addsUp()).isTrue();
  }

  @Test
  void removesWhatEarlierPassesCopied() {
    fill("INBOX", 1, 5);
    transfer.copy();

    PassReport report = planAndCopy(EMPTYING);

    assertThat(report.deletions().messages()).isEqualTo(5);
    assertThat(source.folder("INBOX").mail()).isEmpty();
  }

  @Test
  @Tag("D5")
  void isNeverTakenForGoneAtTheSource() {
    fill("INBOX", 1, 5);
    transfer.with(EMPTYING).copy();
    source.folder("INBOX").put(Transfer.mail(99));

    PassReport report =
        planAndCopy(
            COPYING.withDeletions(
                DeletionRules.NONE.with(RemovalReason.GONE_AT_SOURCE, true).withMany(true)));

    assertThat(report.deletions().folders()).isEmpty();
    assertThat(destination.folder("INBOX").mail()).hasSize(6);
  }

  @Test
  void isRefusedTogetherWithRemovingWhatIsGone() {
    assertThatThrownBy(() -> COPIED.with(RemovalReason.GONE_AT_SOURCE, true))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  @Tag("I4")
  void keepsWhatItsOwnerRemovedOrMarkedAtTheDestination() {
    fill("INBOX", 1, 5);
    transfer.copy();
    destination.folder("INBOX").expunge(2);
    destination.folder("INBOX").setFlags(3, Flags.of(Flag.DELETED));

    PassReport report = planAndCopy(EMPTYING);

    assertThat(report.deletions().folders()).containsExactly(removals("INBOX", "1,4:5", "3"));
    assertThat(source.folder("INBOX").uids()).isEqualTo(UidSet.of(2, 3));
    assertThat(report.total().goneThere()).isEqualTo(1);
  }

  @Test
  void keepsWhatTheDestinationAltered() {
    fill("INBOX", 1, 3);
    destination
        .behaviour()
        .storesAs(
            octets ->
                new String(octets, ISO_8859_1)
                    .replace("Body of 2", "Body of Z")
                    .getBytes(ISO_8859_1));
    transfer.with(COPYING).copy();

    transfer.with(EMPTYING).copy();

    assertThat(source.folder("INBOX").uids()).isEqualTo(UidSet.of(2));
  }

  @Test
  void keepsWhatSomebodyFlagsInTheLastMoment() {
    fill("INBOX", 1, 3);
    transfer.with(COPYING).copy();
    source
        .faults()
        .next(
            Command.STORE,
            new Fault.Meanwhile(() -> source.folder("INBOX").setFlags(2, Flags.of(Flag.FLAGGED))));

    PassReport report = transfer.with(EMPTYING).copy();

    assertThat(report.deletions().folders()).containsExactly(removals("INBOX", "1,3", "2"));
    assertThat(source.folder("INBOX").uids()).isEqualTo(UidSet.of(2));
    assertThat(transfer.copy().deletions().messages()).isEqualTo(1);
    assertThat(destination.folder("INBOX").messages().get(1).mail().flags())
        .isEqualTo(Flags.of(Flag.FLAGGED));
  }

  @Test
  void keepsWhatFailsAndRemovesTheRest() {
    fill("INBOX", 1, 3);
    destination.faults().refuseMessagesWith("Body of 2");

    PassReport report = transfer.with(EMPTYING).copy();

    assertThat(report.deletions().folders()).containsExactly(removals("INBOX", "1,3", ""));
    assertThat(source.folder("INBOX").uids()).isEqualTo(UidSet.of(2));
  }

  @Test
  void isRefusedWhereMuchWouldGoUnlessAPersonHasSeenIt() {
    fill("INBOX", 1, 11);

    PassReport report = planAndCopy(COPYING.withDeletions(COPIED));

    assertThat(report.deletions().refusedBy()).containsExactly(DeletionGuard.WHOLE_FOLDER);
    assertThat(report.total().copied()).isEqualTo(11);
    assertThat(source.folder("INBOX").mail()).hasSize(11);
  }

  @Test
  void expungesWhatOthersMarkedNeither() {
    var poor = MemoryAccount.poor();
    var from = Transfer.between(poor, destination).with(EMPTYING);
    for (int number = 1; number <= 4; number++) {
      poor.folder("INBOX").put(Transfer.mail(number));
    }
    destination.faults().refuseMessagesWith("Body of 4");
    poor.folder("INBOX").setFlags(4, Flags.of(Flag.DELETED));

    PassReport held = from.copy();
    poor.folder("INBOX").setFlags(4, Flags.none());
    PassReport done = from.copy();

    assertThat(held.deletions().folders()).containsExactly(removals("INBOX", '.', "", "1:3"));
    assertThat(done.deletions().folders()).containsExactly(removals("INBOX", '.', "1:3", ""));
    assertThat(poor.folder("INBOX").uids()).isEqualTo(UidSet.of(4));
    assertThat(poor.folder("INBOX").mail().getFirst().flags()).isEqualTo(Flags.none());
  }

  @Test
  void copiesNewMailThatGotAnOldUid() {
    fill("INBOX", 1, 3);
    transfer.with(EMPTYING).copy();
    source.folder("INBOX").goBack(1);
    source.folder("INBOX").put(Transfer.mail(50));

    PassReport report = transfer.with(COPYING).copy();

    assertThat(report.verdict()).isEqualTo(Verdict.PASS);
    assertThat(destination.folder("INBOX").mail()).hasSize(4).contains(Transfer.mail(50));
  }

  @ParameterizedTest
  @EnumSource(Durability.class)
  @Tag("X2")
  void losesNothingWhereverTheLedgerStops(Durability durability) {
    Transfer whole = ready(durability);
    long before = whole.file.writes();
    whole.copy();
    for (long write = before + 1; write <= whole.file.writes(); write++) {
      for (PassOptions next : List.of(EMPTYING, COPYING)) {
        Transfer cut = ready(durability);
        cut.file.killAtWrite(write);
        runToItsDeath(cut);
        cut.file.restart();

        requireRight(cut.with(next), "write " + write + ", " + next.deletions());
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Durability.class)
  @Tag("X2")
  void losesNothingWhereverTheSourceBreaks(Durability durability) {
    Transfer whole = ready(durability);
    long before = whole.source.counts().commands();
    whole.copy();
    long commands = whole.source.counts().commands();
    for (long command = before + 1; command <= commands; command++) {
      for (Fault fault : List.of(new Fault.Cut(), new Fault.LoseAnswer(new Landing.AtOnce()))) {
        for (PassOptions next : List.of(EMPTYING, COPYING)) {
          Transfer cut = ready(durability);
          cut.source.faults().atCommand(command, fault);
          runToItsDeath(cut);

          requireRight(cut.with(next), "command " + command + ", " + fault);
        }
      }
    }
  }

  private static Transfer ready(Durability durability) {
    var ready =
        new Transfer(
            MemoryAccount.able(), MemoryAccount.able(), new InMemoryLedgerFile(durability));
    for (int i = 1; i <= 6; i++) {
      ready.source.folder("INBOX").put(Transfer.mail(i));
    }
    ready.with(COPYING).copy();
    ready.source.folder("INBOX").put(Transfer.mail(7));
    return ready.with(EMPTYING);
  }

  private static void runToItsDeath(Transfer transfer) {
    try {
      transfer.copy();
    } catch (EndpointException e) {
      assertThat(e.problem()).isNotNull();
    }
  }

  /** The user expunges what we marked; then somebody else's option would remove what is gone. */
  private static void requireRight(Transfer transfer, String when) {
    PassReport second = transfer.copy();
    assertThat(second.total().addsUp()).as(when).isTrue();
    transfer.source.folder("INBOX").messages().stream()
        .filter(message -> message.mail().flags().contains(Flag.DELETED))
        .forEach(message -> transfer.source.folder("INBOX").expunge(message.uid().value()));
    transfer
        .with(
            COPYING.withDeletions(
                DeletionRules.NONE.with(RemovalReason.GONE_AT_SOURCE, true).withMany(true)))
        .copy();
    assertThat(transfer.destination.folder("INBOX").mail())
        .as(when)
        .hasSize(7)
        .doesNotHaveDuplicates();
    transfer.with(EMPTYING).copy();
    assertThat(transfer.source.folder("INBOX").mail()).as(when).isEmpty();
    assertThat(transfer.destination.folder("INBOX").mail()).as(when).hasSize(7);
  }

  private PassReport planAndCopy(PassOptions options) {
    return transfer.with(options).planAndCopy();
  }

  private static FolderRemovals removals(String folder, String uids, String spared) {
    return removals(folder, '/', uids, spared);
  }

  private static FolderRemovals removals(
      String folder, char separator, String uids, String spared) {
    return new FolderRemovals(
        new MailboxName(folder, separator),
        new MailboxName(folder, '/'),
        RemovalReason.COPIED,
        set(uids),
        set(spared));
  }

  private static UidSet set(String uids) {
    return uids.isEmpty() ? UidSet.empty() : UidSet.parse(uids);
  }

  private void fill(String folder, int first, int last) {
    for (int number = first; number <= last; number++) {
      source.folder(folder).put(Transfer.mail(number));
    }
  }
}
