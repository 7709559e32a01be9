package org.transhume.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.transhume.engine.endpoint.EndpointException;
import org.transhume.engine.endpoint.Problem;
import org.transhume.engine.endpoint.Side;
import org.transhume.engine.endpoint.Signal;
import org.transhume.engine.endpoint.WaitCause;
import org.transhume.engine.pace.Hours;
import org.transhume.engine.pace.Pace;
import org.transhume.engine.pace.PaceMemory;
import org.transhume.engine.pace.PaceRules;
import org.transhume.engine.pace.SideRules;
import org.transhume.engine.report.PassReport;
import org.transhume.engine.report.Verdict;
import org.transhume.engine.testing.Command;
import org.transhume.engine.testing.Fault;
import org.transhume.engine.testing.MemoryAccount;
import org.transhume.mail.Retry;
import org.transhume.mail.Scope;

/**
 * A mailbox of 18 GB and 2,500 MB a day: after eight days it is over, without a failure and without
 * a person. In memory an octet stands for 200,000.
 */
@Tag("C12")
@Tag("D10")
@Tag("I8")
class DayAllowanceTest {
  private static final long MAILBOX = 18_000_000_000L;
  private static final long A_DAY = 2_500_000_000L;

  private final MemoryAccount source = MemoryAccount.able();
  private final MemoryAccount destination = MemoryAccount.able();
  private final Transfer transfer = Transfer.between(source, destination).batchesOf(1);
  private final Instant began = transfer.now();

  /** Fills the mailbox and says how many octets of it stand for what may pass in a day. */
  private long fill() {
    long octets = 0;
    for (int i = 1; i <= 720; i++) {
      source.folder(i % 3 == 0 ? "INBOX" : "Work").put(Transfer.mail(i));
      octets += Transfer.mail(i).octets().remaining();
    }
    return octets * A_DAY / MAILBOX;
  }

  private void assertOverInEightDays(List<PassReport> passes, WaitCause cause) {
    assertThat(passes.getLast().verdict()).isEqualTo(Verdict.PASS);
    assertThat(destination.mail()).isEqualTo(source.mail());
    assertThat(passes.subList(0, passes.size() - 1))
        .hasSizeGreaterThanOrEqualTo(7)
        .allSatisfy(
            pass -> {
              assertThat(pass.verdict()).isEqualTo(Verdict.WAITING);
              assertThat(pass.waiting().orElseThrow().cause()).isEqualTo(cause);
              assertThat(pass.total().failed()).isZero();
            });
    assertThat(Duration.between(began, transfer.now()))
        .isBetween(Duration.ofDays(7), Duration.ofDays(8));
  }

  @Test
  void isOverInEightDaysWhereTheServerAllowsSoMuch() {
    fill();
    long messagesADay = 720 * A_DAY / MAILBOX;
    var used = new AtomicLong();
    var dayBegan = new AtomicReference<>(began);
    source
        .faults()
        .whenever(
            command -> {
              if (!transfer.now().isBefore(dayBegan.get().plus(Duration.ofDays(1)))) {
                dayBegan.set(transfer.now());
                used.set(0);
              }
              boolean isOver = used.get() >= messagesADay;
              if (command == Command.BODIES && !isOver) {
                used.addAndGet(4); // four batches of one message
              }
              return isOver
                  ? Optional.of(
                      new Fault.Refuse(
                          Problem.THROTTLED,
                          new EndpointException.Fault(
                              Scope.ACCOUNT, Retry.AFTER, new Signal.DayIsOver()),
                          "NO [OVERQUOTA] Account exceeded command or bandwidth limits. (Failure)"))
                  : Optional.empty();
            });

    assertOverInEightDays(transfer.copyAndComeBack(), WaitCause.DAY_IS_OVER);
  }

  @Test
  void isOverInEightDaysWhereAPersonAllowsSoMuch() {
    long aDay = fill();
    transfer.pacedBy(rules(aDay));

    assertOverInEightDays(transfer.copyAndComeBack(), WaitCause.OWN_DAY);
  }

  private static PaceRules rules(long bytesPerDay) {
    return new PaceRules(
        new SideRules(
            OptionalLong.empty(), 0, OptionalDouble.empty(), OptionalLong.of(bytesPerDay)),
        SideRules.FREE,
        Hours.all(),
        OptionalLong.empty(),
        PaceRules.USUAL_PATIENCE);
  }

  @Test
  void keepsToTheRealNumbersThroughAllRestarts() {
    var now = new AtomicReference<>(began);
    InstantSource clock = now::get;
    Clock utc = clock.withZone(ZoneOffset.UTC);
    PaceMemory memory = PaceMemory.none();
    long flight = 8_000_000;
    long passed = 0;
    int runs = 0;
    while (passed < MAILBOX) {
      runs++;
      var pace = new Pace(rules(A_DAY), memory, utc, pause -> {}, _ -> {});
      try {
        while (passed < MAILBOX) {
          pace.permit(flight);
          pace.count(Side.SOURCE, 100, flight);
          passed += flight;
          now.set(now.get().plusSeconds(1));
        }
      } catch (EndpointException e) {
        Instant until = PassReport.waiting(e).orElseThrow().until();
        assertThat(until).isAfter(now.get());
        now.set(until);
      }
    }

    assertThat(runs).isEqualTo(8);
    assertThat(Duration.between(began, now.get())).isLessThan(Duration.ofDays(8));
  }
}
