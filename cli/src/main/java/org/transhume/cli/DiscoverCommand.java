package org.transhume.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.transhume.cli.account.Account;
import org.transhume.cli.outcome.Dialect;
import org.transhume.cli.outcome.ExitCode;
import org.transhume.cli.outcome.Explanations.Peer;
import org.transhume.cli.outcome.StopException;
import org.transhume.cli.program.Program;
import org.transhume.cli.report.JsonLines;
import org.transhume.cli.report.Survey;
import org.transhume.cli.report.SurveyJson;
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
            + "       transhume discover … --destination HOST --destination-user LOGIN [OPTIONS]%n"
            + "       transhume discover --source HOST [--json]",
    description = {
      "%nLogs in and prints the greeting, the software, what the server announces, the folders with"
          + " their roles and sizes, quota and limits; what Transhume will use, and what it costs"
          + " to do without what is missing. Opens no folder and changes nothing. With one side or"
          + " both. Of a server without a login: greeting, certificate (whoever vouches for it),"
          + " what it announces and offers to log in by; nobody is logged in.%n"
    })
final class DiscoverCommand implements Callable<Integer> {
  private static final Peer NOBODY = new Peer("", "");

  private final Program program;
  private final SideOptions source = new SideOptions(Side.SOURCE);
  private final SideOptions destination = new SideOptions(Side.DESTINATION);

  @Option(
      names = "--json",
      description = "One JSON object for each side, on a line, for programs (docs/JSON.md).")
  private boolean json;

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
    var asked = new ArrayList<Asked>();
    if (source.isNamed() || !destination.isNamed()) {
      asked.add(asked(Side.SOURCE, source));
    }
    if (destination.isNamed()) {
      asked.add(asked(Side.DESTINATION, destination));
    }
    // All of it before a line is printed: what cannot be answered answers nothing.
    Map<Asked, Survey> answers = new LinkedHashMap<>();
    asked.forEach(each -> answers.put(each, survey(each)));
    if (json) {
      print(answers);
    } else {
      var text = new SurveyText(program.terminal().outGlyphs(), program.terminal().outColumns());
      answers.forEach(
          (each, survey) -> {
            text.lines(each.title(), survey).forEach(program.terminal().out()::println);
            program.terminal().out().println();
          });
    }
    return ExitCode.WHOLE.number();
  }

  /**
   * One side.
   *
   * @param peer whose login is empty for a server alone
   */
  private record Asked(Side side, Peer peer, Supplier<Survey> survey) {
    String title() {
      return peer.login().isEmpty() ? peer.server() : peer.login() + " at " + peer.server();
    }
  }

  private Asked asked(Side side, SideOptions options) {
    return options
        .hostAlone()
        .map(
            host ->
                new Asked(
                    side,
                    new Peer(host.server().toString(), ""),
                    () ->
                        program
                            .wiring()
                            .outside(
                                side,
                                host.server(),
                                host.trust(),
                                host.timeout(),
                                host.tlsOption())))
        .orElseGet(
            () -> {
              Account account = options.account(program.passwords());
              return new Asked(side, account.peer(), () -> program.wiring().survey(side, account));
            });
  }

  private void print(Map<Asked, Survey> answers) {
    var out = new PrintWriter(program.terminal().out());
    var lines = new JsonLines(out);
    answers.forEach(
        (each, survey) ->
            lines.object(
                json ->
                    new SurveyJson(json)
                        .write(
                            each.side() == Side.SOURCE ? "source" : "destination",
                            each.peer().server(),
                            each.peer().login(),
                            survey)));
    out.flush();
  }

  private Survey survey(Asked asked) {
    try {
      return asked.survey().get();
    } catch (EndpointException e) {
      boolean isSource = asked.side() == Side.SOURCE;
      var explanations =
          program
              .views()
              .explanations(
                  Dialect.TRANSHUME,
                  isSource ? asked.peer() : NOBODY,
                  isSource ? NOBODY : asked.peer());
      throw new StopException(ExitCode.of(e), explanations.withWords(e, "  "));
    }
  }
}
