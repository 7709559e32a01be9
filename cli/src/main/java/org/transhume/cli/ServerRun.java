package org.transhume.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import org.transhume.cli.outcome.ExitCode;
import org.transhume.cli.outcome.StopException;
import org.transhume.server.RunningServer;
import org.transhume.server.ServerFailedException;
import org.transhume.server.ServerOptions;
import org.transhume.server.TranshumeServer;

/**
 * The server from its start to its end. Apart from {@link ServeCommand}, since the classes named
 * here are on the class path only if that command is the one that runs (ADR 0025).
 */
final class ServerRun {
  private ServerRun() {}

  /**
   * Returns when the server has ended.
   *
   * @return what the process ends with
   */
  static int run(int port, String address, Path data, PrintStream out) throws InterruptedException {
    try (RunningServer server =
        TranshumeServer.start(new ServerOptions(port, address, data, out))) {
      out.println("Transhume answers at http://%s:%d".formatted(address, server.port()));
      server.await();
      return ExitCode.WHOLE.number();
    } catch (ServerFailedException e) {
      throw new StopException(ExitCode.NOT_STARTED, String.valueOf(e.getMessage()));
    }
  }
}
