package org.transhume.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.transhume.engine.deletion.DeletionRules;
import org.transhume.engine.deletion.RemovalReason;
import org.transhume.engine.endpoint.EndpointException;
import org.transhume.engine.ledger.InMemoryLedgerFile;
import org.transhume.engine.ledger.InMemoryLedgerFile.Durability;
import org.transhume.engine.settle.Watch;
import org.transhume.engine.testing.Fault;
import org.transhume.engine.testing.Landing;
import org.transhume.engine.testing.Mail;
import org.transhume.engine.testing.MemoryAccount;
import org.transhume.mail.Flag;
import org.transhume.mail.Flags;

/**
 * Stops a pass that removes at every step, and goes on with it or without removing: nothing but
 * what is gone at the source may go, and nothing keeps a mark of ours.
 */
@Tag("X2")
@Tag("D5")
class DeletionCrashTest {
  private static final PassOptions DELETING =
      PassOptions.usual()
          .withPace(1, PassOptions.usual().limits())
          .withDeletions(
              DeletionRules.NONE.with(RemovalReason.GONE_AT_SOURCE, true).withMany(true));
  private static final PassOptions COPYING = DELETING.withDeletions(DeletionRules.NONE);
  private static final Set<Long> GONE = Set.of(2L, 3L, 7L);

  static Stream<Durability> disks() {
    return Stream.of(Durability.values());
  }

  @ParameterizedTest
  @MethodSource("disks")
  void removesNothingElseWhereverTheLedgerStops(Durability durability) {
    Transfer whole = ready(durability);
    long before = whole.file.writes();
    whole.copy();
    for (long write = before + 1; write <= whole.file.writes(); write++) {
      for (PassOptions next : List.of(DELETING, COPYING)) {
        Transfer transfer = ready(durability);
        transfer.file.killAtWrite(write);
        runToItsDeath(transfer);
        transfer.file.restart();

        requireRight(transfer.with(next), "write " + write + ", " + next.deletions());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("disks")
  void removesNothingElseWhereverTheDestinationBreaks(Durability durability) {
    Transfer whole = ready(durability);
    long before = whole.destination.counts().commands();
    whole.copy();
    long commands = whole.destination.counts().commands();
    for (long command = before + 1; command <= commands; command++) {
      for (Fault fault : List.of(new Fault.Cut(), new Fault.LoseAnswer(new Landing.AtOnce()))) {
        for (PassOptions next : List.of(DELETING, COPYING)) {
          Transfer transfer = ready(durability);
          transfer.destination.faults().atCommand(command, fault);
          runToItsDeath(transfer);

          requireRight(transfer.with(next), "command " + command + ", " + fault);
        }
      }
    }
  }

  /** Ten copied messages, three of them gone since, one of these flagged by its new owner. */
  private static Transfer ready(Durability durability) {
    var transfer =
        new Transfer(
            MemoryAccount.able(), MemoryAccount.able(), new InMemoryLedgerFile(durability));
    for (int i = 1; i <= 10; i++) {
      transfer.source.folder("INBOX").put(Transfer.mail(i));
    }
    transfer.with(COPYING).copy();
    GONE.forEach(uid -> transfer.source.folder("INBOX").expunge(uid));
    transfer.destination.folder("INBOX").setFlags(7, Flags.of(Flag.FLAGGED));
    transfer.source.folder("INBOX").put(Transfer.mail(11));
    return transfer.with(DELETING);
  }

  private static void runToItsDeath(Transfer transfer) {
    try {
      transfer.copy();
    } catch (EndpointException e) {
      assertThat(e.problem()).isNotNull();
    }
  }

  private static void requireRight(Transfer transfer, String when) {
    transfer.copy();
    requireNothingLost(transfer, when);
    // Where an answer was lost, nothing goes before the last look for what may still land.
    transfer.advance(Watch.LAST_LOOK);
    transfer.with(DELETING).copy();
    requireNothingLost(transfer, when);
    List<Mail> expected = transfer.source.folder("INBOX").mail();
    assertThat(transfer.destination.folder("INBOX").mail()).as(when).hasSize(expected.size() + 1);
    assertThat(transfer.copy().deletions().messages()).as(when).isZero();
  }

  private static void requireNothingLost(Transfer transfer, String when) {
    List<Mail> there = transfer.destination.folder("INBOX").mail();
    assertThat(there).as(when).containsAll(transfer.source.folder("INBOX").mail());
    assertThat(there).as(when).doesNotHaveDuplicates();
    assertThat(there)
        .as(when)
        .noneMatch(mail -> mail.flags().contains(Flag.DELETED))
        .filteredOn(mail -> mail.flags().contains(Flag.FLAGGED))
        .hasSize(1);
  }
}
