package org.transhume.cli;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.transhume.cli.program.Interruption;
import org.transhume.cli.program.Program;
import org.transhume.cli.progress.Views;
import org.transhume.cli.terminal.ConsolePrompter;
import org.transhume.cli.terminal.Terminal;
import org.transhume.cli.text.Texts;
import org.transhume.cli.wiring.ImapWiring;
import org.transhume.engine.Pass;
import org.transhume.mail.Sleeper;
import org.transhume.mail.Ticker;

/** The program {@code transhume}, put together. */
final class Main {
  /** How long a pass may take to end when it is asked to: it has only connections to close. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private Main() {}

  public static void main(String[] arguments) {
    System.exit(
        CommandLines.execute(
            program(Terminal.system(), name -> Optional.ofNullable(System.getenv(name))),
            arguments));
  }

  /** The program as it is on this machine, but for where it writes and what it is told. */
  static Program program(Terminal terminal, Function<String, Optional<String>> environment) {
    Sleeper sleeper = Sleeper.system();
    Ticker ticker = Ticker.system();
    var views = new Views(terminal, ticker, sleeper, ZoneId.systemDefault(), Locale.getDefault());
    return new Program(
        terminal,
        views,
        environment,
        new ConsolePrompter(),
        new ImapWiring(Texts.in(Locale.getDefault()), terminal.errGlyphs()),
        new Pass.Seams(Clock.systemUTC(), sleeper, ticker),
        Interruption.ofSignals(PATIENCE));
  }
}
