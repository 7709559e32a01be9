package org.transhume.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.transhume.engine.copy.BatchLimits;
import org.transhume.engine.endpoint.EndpointException;
import org.transhume.engine.endpoint.Problem;
import org.transhume.engine.endpoint.Signal;
import org.transhume.engine.endpoint.WaitCause;
import org.transhume.engine.pace.Hours;
import org.transhume.engine.pace.PaceRules;
import org.transhume.engine.pace.SideRules;
import org.transhume.engine.pace.Wait;
import org.transhume.engine.report.PassReport;
import org.transhume.engine.report.Verdict;
import org.transhume.engine.testing.Command;
import org.transhume.engine.testing.Fault;
import org.transhume.engine.testing.Mail;
import org.transhume.engine.testing.MemoryAccount;
import org.transhume.mail.Retry;
import org.transhume.mail.Scope;

/** Servers that want less, and people who allow less (invariant I8). */
@Tag("C12")
@Tag("I8")
class SlowIsNotFailedTest {
  private final MemoryAccount source = MemoryAccount.able();
  private final MemoryAccount destination = MemoryAccount.able();
  private final Transfer transfer = Transfer.between(source, destination).batchesOf(2);

  private static Fault refusal(Signal signal) {
    return new Fault.Refuse(
        Problem.THROTTLED,
        new EndpointException.Fault(Scope.ACCOUNT, Retry.AFTER, signal),
        "NO [THROTTLED] as slow as that");
  }

  private void fill(int messages) {
    for (int i = 1; i <= messages; i++) {
      source.folder("INBOX").put(Transfer.mail(i));
    }
  }

  private void assertWhole(PassReport last) {
    assertThat(last.verdict()).isEqualTo(Verdict.PASS);
    // What is sent behind a refused batch is stored before it: nothing is lost, and nothing
    // doubled.
    assertThat(inAnyOrder(destination)).isEqualTo(inAnyOrder(source));
  }

  private static Map<String, List<Mail>> inAnyOrder(MemoryAccount account) {
    var sorted = new TreeMap<String, List<Mail>>();
    account
        .mail()
        .forEach(
            (folder, mail) ->
                sorted.put(
                    folder, mail.stream().sorted(Comparator.comparing(Mail::toString)).toList()));
    return sorted;
  }

  @ParameterizedTest
  @EnumSource(
      value = Command.class,
      names = {"FOLDERS", "OPEN", "UIDS", "LIST", "BODIES", "APPEND", "CREATE"})
  void waitsWithinThePassForWhatIsShort(Command command) {
    fill(40);
    source.folder("Work").put(Transfer.mail(99));
    var signals =
        List.of(
            new Signal.SlowDown(),
            new Signal.TooManyConnections(),
            new Signal.WaitFor(Duration.ofMinutes(3)));
    for (int i = 0; i < signals.size(); i++) {
      source.faults().at(command, i + 1, refusal(signals.get(i)));
      destination.faults().at(command, i + 1, refusal(signals.get(i)));
    }

    assertWhole(transfer.copy());
  }

  @Test
  void waitsAsLongAsTheServerNamedAndNotLonger() {
    fill(40);
    source.faults().at(Command.BODIES, 2, refusal(new Signal.WaitFor(Duration.ofSeconds(299))));
    Instant began = transfer.now();

    assertWhole(transfer.copy());

    assertThat(Duration.between(began, transfer.now()))
        .isBetween(Duration.ofSeconds(299), Duration.ofSeconds(300));
  }

  @Test
  void leavesForWhatIsLongAndSaysUntilWhenAndWhy() {
    fill(40);
    destination.faults().at(Command.APPEND, 2, refusal(new Signal.WaitFor(Duration.ofHours(3))));
    Instant began = transfer.now();

    PassReport report = transfer.copy();

    assertThat(report.verdict()).isEqualTo(Verdict.WAITING);
    assertThat(report.waiting())
        .hasValueSatisfying(
            wait -> {
              assertThat(wait.cause()).isEqualTo(WaitCause.NAMED_BY_SERVER);
              assertThat(wait.until()).isEqualTo(began.plus(Duration.ofHours(3)));
              assertThat(wait.words()).isEqualTo("NO [THROTTLED] as slow as that");
            });
    assertThat(report.total().copied()).isPositive();

    transfer.advance(Duration.ofHours(3));
    PassReport next = transfer.copy();
    assertWhole(next);
    assertThat(next.total().copied()).isEqualTo(40 - report.total().copied());
  }

