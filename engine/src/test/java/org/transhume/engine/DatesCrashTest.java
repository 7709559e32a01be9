package org.transhume.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.transhume.engine.copy.BatchLimits;
import org.transhume.engine.dates.DateRepair;
import org.transhume.engine.endpoint.EndpointException;
import org.transhume.engine.ledger.InMemoryLedgerFile;
import org.transhume.engine.ledger.InMemoryLedgerFile.Durability;
import org.transhume.engine.report.PassReport;
import org.transhume.engine.report.Verdict;
import org.transhume.engine.testing.Fault;
import org.transhume.engine.testing.Landing;
import org.transhume.engine.testing.Mail;
import org.transhume.engine.testing.MemoryAccount;
import org.transhume.mail.Flags;
import org.transhume.mail.InternalDate;

/**
 * Stops a pass that repairs dates at every step and starts it again: late copies are known by the
 * date they were sent with, and what was decided stays so.
 */
@Tag("X2")
@Tag("I2")
class DatesCrashTest {
  private static final int MESSAGES = 12;

  /** Whether batches are atomic and UIDs told, and what becomes of octets of the dead. */
  record Case(boolean poor, Landing landing) {}

  static Stream<Case> cases() {
    return Stream.of(new Landing.AtOnce(), new Landing.AfterLooks(1), new Landing.AfterLooks(50))
        .flatMap(landing -> Stream.of(new Case(false, landing), new Case(true, landing)));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void losesAndDoublesNothingWhereverTheLedgerStops(Case each) {
    Transfer whole = transfer(each);
    whole.copy();
    long writes = whole.file.writes();
    for (long write = 1; write <= writes; write++) {
      Transfer transfer = transfer(each);
      transfer.file.killAtWrite(write);

      runToItsDeath(transfer);
      transfer.file.restart();

      requireWhole(transfer, each + ", write " + write);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void losesAndDoublesNothingWhereverTheDestinationBreaks(Case each) {
    Transfer whole = transfer(each);
    whole.copy();
    long there = whole.destination.counts().commands();
    for (long command = 1; command <= there; command++) {
      for (Fault fault : List.of(new Fault.Cut(), new Fault.LoseAnswer(each.landing()))) {
        Transfer transfer = transfer(each);
        transfer.destination.faults().atCommand(command, fault);

        runToItsDeath(transfer);

        requireWhole(transfer, each + ", command " + command + ", " + fault);
      }
    }
  }

  /** Filled in one day; the last two are twins. */
  private static Transfer transfer(Case each) {
    MemoryAccount source = MemoryAccount.able();
    MemoryAccount destination = each.poor() ? MemoryAccount.poor() : MemoryAccount.able();
    for (int i = 1; i <= MESSAGES; i++) {
      int number = Math.min(i, MESSAGES - 1);
      source
          .folder("INBOX")
          .put(
              Mail.of(
                  "Message-ID: <%d@example.com>\r\nDate: %d Nov 2020 10:00:00 +0100\r\n\r\nx\r\n"
                      .formatted(number, number),
                  Flags.none(),
                  InternalDate.parse("20-Nov-2026 10:00:00 +0100")));
    }
    destination.faults().landingOfTheDead(each.landing());
    var transfer =
        new Transfer(source, destination, new InMemoryLedgerFile(Durability.WHEN_AWAITED));
    return transfer
        .with(
            PassOptions.usual()
                .withPace(1, BatchLimits.DEFAULT)
                .withDates(DateRepair.FROM_RECEIVED))
        .batchesOf(5);
  }

  private static void runToItsDeath(Transfer transfer) {
    try {
      transfer.copy();
    } catch (EndpointException e) {
      assertThat(e.problem()).isNotNull();
    }
  }

  private static void requireWhole(Transfer transfer, String when) {
    assertThat(transfer.copy().verdict()).as("second pass: %s", when).isEqualTo(Verdict.PASS);
    transfer.destination.land();
    PassReport third = transfer.copy();
    List<Mail> found = transfer.destination.folder("INBOX").mail();
    long surplus = transfer.destination.abilities().canRemoveByUid() ? 0 : third.total().surplus();
    assertThat(found).as(when).hasSize((int) (MESSAGES + surplus));
    assertThat(found)
        .as(when)
        .extracting(mail -> mail.internalDate().toString().substring(3))
        .containsOnly("Nov-2020 10:00:00 +0100");
    PassReport fourth = transfer.copy();
    assertThat(fourth.total().copied()).as("one more pass: %s", when).isZero();
    assertThat(fourth.total().altered()).as("one more pass: %s", when).isZero();
    assertThat(fourth.datesRepaired()).as("one more pass: %s", when).isEqualTo(MESSAGES);
  }
}
