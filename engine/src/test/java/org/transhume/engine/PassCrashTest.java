package org.transhume.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.transhume.engine.endpoint.EndpointException;
import org.transhume.engine.ledger.InMemoryLedgerFile;
import org.transhume.engine.ledger.InMemoryLedgerFile.Durability;
import org.transhume.engine.report.PassReport;
import org.transhume.engine.report.Verdict;
import org.transhume.engine.testing.Fault;
import org.transhume.engine.testing.Landing;
import org.transhume.engine.testing.Mail;
import org.transhume.engine.testing.MemoryAccount;
import org.transhume.mail.Flag;
import org.transhume.mail.Flags;
import org.transhume.mail.InternalDate;

/**
 * Stops a pass at every step and starts it again: the end must be the same, with no message lost
 * and none twice, and one more pass must change nothing.
 */
@Tag("X2")
@Tag("I2")
class PassCrashTest {
  private static final int MESSAGES = 24;

  /** How a destination is, and what becomes of octets whose sender is dead. */
  record Case(String name, boolean poor, Durability durability, Landing landing) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> cases() {
    return Stream.of(
        new Case("stored at once", false, Durability.AT_ONCE, new Landing.AtOnce()),
        new Case("slow disk", false, Durability.WHEN_AWAITED, new Landing.AtOnce()),
        new Case("lost", false, Durability.WHEN_AWAITED, new Landing.Never()),
        new Case("late", false, Durability.WHEN_AWAITED, new Landing.AfterLooks(1)),
        new Case("after the wait", false, Durability.WHEN_AWAITED, new Landing.WhenTold()),
        new Case("poor, at once", true, Durability.WHEN_AWAITED, new Landing.AtOnce()),
        new Case("poor, lost", true, Durability.WHEN_AWAITED, new Landing.Never()),
        new Case("poor, late", true, Durability.WHEN_AWAITED, new Landing.AfterLooks(1)));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void losesAndDoublesNothingWhereverTheLedgerStops(Case each) {
    long writes = uninterrupted(each);
    for (long write = 1; write <= writes; write++) {
      Transfer transfer = transfer(each);
      transfer.destination.faults().landingOfTheDead(each.landing());
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
    long commands = whole.destination.counts().commands();
    for (long command = 1; command <= commands; command++) {
      for (Fault fault : List.of(new Fault.Cut(), new Fault.LoseAnswer(each.landing()))) {
        Transfer transfer = transfer(each);
        transfer.destination.faults().landingOfTheDead(each.landing());
        transfer.destination.faults().atCommand(command, fault);

        runToItsDeath(transfer);

        requireWhole(transfer, each + ", command " + command + ", " + fault);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void losesAndDoublesNothingWhereverTheSourceBreaks(Case each) {
    Transfer whole = transfer(each);
    whole.copy();
    long commands = whole.source.counts().commands();
    for (long command = 1; command <= commands; command++) {
      Transfer transfer = transfer(each);
      transfer.destination.faults().landingOfTheDead(each.landing());
      transfer.source.faults().atCommand(command, new Fault.Cut());

      runToItsDeath(transfer);

      requireWhole(transfer, each + ", command " + command);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void losesAndDoublesNothingWhereverAMessageIsCut(Case each) {
    Transfer whole = transfer(each);
    whole.copy();
    long octets = whole.source.counts().octetsRead();
    for (long cut = 0; cut < octets; cut += 37) {
      for (boolean atSource : new boolean[] {true, false}) {
        Transfer transfer = transfer(each);
        transfer.destination.faults().landingOfTheDead(each.landing());
        MemoryAccount side = atSource ? transfer.source : transfer.destination;
        side.faults().cutAfterOctets(cut);

        runToItsDeath(transfer);

        requireWhole(transfer, each + ", octet " + cut + (atSource ? " from" : " to"));
      }
    }
  }

  @Test
  void losesAndDoublesNothingWhenKilledAgainWhileSettling() {
    Case each = cases().toList().get(3);
    long writes = uninterrupted(each);
    for (long first = 1; first <= writes; first += 2) {
      for (long second = 1; second <= 6; second++) {
        Transfer transfer = transfer(each);
        transfer.destination.faults().landingOfTheDead(each.landing());
        transfer.file.killAtWrite(first);
        runToItsDeath(transfer);
        transfer.file.restart();
        transfer.file.killAtWrite(transfer.file.writes() + second);
        runToItsDeath(transfer);
        transfer.file.restart();

        requireWhole(transfer, each + ", writes " + first + " and " + second);
      }
    }
  }

  private static long uninterrupted(Case each) {
    Transfer transfer = transfer(each);
    PassReport report = transfer.copy();
    assertThat(report.verdict()).isEqualTo(Verdict.PASS);
    return transfer.file.writes();
  }

  private static Transfer transfer(Case each) {
    var source = MemoryAccount.able();
    var destination = each.poor() ? MemoryAccount.poor() : MemoryAccount.able();
    for (int i = 0; i < MESSAGES; i++) {
      // Twins, and messages without a Message-ID, among others.
      source.folder("INBOX").put(i % 5 == 0 ? twin() : Transfer.mail(i, Flag.SEEN));
    }
    var transfer = new Transfer(source, destination, new InMemoryLedgerFile(each.durability()));
    // What lands when it is told lands after the looks: in the middle of the second pass.
    return transfer.batchesOf(5);
  }

  private static Mail twin() {
    return Mail.of("Subject: twin\r\n\r\nsame\r\n", Flags.none(), new InternalDate(77, 0));
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
    List<Mail> expected = transfer.source.folder("INBOX").mail();
    List<Mail> found = new ArrayList<>(transfer.destination.folder("INBOX").mail());
    if (!transfer.destination.abilities().canRemoveByUid()) {
      long surplus = third.total().surplus();
      assertThat(found.size()).as("listed surplus: %s", when).isEqualTo(expected.size() + surplus);
    } else {
      assertThat(found).as(when).containsExactlyInAnyOrderElementsOf(expected);
    }
    PassReport fourth = transfer.copy();
    assertThat(fourth.total().copied()).as("one more pass: %s", when).isZero();
    assertThat(fourth.total().alreadyThere()).as("one more pass: %s", when).isEqualTo(MESSAGES);
  }
}