  @Test
  void asksNobodyWhileItIsTooEarly() {
    fill(40);
    source.faults().at(Command.BODIES, 2, refusal(new Signal.DayIsOver()));
    Wait wait = transfer.copy().waiting().orElseThrow();
    assertThat(wait.cause()).isEqualTo(WaitCause.DAY_IS_OVER);
    long commands = source.counts().commands() + destination.counts().commands();

    transfer.advance(Duration.ofHours(1));
    assertThatThrownBy(transfer::copy)
        .isInstanceOfSatisfying(
            EndpointException.class,
            e ->
                assertThat(e.signal())
                    .isEqualTo(new Signal.Leave(wait.until(), WaitCause.DAY_IS_OVER)));

    assertThat(source.counts().commands() + destination.counts().commands()).isEqualTo(commands);
    assertThat(transfer.memory().read(wait.side()).rest()).contains(wait);
    transfer.advance(Duration.between(transfer.now(), wait.until()));
    assertWhole(transfer.copy());
    assertThat(transfer.memory().read(wait.side()).rest()).isEmpty();
    assertThat(transfer.memory().read(wait.side()).leaves()).isZero();
  }

  @Test
  void survivesFarewellsForHours() {
    fill(40);
    var opened = new AtomicInteger();
    Instant closed = transfer.now();
    Instant opensAgain = closed.plus(Duration.ofHours(7));
    var farewell =
        new Fault.Refuse(
            Problem.CONNECTION_LOST,
            new EndpointException.Fault(Scope.CONNECTION, Retry.AFTER),
            "BYE Server is closed");
    source
        .faults()
        .whenever(
            command ->
                command == Command.BODIES
                        && opened.incrementAndGet() > 1
                        && transfer.now().isBefore(opensAgain)
                    ? Optional.of(farewell)
                    : Optional.empty());

    List<PassReport> passes = transfer.copyAndComeBack();

    assertWhole(passes.getLast());
    assertThat(passes.subList(0, passes.size() - 1))
        .isNotEmpty()
        .allSatisfy(
            pass -> {
              assertThat(pass.verdict()).isEqualTo(Verdict.WAITING);
              assertThat(pass.waiting().orElseThrow().cause()).isEqualTo(WaitCause.OUT_OF_ORDER);
              assertThat(pass.total().failed()).isZero();
            });
    assertThat(transfer.now()).isBefore(opensAgain.plus(Duration.ofHours(2)));
    assertThat(opened.get()).as("asked now and then, and no more").isLessThan(120);
  }

  @Test
  void tellsAServerThatWasNeverReachedFromOneThatIsOutOfOrder() {
    source
        .faults()
        .whenever(
            _ ->
                Optional.of(
                    new Fault.Refuse(
                        Problem.CANNOT_CONNECT,
                        new EndpointException.Fault(Scope.SERVER, Retry.AFTER),
                        "")));

    assertThatThrownBy(transfer::copy)
        .isInstanceOfSatisfying(
            EndpointException.class,
            e -> assertThat(e.problem()).isEqualTo(Problem.CANNOT_CONNECT));
  }

  @Test
  void slowsDownForAStormAndGetsFasterAgain() {
    fill(400);
    // More than one command a second is too much, as with an API that answers 429.
    var last = new ArrayList<>(List.of(Instant.EPOCH));
    var refused = new AtomicInteger();
    destination
        .faults()
        .whenever(
            command -> {
              if (command != Command.APPEND) {
                return Optional.empty();
              }
              boolean tooSoon = transfer.now().isBefore(last.getLast().plusSeconds(1));
              last.add(transfer.now());
              return tooSoon && refused.incrementAndGet() % 3 != 0
                  ? Optional.of(refusal(new Signal.SlowDown()))
                  : Optional.empty();
            });

    List<PassReport> passes = transfer.copyAndComeBack();

    assertWhole(passes.getLast());
    assertThat(refused.get()).isPositive();
  }

  @Test
  void halvesWhatItSendsAtOnceAndNeverBelowOneMessage() {
    fill(60);
    for (int storm = 1; storm <= 6; storm++) {
      source.faults().at(Command.BODIES, storm, refusal(new Signal.SlowDown()));
    }
    transfer.with(
        PassOptions.usual().withPace(1, new BatchLimits(16, 1 << 20, Duration.ofSeconds(10))));
    assertWhole(transfer.copy());
    assertThat(destination.counts().commands(Command.APPEND)).isEqualTo(60);
  }

