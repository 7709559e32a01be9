package org.transhume.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.transhume.cli.outcome.StopException;
import org.transhume.cli.program.Program;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code serve}: the server, until somebody ends it. */
@Command(
    name = "serve",
    header = "Runs the server: migrations of many mailboxes, over REST.",
    description =
        "%nListens on this machine alone until --address says otherwise. At the first start it"
            + " makes the account \"admin\", with the password of TRANSHUME_ADMIN_PASSWORD or one"
            + " that is made up and shown once. Ctrl-C or SIGTERM end it.%n",
    sortOptions = false,
    usageHelpAutoWidth = true)
final class ServeCommand implements Callable<Integer> {
  private final Program program;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "8080",
      description = "Where it listens; 0 for any free port. Default: 8080.")
  private int port;

  @Option(
      names = "--address",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description =
          "On which address; 0.0.0.0 for all. It speaks no TLS: put a proxy that does in front of"
              + " it. Default: 127.0.0.1.")
  private String address = "";

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Everything it keeps. Default: the folder server in TRANSHUME_STATE.")
  private @Nullable Path data;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "This text.")
  private boolean help;

  ServeCommand(Program program) {
    this.program = program;
  }

  @Override
  public Integer call() throws InterruptedException {
    Path folder = Optional.ofNullable(data).orElseGet(this::usualFolder);
    return ServerRun.run(port, address, folder, program.terminal().out());
  }

  private Path usualFolder() {
    String state =
        program
            .environment()
            .apply("TRANSHUME_STATE")
            .orElseThrow(
                () -> StopException.usage("Say with --data where the server keeps things."));
    return Path.of(state).resolve("server");
  }
}
