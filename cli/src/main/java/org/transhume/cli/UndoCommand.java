package org.transhume.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.transhume.cli.account.Account;
import org.transhume.cli.outcome.Dialect;
import org.transhume.cli.outcome.ExitCode;
import org.transhume.cli.outcome.Explanations;
import org.transhume.cli.outcome.Explanations.Peer;
import org.transhume.cli.outcome.StopException;
import org.transhume.cli.program.Program;
import org.transhume.cli.report.UndoJson;
import org.transhume.cli.report.UndoText;
import org.transhume.cli.transfer.Undoing;
import org.transhume.engine.Undo;
import org.transhume.engine.UndoReport;
import org.transhume.engine.endpoint.EndpointException;
import org.transhume.engine.endpoint.Side;
import org.transhume.engine.ledger.AccountId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** {@code undo}: takes away what a copy put there and nobody has touched since. */
@Command(
    sortOptions = false,
    usageHelpAutoWidth = true,
    header = "Takes away what a copy put there and nobody touched since.",
    customSynopsis =
        "transhume undo --source HOST --source-user LOGIN%n"
            + "               --destination HOST --destination-user LOGIN [OPTION...]",
    description = {
      "%nRemoves at the destination exactly what Transhume put there from that source and nobody"
          + " has moved, removed or marked otherwise since, and the folders it made if they are"
          + " empty then. Shows what would go, and asks. The source is only named, nobody logs in"
          + " there; what is gone there goes as well, but for what --delete-copied removed."
    })
final class UndoCommand implements Callable<Integer> {
  private final Program program;
  private final SideOptions source = new SideOptions(Side.SOURCE);
  private final SideOptions destination = new SideOptions(Side.DESTINATION);

  @Option(names = "--dry-run", description = "Say what would go, and change nothing.")
  private boolean dry;

  @Option(names = "--yes", description = "Do not ask.")
  private boolean yes;

  @Option(
      names = "--json",
      description =
          "One JSON object on standard output, for programs (docs/JSON.md); with --dry-run or"
              + " --yes.")
  private boolean json;

  @Option(names = "--state", paramLabel = "DIR", description = "The folder of the ledgers.")
  private @Nullable Path state;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "This text.")
  private boolean help;

  UndoCommand(Program program) {
    this.program = program;
  }

  /** Adds the options of both sides, which annotations cannot say twice. */
  void addTo(CommandSpec spec) {
    spec.addArgGroup(source.group("The source, as it is on record (host and login):", 1));
    spec.addArgGroup(destination.group("The destination:", 2));
  }

  @Override
  public Integer call() {
    if (json && !dry && !yes) {
      throw StopException.usage("--json asks nothing: say --dry-run or --yes with it.");
    }
    AccountId from = source.id();
    Account to = destination.account(program.passwords());
    if (dry) {
      return guarded(() -> run(from, to, true));
    }
    return new Confirmation(program, yes)
        .confirmed(
            "Remove for ever what stands above?",
            () -> guarded(() -> run(from, to, true)),
            () -> guarded(() -> run(from, to, false)));
  }

  private int guarded(Supplier<ExitCode> work) {
    return program.interruption().guard(OptionalInt.empty(), work).number();
  }

  private ExitCode run(AccountId from, Account to, boolean onlyPlan) {
    var peer = new Peer(from.endpoint(), from.login());
    Explanations explanations = program.views().explanations(Dialect.TRANSHUME, peer, to.peer());
    Path folder = state == null ? program.state() : state;
    try (Undoing undoing = program.wiring().undo(from, to, folder, onlyPlan)) {
      UndoReport report =
          new Undo(undoing.destination(), undoing.ledger(), onlyPlan, program.seams().clock())
              .run();
      ExitCode code = code(report);
      if (json) {
        new UndoJson(new PrintWriter(program.terminal().out(), true), explanations)
            .write(report, peer, to.peer(), onlyPlan, code);
      } else {
        new UndoText(program.terminal().outGlyphs(), explanations)
            .lines(report, onlyPlan)
            .forEach(program.terminal().out()::println);
      }
      return code;
    } catch (EndpointException e) {
      if (json) {
        new UndoJson(new PrintWriter(program.terminal().out(), true), explanations)
            .failed(e, ExitCode.of(e));
      }
      throw new StopException(ExitCode.of(e), explanations.withWords(e, "  "));
    }
  }

  private static ExitCode code(UndoReport report) {
    return report
        .messages()
        .failure()
        .map(ExitCode::of)
        .orElse(report.messages().isRefused() ? ExitCode.DELETION_REFUSED : ExitCode.WHOLE);
  }
}