  private static PaceRules source(SideRules rules) {
    return new PaceRules(
        rules, SideRules.FREE, Hours.all(), OptionalLong.empty(), PaceRules.USUAL_PATIENCE);
  }

  @Test
  @Tag("D10")
  void keepsToOctetsASecond() {
    fill(40);
    long octets = source.mail().get("INBOX").stream().mapToLong(m -> m.octets().remaining()).sum();
    Instant began = transfer.now();
    transfer.pacedBy(
        source(
            new SideRules(OptionalLong.of(100), 0, OptionalDouble.empty(), OptionalLong.empty())));

    assertWhole(transfer.copy());

    double seconds = Duration.between(began, transfer.now()).toMillis() / 1000.0;
    assertThat(seconds).isBetween(octets / 100.0 * 0.8, octets / 100.0);
  }

  @Test
  @Tag("D10")
  void letsTheFirstOctetsGoFasterIfAsked() {
    fill(40);
    long octets = source.mail().get("INBOX").stream().mapToLong(m -> m.octets().remaining()).sum();
    Instant began = transfer.now();
    transfer.pacedBy(
        source(
            new SideRules(
                OptionalLong.of(100), octets / 2, OptionalDouble.empty(), OptionalLong.empty())));

    assertWhole(transfer.copy());

    double seconds = Duration.between(began, transfer.now()).toMillis() / 1000.0;
    assertThat(seconds).isBetween(octets / 200.0 * 0.7, octets / 200.0);
  }

  @Test
  @Tag("D10")
  void keepsToMessagesASecond() {
    fill(40);
    Instant began = transfer.now();
    transfer.pacedBy(
        new PaceRules(
            SideRules.FREE,
            new SideRules(OptionalLong.empty(), 0, OptionalDouble.of(0.5), OptionalLong.empty()),
            Hours.all(),
            OptionalLong.empty(),
            PaceRules.USUAL_PATIENCE));

    assertWhole(transfer.copy());

    assertThat(Duration.between(began, transfer.now()))
        .isBetween(Duration.ofSeconds(72), Duration.ofSeconds(80));
  }

  @Test
  @Tag("D10")
  void workAtNightIsLeftInTheMorningAndGoesOnInTheEvening() {
    fill(40);
    var nights =
        new Hours(
            List.of(new Hours.Window(LocalTime.of(22, 0), LocalTime.of(6, 0))),
            ZoneId.of("Europe/Paris"));
    // A message in six minutes: eight hours are 80, from 22:00 to 6:00 in Paris.
    transfer.pacedBy(
        new PaceRules(
            new SideRules(
                OptionalLong.empty(), 0, OptionalDouble.of(1 / 1800.0), OptionalLong.empty()),
            SideRules.FREE,
            nights,
            OptionalLong.empty(),
            PaceRules.USUAL_PATIENCE));

    assertThatThrownBy(transfer::copy)
        .isInstanceOfSatisfying(
            EndpointException.class,
            e ->
                assertThat(e.signal())
                    .isEqualTo(
                        new Signal.Leave(
                            Instant.parse("2026-11-23T21:00:00Z"), WaitCause.OUTSIDE_HOURS)));
    assertThat(source.counts().commands()).isZero();

    transfer.advance(Duration.ofHours(11));
    PassReport night = transfer.copy();
    assertThat(night.waiting().orElseThrow().until())
        .isEqualTo(Instant.parse("2026-11-24T21:00:00Z"));
    assertThat(night.total().copied()).isBetween(15L, 18L);

    assertWhole(transfer.copyAndComeBack().getLast());
    assertThat(transfer.now())
        .isBetween(Instant.parse("2026-11-25T21:00:00Z"), Instant.parse("2026-11-26T05:30:00Z"));
  }

  @Test
  @Tag("D10")
  void leavesAfterSoMuchInARun() {
    fill(40);
    long octets = source.mail().get("INBOX").stream().mapToLong(m -> m.octets().remaining()).sum();
    transfer.pacedBy(
        new PaceRules(
            SideRules.FREE,
            SideRules.FREE,
            Hours.all(),
            OptionalLong.of(octets / 4),
            PaceRules.USUAL_PATIENCE));

    PassReport first = transfer.copy();

    assertThat(first.waiting().orElseThrow().cause()).isEqualTo(WaitCause.OWN_RUN);
    assertThat(first.total().bytes()).isBetween(octets / 4, octets * 3 / 4);
    List<PassReport> passes = transfer.copyAndComeBack();
    assertWhole(passes.getLast());
  }
}
