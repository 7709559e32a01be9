package org.transhume.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.transhume.cli.account.Account;
import org.transhume.cli.account.Passwords;
import org.transhume.cli.outcome.Dialect;
import org.transhume.cli.outcome.ExitCode;
import org.transhume.cli.outcome.Explanations.Peer;
import org.transhume.cli.outcome.StopException;
import org.transhume.cli.program.Program;
import org.transhume.cli.report.Survey;
import org.transhume.cli.report.SurveyText;
import org.transhume.engine.endpoint.EndpointException;
import org.transhume.engine.endpoint.Side;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** {@code discover}: what a server can do and what an account holds, before anything is planned. */
@Command(
    sortOptions = false,
    usageHelpAutoWidth = true,
    header = "Shows what a server can do and what an account holds.",
    customSynopsis =
        "transhume discover --source HOST --source-user LOGIN [OPTIONS]%n"
            + "       transhume discover … --destination HOST --destination-user LOGIN [OPTIONS]",
    description = {
      "%nLogs in and prints the greeting, the software, what the server announces, the folders with"
          + " their roles and sizes, quota and limits; what Transhume will use, and what it costs"
          + " to do without what is missing. Opens no folder and changes nothing. With one side or"
          + " both.%n"
    })
final class DiscoverCommand implements Callable<Integer> {
  private static final Peer NOBODY = new Peer("", "");

  private final Program program;
  private final SideOptions source = new SideOptions(Side.SOURCE);
  private final SideOptions destination = new SideOptions(Side.DESTINATION);

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "This text.")
  private boolean help;

  DiscoverCommand(Program program) {
    this.program = program;
  }

  /** Adds the options of both sides, which annotations cannot say twice. */
  void addTo(CommandSpec spec) {
    spec.addArgGroup(source.group("The source:", 1));
    spec.addArgGroup(destination.group("The destination:", 2));
  }

  @Override
  public Integer call() {
    Passwords passwords = program.passwords();
    Map<Side, Account> accounts = new LinkedHashMap<>();
    if (source.isNamed() || !destination.isNamed()) {
      accounts.put(Side.SOURCE, source.account(passwords));
    }
    if (destination.isNamed()) {
      accounts.put(Side.DESTINATION, destination.account(passwords));
    }
    var text = new SurveyText(program.terminal().outGlyphs(), program.terminal().outColumns());
    var lines = new ArrayList<String>();
    accounts.forEach((side, account) -> lines.addAll(survey(text, side, account)));
    lines.forEach(program.terminal().out()::println);
    return ExitCode.WHOLE.number();
  }

  private List<String> survey(SurveyText text, Side side, Account account) {
    try {
      Survey survey = program.wiring().survey(side, account);
      var lines = new ArrayList<>(text.lines(account.login() + " at " + account.server(), survey));
      lines.add("");
      return lines;
    } catch (EndpointException e) {
      boolean isSource = side == Side.SOURCE;
      var explanations =
          program
              .views()
              .explanations(
                  Dialect.TRANSHUME,
                  isSource ? account.peer() : NOBODY,
                  isSource ? NOBODY : account.peer());
      throw new StopException(ExitCode.of(e), explanations.withWords(e, "  "));
    }
  }
}
