package org.transhume.cli.imapsync;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.transhume.cli.outcome.Dialect;
import org.transhume.cli.outcome.ExitCode;
import org.transhume.cli.outcome.Explanations;
import org.transhume.cli.outcome.StopException;
import org.transhume.cli.program.Program;
import org.transhume.cli.progress.View;
import org.transhume.cli.progress.Views;
import org.transhume.cli.terminal.Terminal;
import org.transhume.cli.transfer.TransferRequest;
import org.transhume.cli.transfer.TransferRun;
import org.transhume.cli.transfer.Wiring;

/**
 * {@code transhume imapsync}: what somebody who knows imapsync types, and what he looks for in the
 * end.
 */
public final class ImapsyncRun {
  private final Program program;

  public ImapsyncRun(Program program) {
    this.program = program;
  }

  /** Does what the words behind {@code transhume imapsync} say; imapsync's exit code. */
  public int run(List<String> words) {
    Terminal terminal = program.terminal();
    try {
      var arguments = Arguments.read(OptionTable.load(), words, terminal.errGlyphs());
      if (arguments.isEmpty() || arguments.isSet("help")) {
        Help.print(OptionTable.load(), terminal.out());
        return arguments.isEmpty() ? ImapsyncCode.USAGE.number() : 0;
      }
      if (arguments.isSet("version") || arguments.isSet("justbanner")) {
        terminal.out().println("transhume, in imapsync's way");
        return 0;
      }
      requireNoOpenPassword(arguments);
      Optional<Path> pidFile = arguments.last("pidfile").filter(f -> !f.isEmpty()).map(Path::of);
      if (arguments.isSet("abort") || arguments.isSet("abortbyfile")) {
        terminal.out().println(abort(pidFile));
        return exit(terminal, ImapsyncCode.OK);
      }
      Presets.apply(arguments);
      Optional<Path> unreadable = unreadablePasswordFile(arguments);
      if (unreadable.isPresent()) {
        terminal
            .err()
            .println(
                "transhume: the password file %s is not there, or not yours to read."
                    .formatted(terminal.errGlyphs().inert(unreadable.get().toString())));
        return exit(terminal, ImapsyncCode.NO_INPUT);
      }
      if (arguments.isSet("justconnect")) {
        arguments.notes().forEach(terminal.out()::println);
        return exit(terminal, new Rehearsals(program, terminal).reach(arguments));
      }
      if (arguments.isSet("exitonload") && SystemLoad.isHeavy()) {
        terminal.err().println("transhume: this machine is busy, and --exitonload was given.");
        return exit(terminal, ImapsyncCode.UNAVAILABLE);
      }
      boolean locks = arguments.isSet("pidfilelocking");
      if (pidFile.filter(file -> locks && PidFile.isTaken(file)).isPresent()) {
        terminal
            .err()
            .println(
                "transhume: another run stands in %s and is at work."
                    .formatted(terminal.errGlyphs().inert(pidFile.get().toString())));
        return exit(terminal, ImapsyncCode.PID_FILE_ERROR);
      }
      TransferRequest request = new RequestReader(arguments, program).request();
      if (pidFile.isEmpty()) {
        return withLog(arguments, request);
      }
      try (PidFile _ = PidFile.write(pidFile.get(), terminal.errGlyphs())) {
        return withLog(arguments, request);
      }
    } catch (StopException e) {
      terminal.err().println("transhume: " + e.sentence());
      return exit(terminal, ImapsyncCode.of(e.code()));
    }
  }

  private String abort(Optional<Path> pidFile) {
    return PidFile.abort(
        pidFile.orElseThrow(
            () ->
                StopException.usage(
                    "--abort needs the --pidfile of the run that is to stop: it says which one.")),
        program.terminal().outGlyphs());
  }

  /** A password that is still among the arguments was seen by everybody already. */
  private static void requireNoOpenPassword(Arguments arguments) {
    if (arguments.last("password1").isPresent() || arguments.last("password2").isPresent()) {
      throw StopException.usage(
          "--password1 and --password2 are taken off the command line by the launcher: start"
              + " ./transhume, or use --passfile1 and --passfile2.");
    }
  }

