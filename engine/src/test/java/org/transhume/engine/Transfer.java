package org.transhume.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.transhume.engine.copy.BatchLimits;
import org.transhume.engine.endpoint.EndpointException;
import org.transhume.engine.endpoint.MailDestination;
import org.transhume.engine.endpoint.MailSource;
import org.transhume.engine.endpoint.SourceRemoval;
import org.transhume.engine.ledger.AccountId;
import org.transhume.engine.ledger.InMemoryLedgerFile;
import org.transhume.engine.pace.Pace;
import org.transhume.engine.pace.PaceMemory;
import org.transhume.engine.pace.PaceRules;
import org.transhume.engine.pace.Wait;
import org.transhume.engine.report.PassReport;
import org.transhume.engine.testing.Mail;
import org.transhume.engine.testing.MemoryAccount;
import org.transhume.mail.Flag;
import org.transhume.mail.Flags;
import org.transhume.mail.InternalDate;
import org.transhume.mail.Ticker;

/**
 * A transfer between two accounts in memory, run as often as a test likes. Waiting lands what is
 * late on either side and moves the clock.
 */
final class Transfer {
  final MemoryAccount source;
  final MemoryAccount destination;
  final InMemoryLedgerFile file;
  private Instant now = Instant.parse("2026-11-23T10:00:00Z");
  private Runnable whileWaiting = () -> {};
  private UnaryOperator<MailSource> reading = UnaryOperator.identity();
  private PaceRules pace = PaceRules.FREE;
  private final PaceMemory memory = PaceMemory.none();
  private final List<Wait> waits = new ArrayList<>();
  private PassOptions options = PassOptions.usual().withPace(1, BatchLimits.DEFAULT);

  Transfer(MemoryAccount source, MemoryAccount destination) {
    this(source, destination, new InMemoryLedgerFile());
  }

  Transfer(MemoryAccount source, MemoryAccount destination, InMemoryLedgerFile file) {
    this.source = source;
    this.destination = destination;
    this.file = file;
  }

  static Transfer between(MemoryAccount source, MemoryAccount destination) {
    return new Transfer(source, destination);
  }

  Transfer with(PassOptions changed) {
    options = changed;
    return this;
  }

  /** Batches of at most that many messages. */
  Transfer batchesOf(int messages) {
    return with(
        options.withPace(
            options.lanes(), new BatchLimits(messages, 1 << 20, Duration.ofSeconds(10))));
  }

  /** The source is seen through {@code wrapper}. */
  Transfer readingThrough(UnaryOperator<MailSource> wrapper) {
    reading = wrapper;
    return this;
  }

  /** What happens each time the pass waits. */
  Transfer whileWaiting(Runnable action) {
    whileWaiting = action;
    return this;
  }

  /** What a person allows, from now on. */
  Transfer pacedBy(PaceRules rules) {
    pace = rules;
    return this;
  }

  /** What was said about waiting within passes so far. */
  List<Wait> waits() {
    return List.copyOf(waits);
  }

  /** What outlives a pass. */
  PaceMemory memory() {
    return memory;
  }

  Instant now() {
    return now;
  }

  /** Runs passes, each when the one before said, until one has nothing to wait for. */
  List<PassReport> copyAndComeBack() {
    var reports = new ArrayList<PassReport>();
    for (int runs = 0; runs < 1_000; runs++) {
      Optional<Wait> wait;
      try {
        reports.add(copy());
        wait = reports.getLast().waiting();
      } catch (EndpointException e) {
        wait = PassReport.waiting(e);
        if (wait.isEmpty()) {
          throw e;
        }
      }
      if (wait.isEmpty()) {
        return reports;
      }
      now = wait.get().until().isAfter(now) ? wait.get().until() : now;
    }
    throw new AssertionError("It waits for ever");
  }

  void advance(Duration time) {
    now = now.plus(time);
  }

  PassReport copy() {
    return run(PassMode.COPY);
  }

  /** Plans, and then copies: what the plan says is what the copy does, compared as values. */
  PassReport planAndCopy() {
    PassReport plan = run(PassMode.PLAN);
    PassReport copy = copy();
    assertThat(Foreseen.of(plan)).isEqualTo(Foreseen.of(copy));
    return copy;
  }

  PassReport run(PassMode mode) {
    try (MailSource from = reading.apply(source.source());
        MailDestination to = destination.destination();
        SourceRemoval emptied = source.removal();
        var storage = file.transfer(new AccountId("old.example.com", "john"))) {
      var seams = seams();
      return new Pass(
              from,
              to,
              storage,
              options,
              mode,
              PassListener.none(),
              seams,
              new Pace(pace, memory, seams.clock(), seams.sleeper(), waits::add))
          .emptying(emptied)
          .run();
    }
  }

  private Pass.Seams seams() {
    InstantSource clock = () -> now;
    return new Pass.Seams(
        clock.withZone(ZoneOffset.UTC),
        pause -> {
          advance(pause);
          whileWaiting.run();
        },
        Ticker.system());
  }

  /** A small message that differs from every other of another number. */
  static Mail mail(int number, Flag... flags) {
    return Mail.of(
        "Message-ID: <%d@example.com>\r\nDate: Mon, 23 Nov 2026 10:00:00 +0100\r\nFrom: a@example.com\r\nSubject: Number %d\r\n\r\nBody of %d\r\n"
            .formatted(number, number, number),
        Flags.of(flags),
        new InternalDate(1_700_000_000L + number * 60L, 60));
  }
}
