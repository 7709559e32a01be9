package org.transhume.cli.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.transhume.cli.TestProgram;
import org.transhume.cli.outcome.ExitCode;
import org.transhume.engine.endpoint.EndpointException;
import org.transhume.engine.endpoint.Problem;
import org.transhume.engine.endpoint.Side;
import org.transhume.engine.endpoint.Signal;
import org.transhume.engine.testing.Command;
import org.transhume.engine.testing.Endpoints;
import org.transhume.engine.testing.Fault;
import org.transhume.mail.Retry;
import org.transhume.mail.Scope;

/** Runs that have to wait: what is said, what they end with, and how they go on. */
@Tag("C12")
@Tag("I8")
class WaitingTest {
  private static final Instant BEGAN = Instant.parse("2026-11-23T10:00:30Z");

  @TempDir Path folder;
  private final AtomicReference<Instant> now = new AtomicReference<>(BEGAN);
  private final List<Duration> pauses = new ArrayList<>();
  private final MemoryWiring wiring = new MemoryWiring();
  private final TestProgram program =
      new TestProgram(wiring, this::pause, clock()).with("keyboard", "typed");

  private Clock clock() {
    InstantSource source = now::get;
    return source.withZone(ZoneOffset.UTC);
  }

  private void pause(Duration pause) {
    pauses.add(pause);
    now.updateAndGet(before -> before.plus(pause));
  }

  @BeforeEach
  void fillTheSource() {
    for (int i = 1; i <= 5; i++) {
      wiring.source.folder("INBOX").put(Endpoints.mail(i));
    }
  }

  private int run(String command, String... more) {
    var arguments = new ArrayList<>(List.of(command));
    arguments.addAll(
        List.of("--source=h1", "--source-user=a", "--destination=h2", "--destination-user=b"));
    arguments.addAll(List.of("--state", folder.resolve("state").toString()));
    arguments.addAll(List.of(more));
    return program.run(arguments.toArray(String[]::new));
  }

  private static Fault refusal(Signal signal) {
    return new Fault.Refuse(
        Problem.THROTTLED,
        new EndpointException.Fault(Scope.ACCOUNT, Retry.AFTER, signal),
        "NO come back\u001B[1m later");
  }

  @Test
  void endsWithACodeOfItsOwnAndSaysUntilWhenAndWhy() throws IOException {
    wiring.source.faults().next(Command.BODIES, refusal(new Signal.WaitFor(Duration.ofHours(3))));
    Path report = folder.resolve("report.json");

    assertThat(run("copy", "--report=" + report)).isEqualTo(ExitCode.WAITING.number());

    assertThat(program.out())
        .contains("The source h1 asks to be left alone until 13:01 on 2026-11-23.")
        .contains("The server said: \u201cNO come back\\u001B[1m later\u201d")
        .contains("WAITING: nothing failed, and 0 messages were copied by this run.")
        .doesNotContain("NOT WHOLE");
    assertThat(Files.readString(report))
        .contains("\"verdict\":\"WAITING\"", "\"exitCode\":75")
        .contains(
            "\"waiting\":{\"side\":\"source\",\"until\":\"2026-11-23T13:00:30Z\","
                + "\"cause\":\"NAMED_BY_SERVER\"");
  }

  @Test
  void saysTheSameWithoutAskingAnybodyUntilThen() {
    wiring.source.faults().next(Command.BODIES, refusal(new Signal.DayIsOver()));
    assertThat(run("copy")).isEqualTo(75);
    long commands = wiring.source.counts().commands();

    now.set(BEGAN.plus(Duration.ofHours(5)));
    assertThat(run("copy")).isEqualTo(75);
    assertThat(program.err())
        .contains("has transferred enough for a day", "until 16:01 on 2026-11-23");
    assertThat(wiring.source.counts().commands()).isEqualTo(commands);

    now.set(BEGAN.plus(Duration.ofHours(6)));
    assertThat(run("copy")).isZero();
    assertThat(wiring.destination.mail()).isEqualTo(wiring.source.mail());
  }

  @Test
  void triesAtOnceIfToldTo() {
    wiring.source.faults().next(Command.BODIES, refusal(new Signal.DayIsOver()));
    assertThat(run("copy")).isEqualTo(75);

    assertThat(run("copy", "--now")).isZero();
  }

  @Test
  void staysAndGoesOnByItselfIfAsked() {
    for (int day = 1; day <= 3; day++) {
      wiring.source.faults().at(Command.FOLDERS, day, refusal(new Signal.DayIsOver()));
    }

    assertThat(run("copy", "--wait")).as(program.out() + program.err()).isZero();

    assertThat(program.err())
        .contains("source: enough for a day, it says; waiting until 16:01 on 2026-11-23")
        .contains("waiting until 22:01 on 2026-11-23")
        .contains("waiting until 04:01 on 2026-11-24");
    assertThat(Duration.between(BEGAN, now.get())).hasHours(18);
    assertThat(wiring.destination.mail()).isEqualTo(wiring.source.mail());
  }

