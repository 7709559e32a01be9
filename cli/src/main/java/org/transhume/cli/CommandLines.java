package org.transhume.cli;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Supplier;
import org.transhume.cli.demo.DemoCommand;
import org.transhume.cli.imapsync.ImapsyncRun;
import org.transhume.cli.outcome.ExitCode;
import org.transhume.cli.program.Program;
import org.transhume.cli.report.Words;
import org.transhume.engine.PassMode;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.UsageMessageSpec;

/** Puts the commands together: their options, their help, what happens when something is wrong. */
final class CommandLines {
  private static final int HELP_COLUMNS = 100;

  private CommandLines() {}

  /**
   * Does what the words say.
   *
   * @return what the process ends with
   */
  static int execute(Program program, String... words) {
    // imapsync's options follow rules of their own, which picocli does not know.
    return words.length > 0 && words[0].equals("imapsync")
        ? new ImapsyncRun(program).run(List.of(words).subList(1, words.length))
        : of(program, words).execute(words);
  }

  /** All commands, or only the one that is asked for: the others' options would cost time. */
  static CommandLine of(Program program, String... words) {
    var root = new CommandLine(new RootCommand());
    Map<String, Supplier<Object>> commands = commands(program);
    if (words.length > 0 && commands.containsKey(words[0])) {
      commands.keySet().retainAll(Set.of(words[0]));
    }
    commands.forEach((name, command) -> root.addSubcommand(name, command.get()));
    exitCodes(root.getCommandSpec().usageMessage());
    root.setExpandAtFiles(false); // a login or a folder may begin with @
    root.setTrimQuotes(false);
    root.setCaseInsensitiveEnumValuesAllowed(true);
    root.setAbbreviatedOptionsAllowed(false);
    root.setUsageHelpWidth(HELP_COLUMNS);
    root.setOut(new PrintWriter(program.terminal().out(), true));
    root.setErr(new PrintWriter(program.terminal().err(), true));
    var mistakes = new Mistakes(program.terminal().errGlyphs());
    root.setParameterExceptionHandler(mistakes::ofUse);
    root.setExecutionExceptionHandler(mistakes::ofExecution);
    return root;
  }

  /** In the order in which the help lists them. */
  private static Map<String, Supplier<Object>> commands(Program program) {
    var commands = new LinkedHashMap<String, Supplier<Object>>();
    commands.put("discover", () -> discover(program));
    commands.put("plan", () -> transfer(program, PassMode.PLAN));
    commands.put("copy", () -> transfer(program, PassMode.COPY));
    commands.put("verify", () -> transfer(program, PassMode.VERIFY));
    commands.put("undo", () -> undo(program));
    commands.put("quarantine", () -> quarantine(program));
    commands.put("ledger", () -> new LedgerCommand(program));
    commands.put("serve", () -> new ServeCommand(program));
    commands.put("demo", () -> demo(program));
    commands.put("imapsync", ImapsyncCommand::new);
    return commands;
  }

  private static CommandLine transfer(Program program, PassMode mode) {
    var command = new TransferCommand(program, mode);
    var line = new CommandLine(command);
    command.addTo(line.getCommandSpec());
    CommandHelp.of(mode).apply(line.getCommandSpec().usageMessage(), Words.of(mode));
    return line;
  }

  private static CommandLine quarantine(Program program) {
    var command = new QuarantineCommand(program);
    var line = new CommandLine(command);
    command.addTo(line.getCommandSpec());
    return line;
  }

  private static CommandLine discover(Program program) {
    var command = new DiscoverCommand(program);
    var line = new CommandLine(command);
    command.addTo(line.getCommandSpec());
    return line;
  }

  private static CommandLine undo(Program program) {
    var command = new UndoCommand(program);
    var line = new CommandLine(command);
    command.addTo(line.getCommandSpec());
    return line;
  }

  private static DemoCommand demo(Program program) {
    return new DemoCommand(
        program.terminal(),
        program.environment(),
        work -> program.interruption().guard(OptionalInt.empty(), work));
  }

  private static void exitCodes(UsageMessageSpec usage) {
    Map<String, String> codes = new LinkedHashMap<>();
    Arrays.stream(ExitCode.values())
        .forEach(code -> codes.put(Integer.toString(code.number()), code.meaning()));
    usage.exitCodeListHeading("%nExit codes:%n");
    usage.exitCodeList(codes);
  }

  /** Stands in the list of commands; what it takes is read elsewhere. */
  @Command(header = "The same for who knows imapsync: its options and exit codes.")
  private static final class ImapsyncCommand implements Runnable {
    @Override
    public void run() {
      throw new IllegalStateException("imapsync is run without picocli");
    }
  }
}
