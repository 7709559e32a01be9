package org.transhume.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.transhume.cli.program.Interruption;
import org.transhume.cli.program.Program;
import org.transhume.cli.progress.Views;
import org.transhume.cli.terminal.Terminal;
import org.transhume.cli.text.Texts;
import org.transhume.cli.wiring.ImapWiring;
import org.transhume.engine.Pass;
import org.transhume.imap.testkit.memory.MemoryImapServer;
import org.transhume.mail.Sleeper;
import org.transhume.mail.Ticker;

/**
 * Runs the usual commands once between two servers in this process, so that the launcher's cache
 * holds what they need (JEP 483). Prints nothing. Its one argument is a folder for the ledger.
 */
final class Rehearsal {
  private static final String PASSWORD = "rehearsal";
  private static final int MESSAGES = 20;

  private Rehearsal() {}

  public static void main(String[] arguments) {
    var nowhere = new PrintStream(OutputStream.nullOutputStream(), true, UTF_8);
    try (MemoryImapServer source = MemoryImapServer.start();
        MemoryImapServer destination = MemoryImapServer.start()) {
      var account = source.addAccount("alice", PASSWORD);
      destination.addAccount("bob", PASSWORD);
      for (int number = 0; number < MESSAGES; number++) {
        String text =
            "Message-ID: <%d@example.com>\r\nFrom: a@example.com\r\nSubject: =?utf-8?q?=C3=A9?=\r\n\r\nHello\r\n"
                .formatted(number);
        account
            .create(number % 2 == 0 ? "INBOX" : "Work")
            .deliver(text.getBytes(UTF_8), OffsetDateTime.parse("2020-02-02T02:02:02Z"), "\\Seen");
      }
      for (boolean onTerminal : new boolean[] {true, false}) {
        Program program = program(nowhere, onTerminal);
        for (String command : List.of("plan", "copy", "copy", "verify")) {
          run(program, source, destination, arguments[0], command);
        }
        run(program, source, destination, arguments[0], "copy", "--json");
      }
    }
  }

  private static void run(
      Program program,
      MemoryImapServer source,
      MemoryImapServer destination,
      String state,
      String... command) {
    var arguments = new ArrayList<>(List.of(command));
    arguments.addAll(
        List.of(
            "--source=" + source.host() + ":" + source.port(),
            "--source-tls=plain",
            "--source-user=alice",
            "--source-password-env=PASSWORD",
            "--destination=" + destination.host() + ":" + destination.port(),
            "--destination-tls=plain",
            "--destination-user=bob",
            "--destination-password-env=PASSWORD",
            "--state=" + Path.of(state)));
    CommandLines.execute(program, arguments.toArray(String[]::new));
  }

  private static Program program(PrintStream nowhere, boolean onTerminal) {
    var terminal = new Terminal(nowhere, nowhere, onTerminal, onTerminal, () -> 80);
    Sleeper sleeper = Sleeper.system();
    Ticker ticker = Ticker.system();
    return new Program(
        terminal,
        new Views(terminal, ticker, sleeper, ZoneOffset.UTC, Locale.ENGLISH),
        _ -> Optional.of(PASSWORD),
        _ -> Optional.empty(),
        new ImapWiring(Texts.in(Locale.ENGLISH), terminal.errGlyphs()),
        new Pass.Seams(Clock.systemUTC(), sleeper, ticker),
        Interruption.never());
  }
}