  @Test
  void tellsProgramsWhatItWaitsFor() {
    wiring
        .destination
        .faults()
        .at(Command.FOLDERS, 1, refusal(new Signal.WaitFor(Duration.ofMinutes(2))));

    assertThat(run("copy", "--json")).isZero();

    assertThat(program.out())
        .contains(
            "{\"event\":\"waiting\",\"side\":\"destination\",\"until\":\"2026-11-23T10:02:30Z\","
                + "\"cause\":\"NAMED_BY_SERVER\",\"words\":\"NO come back\\u001B[1m later\"}");
  }

  @Test
  void waitsForATurnToLogInToo() {
    var tries = new ArrayList<Integer>();
    wiring.beforehand(
        _ -> {
          tries.add(1);
          if (tries.size() < 4) {
            throw new EndpointException(
                Problem.THROTTLED,
                Side.SOURCE,
                new EndpointException.Fault(
                    Scope.ACCOUNT, Retry.AFTER, new Signal.TooManyConnections()),
                "logging in",
                "");
          }
        });

    assertThat(run("copy")).isZero();
    assertThat(pauses)
        .containsExactly(Duration.ofMillis(200), Duration.ofMillis(800), Duration.ofMillis(3_200));
  }

  @Test
  @Tag("D10")
  void goesOnTheNextNightWhenTheHoursAreOver() {
    assertThat(run("copy", "--hours=22:00-06:00", "--hours-zone=UTC")).isEqualTo(75);
    assertThat(program.err())
        .contains("It is none of the hours that you allowed; it goes on at 22:00 on 2026-11-23.");

    assertThat(run("copy", "--hours=22:00-06:00", "--hours-zone=UTC", "--wait")).isZero();
    assertThat(now.get()).isEqualTo("2026-11-23T22:00:00Z");
  }

  @Test
  @Tag("D10")
  void endsAfterSoMuchInARunEvenIfItMayWait() {
    assertThat(run("copy", "--bytes-per-run=1", "--wait")).isZero();

    for (int i = 6; i <= 3_000; i++) {
      wiring.source.folder("INBOX").put(Endpoints.mail(i));
    }
    assertThat(run("copy", "--bytes-per-run=1", "--wait")).isEqualTo(75);
    assertThat(program.out()).contains("As many octets as you allowed a run passed");
    assertThat(run("copy")).isZero();
  }

  @Test
  void isStoppedWhileItWaits() {
    wiring.source.faults().next(Command.BODIES, refusal(new Signal.DayIsOver()));
    var stopped =
        new TestProgram(
                wiring,
                _ -> {
                  throw new CancellationException();
                },
                clock())
            .with("keyboard", "typed");

    int code =
        stopped.run(
            "copy",
            "--source=h1",
            "--source-user=a",
            "--destination=h2",
            "--destination-user=b",
            "--wait");

    assertThat(code).isEqualTo(ExitCode.INTERRUPTED.number());
    assertThat(Optional.of(stopped.err())).get().asString().contains("run the same command again");
  }

  private void refusePasswords(AtomicInteger tries, Side side) {
    wiring.beforehand(
        _ -> {
          tries.incrementAndGet();
          throw new EndpointException(
              Problem.LOGIN_REFUSED,
              side,
              new EndpointException.Fault(Scope.ACCOUNT, Retry.NEVER),
              "logging in",
              "NO [AUTHENTICATIONFAILED] no");
        });
  }

  @Test
  void doesNotSayAWrongPasswordAgainByItself() {
    var tries = new AtomicInteger();
    refusePasswords(tries, Side.SOURCE);

    assertThat(run("copy", "--wait")).isEqualTo(ExitCode.SOURCE_LOGIN.number());

    assertThat(tries).hasValue(1);
    assertThat(pauses).isEmpty();
  }

  @Test
  void saysAWrongPasswordMoreAndMoreSeldomHoweverOftenItIsStarted() {
    var tries = new AtomicInteger();
    refusePasswords(tries, Side.SOURCE);

    for (int minute = 0; minute < 24 * 60; minute++) {
      now.set(BEGAN.plus(Duration.ofMinutes(minute)));
      assertThat(run("copy", "--quiet")).isEqualTo(ExitCode.SOURCE_LOGIN.number());
    }

    assertThat(tries.get()).as("tries in a day").isBetween(20, 30);
    assertThat(program.err())
        .contains("The password of \u201ca\u201d at the source h1 was refused")
        .contains("It was not tried now", "--now");
  }

  @Test
  void letsAPersonMistypeAndForgetsItWhenThePasswordIsTaken() {
    var tries = new AtomicInteger();
    refusePasswords(tries, Side.DESTINATION);
    assertThat(run("copy")).isEqualTo(22);
    assertThat(run("copy")).isEqualTo(22);
    assertThat(tries).hasValue(2);

    wiring.beforehand(_ -> {});
    assertThat(run("copy")).isZero();

    refusePasswords(tries, Side.DESTINATION);
    for (int i = 0; i < 3; i++) {
      assertThat(run("copy")).isEqualTo(22);
    }
    assertThat(tries).as("it counts from the beginning").hasValue(5);
    assertThat(run("copy")).isEqualTo(22);
    assertThat(tries).hasValue(5);
    assertThat(run("copy", "--now")).isEqualTo(22);
    assertThat(tries).hasValue(6);
  }
}