  private static Optional<Path> unreadablePasswordFile(Arguments arguments) {
    for (String option : List.of("passfile1", "passfile2")) {
      Optional<Path> file = arguments.last(option).map(Path::of);
      if (file.isPresent() && !Files.isReadable(file.get())) {
        return file;
      }
    }
    return Optional.empty();
  }

  private int withLog(Arguments arguments, TransferRequest request) {
    Terminal terminal = program.terminal();
    if (!arguments.flag("log").orElse(true)) {
      return exit(terminal, work(arguments, request, terminal));
    }
    ZoneId zone = program.views().zone();
    Path name =
        LogFile.nameOf(
            program.seams().clock().instant(),
            zone,
            request.source().login(),
            request.destination().login());
    Path path =
        arguments
            .last("logfile")
            .map(file -> arguments.last("logdir").map(Path::of).orElse(Path.of("")).resolve(file))
            .orElseGet(
                () -> Path.of(arguments.last("logdir").orElse("LOG_imapsync")).resolve(name));
    try (LogFile log = LogFile.open(path, terminal.errGlyphs())) {
      Terminal both = log.copying(terminal);
      ImapsyncCode code = work(arguments, request, both);
      both.out().println("Log file is " + terminal.outGlyphs().inert(log.path().toString()));
      return exit(both, code);
    }
  }

  private static int exit(Terminal terminal, ImapsyncCode code) {
    terminal
        .out()
        .println("Exiting with return value %d (%s)".formatted(code.number(), code.text()));
    return code.number();
  }

  private ImapsyncCode work(Arguments arguments, TransferRequest request, Terminal terminal) {
    arguments.notes().forEach(terminal.out()::println);
    var rehearsals = new Rehearsals(program, terminal);
    if (arguments.isSet("justlogin")) {
      return rehearsals.logIn(request);
    }
    if (arguments.isSet("justfoldersizes")) {
      return rehearsals.countFolders(request);
    }
    if (arguments.isSet("justfolderlists")) {
      return rehearsals.listFolders(request);
    }
    if (arguments.isSet("justautomap")) {
      return rehearsals.mapFolders(request, wiring(arguments));
    }
    return transfer(arguments, request, terminal);
  }

  private ImapsyncCode transfer(Arguments arguments, TransferRequest request, Terminal terminal) {
    Views own = program.views();
    var views = new Views(terminal, own.ticker(), own.sleeper(), own.zone(), own.locale());
    var from = request.source().peer();
    var to = request.destination().peer();
    Explanations explanations = views.explanations(Dialect.IMAPSYNC, from, to);
    try (View shown = views.of(Views.Style.USUAL, request.mode(), Dialect.IMAPSYNC, from, to)) {
      var view = new RecordingView(shown);
      Supplier<ExitCode> run =
          new TransferRun(request, wiring(arguments), program.seams(), view, explanations)::run;
      ExitCode code =
          program.interruption().guard(OptionalInt.of(ImapsyncCode.BY_SIGNAL.number()), run);
      view.report()
          .ifPresent(
              report -> {
                terminal.out().println();
                new Summary(own.zone()).lines(report).forEach(terminal.out()::println);
              });
      return view.report()
          .map(report -> ImapsyncCode.of(report.pass()))
          .or(() -> view.failure().flatMap(View.Failure::cause).map(ImapsyncCode::of))
          .orElseGet(() -> ImapsyncCode.of(code));
    }
  }

  private Wiring wiring(Arguments arguments) {
    Wiring wiring = program.wiring();
    if (!arguments.flag("subscribe").orElse(true) && !arguments.isSet("subscribeall")) {
      wiring = new Rewired(wiring, Wrapped::withoutSubscriptions);
    }
    Naming first = Naming.of(arguments, 1);
    Naming second = Naming.of(arguments, 2);
    if (first.isGiven() || second.isGiven()) {
      wiring = new Rewired(wiring, inner -> Wrapped.named(inner, first, second));
    }
    Optional<FlagRules> flags = FlagRules.of(arguments);
    if (flags.isPresent()) {
      wiring = new Rewired(wiring, inner -> Wrapped.flagged(inner, flags.get()));
    }
    boolean withEmpty = !arguments.isSet("skipemptyfolders");
    return arguments.isSet("justfolders") || arguments.isSet("justautomap")
        ? new Rewired(wiring, inner -> Wrapped.withoutMessages(inner, withEmpty))
        : wiring;
  }
}
