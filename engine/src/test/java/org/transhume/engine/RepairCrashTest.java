package org.transhume.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.transhume.engine.content.Repair;
import org.transhume.engine.copy.BatchLimits;
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
 * Stops a pass that repairs at every step and starts it again: what was sent repaired is known
 * again by what was sent, so that no message is lost and none is there twice.
 */
@Tag("X2")
@Tag("I2")
class RepairCrashTest {
  private static final String LONG = "x".repeat(1_100);

  private static final List<String> RAW =
      List.of(
          "Message-ID: <1@example.com>\r\n\r\nwhole\r\n",
          // Twins without a Message-ID: only their octets tell where they are.
          "Subject: twin\r\n\r\n" + LONG + "\r\n",
          "Subject: twin\r\n\r\n" + LONG + "\r\n",
          "Message-ID: <2@example.com>\r\n\r\na\0b\r\n",
          // Known by other headers there than here.
          "Subject: nul\0here\r\n\r\nbody\r\n",
          "Message-ID: <3@example.com>\r\n\r\nend\r\n");

  private static final List<String> STORED =
      RAW.stream()
          .map(text -> text.replace("nul\0here", "nul?here").replace('\0', '\u0080'))
          .map(text -> text.replace(LONG, "x".repeat(998) + "\r\n " + "x".repeat(102)))
          .toList();

  /** Whether batches are atomic and UIDs told, and what becomes of octets of the dead. */
  record Case(boolean poor, Landing landing) {}

  static Stream<Case> cases() {
    return Stream.of(new Landing.AtOnce(), new Landing.Never(), new Landing.AfterLooks(1))
        .flatMap(landing -> Stream.of(new Case(false, landing), new Case(true, landing)));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void losesAndDoublesNothingWhereverTheLedgerStops(Case each) {
    Transfer whole = transfer(each);
    whole.copy();
    requireWhole(whole, "uninterrupted");
    long writes = transfer(each, Transfer::copy).file.writes();
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
  void losesAndDoublesNothingWhereverASideBreaks(Case each) {
    Transfer whole = transfer(each, Transfer::copy);
    long there = whole.destination.counts().commands();
    for (long command = 1; command <= there; command++) {
      for (Fault fault : List.of(new Fault.Cut(), new Fault.LoseAnswer(each.landing()))) {
        Transfer transfer = transfer(each);
        transfer.destination.faults().atCommand(command, fault);

        runToItsDeath(transfer);

        requireWhole(transfer, each + ", command " + command + " there, " + fault);
      }
    }
    long here = whole.source.counts().commands();
    for (long command = 1; command <= here; command++) {
      Transfer transfer = transfer(each);
      transfer.source.faults().atCommand(command, new Fault.Cut());

      runToItsDeath(transfer);

      requireWhole(transfer, each + ", command " + command + " here");
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void losesAndDoublesNothingWhereverAMessageIsCut(Case each) {
    long octets = transfer(each, Transfer::copy).source.counts().octetsRead();
    for (long cut = 0; cut < octets; cut += 131) {
      for (boolean here : new boolean[] {true, false}) {
        Transfer transfer = transfer(each);
        (here ? transfer.source : transfer.destination).faults().cutAfterOctets(cut);

        runToItsDeath(transfer);

        requireWhole(transfer, each + ", octet " + cut + (here ? " here" : " there"));
      }
    }
  }

  private static Transfer transfer(Case each, Consumer<Transfer> first) {
    Transfer transfer = transfer(each);
    first.accept(transfer);
    return transfer;
  }

  private static Transfer transfer(Case each) {
    MemoryAccount source = MemoryAccount.able();
    MemoryAccount destination = each.poor() ? MemoryAccount.poor() : MemoryAccount.able();
    for (int i = 0; i < RAW.size(); i++) {
      source.folder("INBOX").put(Mail.of(RAW.get(i), Flags.none(), new InternalDate(77 + i, 0)));
    }
    destination.faults().landingOfTheDead(each.landing());
    destination.faults().refuseMessagesWith("\0");
    destination.faults().refuseMessagesWith("x".repeat(999));
    var transfer =
        new Transfer(source, destination, new InMemoryLedgerFile(Durability.WHEN_AWAITED));
    return transfer
        .with(
            PassOptions.usual()
                .withPace(1, BatchLimits.DEFAULT)
                .withRepairs(EnumSet.allOf(Repair.class)))
        .batchesOf(3);
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
    assertThat(second.verdict())
        .as("second pass: %s: %s", when, second)
        .isEqualTo(Verdict.PASS_WITH_EXCEPTIONS);
    transfer.destination.land();
    PassReport third = transfer.copy();
    List<String> found = new ArrayList<>();
    for (Mail mail : transfer.destination.folder("INBOX").mail()) {
      found.add(StandardCharsets.ISO_8859_1.decode(mail.octets()).toString());
    }
    if (transfer.destination.abilities().canRemoveByUid()) {
      assertThat(found).as(when).containsExactlyInAnyOrderElementsOf(STORED);
    } else {
      assertThat(found.size())
          .as("listed surplus: %s", when)
          .isEqualTo(STORED.size() + third.total().surplus());
      assertThat(found).containsAll(STORED);
    }
    PassReport fourth = transfer.copy();
    assertThat(fourth.total().copied()).as("one more pass: %s", when).isZero();
    assertThat(fourth.total().alreadyThere()).as("one more pass: %s", when).isEqualTo(RAW.size());
    assertThat(fourth.total().altered()).as("one more pass: %s", when).isEqualTo(4);
  }
}
