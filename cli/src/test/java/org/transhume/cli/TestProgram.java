package org.transhume.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.transhume.cli.account.Passwords;
import org.transhume.cli.program.Interruption;
import org.transhume.cli.program.Program;
import org.transhume.cli.progress.Views;
import org.transhume.cli.terminal.Terminal;
import org.transhume.cli.transfer.Wiring;
import org.transhume.engine.Pass;
import org.transhume.mail.Secret;
import org.transhume.mail.Sleeper;
import org.transhume.mail.Ticker;

/** The command line in this process, with an environment and a keyboard of its own. One thread. */
public final class TestProgram {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Map<String, String> environment = new HashMap<>();
  private final Wiring wiring;
  private final Sleeper sleeper;
  private final Clock clock;

  /** A program for which time does not pass. */
  public TestProgram(Wiring wiring) {
    this(wiring, _ -> {});
  }

  /** A program whose passes wait in that way. */
  public TestProgram(Wiring wiring, Sleeper sleeper) {
    this(wiring, sleeper, Clock.systemUTC());
  }

  /** A program of a time of its own. */
  public TestProgram(Wiring wiring, Sleeper sleeper, Clock clock) {
    this.wiring = wiring;
    this.sleeper = sleeper;
    this.clock = clock;
  }

  /** Sets a variable of the environment. */
  public TestProgram with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  /** The exit code; what was said before is forgotten. */
  public int run(String... arguments) {
    out.reset();
    err.reset();
    return CommandLines.execute(program(), arguments);
  }

  /** What stood on standard output. */
  public String out() {
    return out.toString(UTF_8);
  }

  /** What stood on standard error. */
  public String err() {
    return err.toString(UTF_8);
  }

  Program program() {
    var terminal =
        new Terminal(
            new PrintStream(out, true, UTF_8),
            new PrintStream(err, true, UTF_8),
            false,
            false,
            () -> 80);
    var views =
        new Views(
            terminal,
            Ticker.system(),
            _ -> {
              throw new CancellationException();
            },
            ZoneOffset.UTC,
            Locale.ENGLISH);
    return new Program(
        terminal,
        views,
        name -> Optional.ofNullable(environment.get(name)),
        new Passwords.Prompter() {
          @Override
          public Optional<Secret> ask(String question) {
            return Optional.ofNullable(environment.get("keyboard")).map(Secret::of);
          }

          @Override
          public boolean confirm(String question) {
            return "yes".equals(environment.get("answer"));
          }
        },
        wiring,
        new Pass.Seams(clock, sleeper, Ticker.system()),
        Interruption.never());
  }
}
