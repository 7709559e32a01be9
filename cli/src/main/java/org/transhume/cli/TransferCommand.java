package org.transhume.cli;

import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.transhume.cli.account.Account;
import org.transhume.cli.account.Passwords;
import org.transhume.cli.outcome.Dialect;
import org.transhume.cli.outcome.StopException;
import org.transhume.cli.program.Program;
import org.transhume.cli.progress.View;
import org.transhume.cli.progress.Views;
import org.transhume.cli.transfer.MailChoice;
import org.transhume.cli.transfer.Pacing;
import org.transhume.cli.transfer.TransferRequest;
import org.transhume.cli.transfer.TransferRun;
import org.transhume.engine.PassMode;
import org.transhume.engine.deletion.DeletionRules;
import org.transhume.engine.endpoint.Side;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** {@code copy}, {@code plan} and {@code verify}: the same options, another mode. */
@Command(sortOptions = false, usageHelpAutoWidth = true)
final class TransferCommand implements Callable<Integer> {
  private final Program program;
  private final PassMode mode;
  private final SideOptions source = new SideOptions(Side.SOURCE);
  private final SideOptions destination = new SideOptions(Side.DESTINATION);

  @ArgGroup(exclusive = false, validate = false, order = 3, heading = "%nWhich folders (all):%n")
  private FolderOptions folders = new FolderOptions();

  @ArgGroup(
      exclusive = false,
      validate = false,
      order = 4,
      heading = "%nWhich of their messages (all):%n")
  private MessageOptions messages = new MessageOptions();

  @ArgGroup(exclusive = false, validate = false, order = 5, heading = "%nHow:%n")
  private CareOptions care = new CareOptions();

  @ArgGroup(
      exclusive = false,
      validate = false,
      order = 6,
      heading = "%nWhat is removed (nothing):%n")
  private DeletionOptions deletions = new DeletionOptions();

  @ArgGroup(
      exclusive = false,
      validate = false,
      order = 7,
      heading = "%nHow fast (as fast as the servers let us):%n")
  private PaceOptions pace = new PaceOptions();

  @ArgGroup(exclusive = false, validate = false, order = 8, heading = "%nWhat is shown and kept:%n")
  private OutputOptions output = new OutputOptions();

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "This text.")
  private boolean help;

  TransferCommand(Program program, PassMode mode) {
    this.program = program;
    this.mode = mode;
  }

  /** Adds the options of both sides, which annotations cannot say twice. */
  void addTo(CommandSpec spec) {
    spec.addArgGroup(source.group("The source, which is only read:", 1));
    spec.addArgGroup(destination.group("The destination:", 2));
  }

  @Override
  public Integer call() {
    TransferRequest request = request();
    return mode == PassMode.COPY && deletions.mustBeConfirmed()
        ? new Confirmation(program, false)
            .confirmed(
                "Copy, and remove for ever what stands above?",
                () -> run(request.in(PassMode.PLAN)),
                () -> run(request))
        : run(request);
  }

  private int run(TransferRequest request) {
    Views.Style style = output.style();
    var from = request.source().peer();
    var to = request.destination().peer();
    try (View view = program.views().of(style, request.mode(), Dialect.TRANSHUME, from, to)) {
      var run =
          new TransferRun(
              request,
              program.wiring(),
              program.seams(),
              view,
              program.views().explanations(Dialect.TRANSHUME, from, to));
      return program.interruption().guard(OptionalInt.empty(), run::run).number();
    }
  }

  /** What can be wrong without a password is said before one is asked for. */
  private TransferRequest request() {
    var how = care.care();
    DeletionRules removals = deletions.rules();
    Pacing pacing = pace.pacing(program.views().zone());
    if (how.failedOnly() && removals.any()) {
      throw StopException.usage(
          "--failed tries again what failed and looks at nothing else, so nothing can be removed:"
              + " leave one of them away.");
    }
    var which =
        new MailChoice(folders.selection(), messages.rules(), folders.map(), messages.isOnce());
    Passwords passwords = program.passwords();
    Account from = source.account(passwords);
    Account to = destination.account(passwords);
    return new TransferRequest(
        mode,
        from,
        to,
        which,
        how,
        removals,
        pacing,
        output.stateOr(program.state()),
        output.kept());
  }
}
