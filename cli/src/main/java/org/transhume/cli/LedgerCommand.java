package org.transhume.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.transhume.cli.outcome.ExitCode;
import org.transhume.cli.outcome.StopException;
import org.transhume.cli.program.Program;
import org.transhume.cli.text.Glyphs;
import org.transhume.cli.text.Texts;
import org.transhume.cli.wiring.LedgerShelf;
import org.transhume.cli.wiring.LedgerShelf.Book;
import org.transhume.engine.endpoint.EndpointException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ledger}: what is on record, for a person to read. */
@Command(
    sortOptions = false,
    header = "Shows what is on record.",
    customSynopsis = "transhume ledger [--state DIR] [LOGIN]",
    description = {
      "%nPrints the ledger of a destination mailbox: its transfers, passes and folders, and for"
          + " every message where it came from and what became of it. Only reads, also while a copy"
          + " runs.%n",
      "Without LOGIN, and if there are several ledgers, lists them."
    })
final class LedgerCommand implements Callable<Integer> {
  private final Program program;

  @Parameters(
      arity = "0..1",
      paramLabel = "LOGIN",
      description = "The destination's login: print every ledger of that name.")
  private @Nullable String login;

  @Option(names = "--state", paramLabel = "DIR", description = "The folder of the ledgers.")
  private @Nullable Path state;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "This text.")
  private boolean help;

  LedgerCommand(Program program) {
    this.program = program;
  }

  @Override
  public Integer call() {
    Path folder = state == null ? program.state() : state;
    Glyphs glyphs = program.terminal().outGlyphs();
    try {
      show(new LedgerShelf(folder, Texts.in(program.views().locale()), glyphs), folder, glyphs);
    } catch (EndpointException e) {
      throw new StopException(
          ExitCode.LEDGER_UNWRITABLE,
          "The ledgers in " + glyphs.inert(folder.toString()) + " cannot be read; are they yours?");
    }
    return ExitCode.WHOLE.number();
  }

  private void show(LedgerShelf shelf, Path folder, Glyphs glyphs) {
    List<Book> books = shelf.books();
    List<Book> wanted =
        login == null
            ? books
            : books.stream().filter(book -> book.destination().login().equals(login)).toList();
    if (wanted.isEmpty()) {
      throw StopException.usage(
          "There is no ledger%s in %s."
              .formatted(
                  login == null ? "" : " of " + glyphs.quoted(login),
                  glyphs.inert(folder.toString())));
    }
    if (login == null && wanted.size() > 1) {
      wanted.forEach(book -> program.terminal().out().println(line(book, glyphs)));
      return;
    }
    wanted.forEach(book -> shelf.print(book, program.terminal().out()));
  }

  private static String line(Book book, Glyphs glyphs) {
    return glyphs.inert(book.destination().toString())
        + " from "
        + book.sources().stream()
            .map(source -> glyphs.inert(source.toString()))
            .collect(Collectors.joining(", "));
  }
}
