package org.transhume.cli.demo;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.transhume.cli.terminal.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code demo}: shows on this machine, in a minute, what the program does. */
@Command(
    name = "demo",
    header = "Shows what transhume does, with two mail servers of its own on this machine.",
    description =
        "%nStarts two real IMAP servers in temporary folders, fills one with a few hundred"
            + " messages, copies them to the other, kills the copy half-way with SIGKILL, goes on,"
            + " verifies, runs once more, and has an independent judge compare both mailboxes."
            + " Takes about a minute, touches nothing else on this machine, and removes all it"
            + " made.%n",
    sortOptions = false)
public final class DemoCommand implements Callable<Integer> {
  private final Terminal terminal;
  private final Function<String, Optional<String>> environment;
  private final Function<Supplier<Integer>, Integer> interruption;

  @Option(
      names = "--servers",
      paramLabel = "PROGRAM",
      description =
          "dovecot (must be installed) or james (a server in Java, 127 MB, fetched by Maven the"
              + " first time). Default: Dovecot where it is installed, else James.")
  private @Nullable Servers servers;

  @Option(
      names = "--keep",
      description = "Keep the folder with the ledger and the reports of each pass, and say where.")
  private boolean keep;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "This text.")
  private boolean help;

  /**
   * A command that talks to {@code terminal}.
   *
   * @param interruption runs its argument in this thread, which it interrupts when the process is
   *     asked to end
   */
  public DemoCommand(
      Terminal terminal,
      Function<String, Optional<String>> environment,
      Function<Supplier<Integer>, Integer> interruption) {
    this.terminal = terminal;
    this.environment = environment;
    this.interruption = interruption;
  }

  @Override
  public Integer call() {
    boolean isColoured =
        terminal.outIsTerminal() && environment.apply("NO_COLOR").orElse("").isEmpty();
    var announcer = new Announcer(terminal.out(), terminal.outGlyphs(), isColoured);
    // The launcher says where the sources are; started in another way, there is no James.
    var sources = Optional.ofNullable(System.getProperty("transhume.home")).map(Path::of);
    var demo = new Demo(announcer, new ServerStart(announcer, sources), keep);
    return interruption.apply(() -> demo.run(Optional.ofNullable(servers)));
  }
}
