package org.transhume.cli.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.transhume.cli.outcome.ExitCode;
import org.transhume.cli.outcome.StopException;
import org.transhume.imap.testkit.daemon.Daemon;

/** The demonstration from its first server to its last file. One call of {@link #run}. */
final class Demo {
  private static final int DIFFERENT = 1;

  private final Announcer announcer;
  private final ServerStart servers;
  private final boolean keeps;
  private final Stopping stopping = new Stopping();

  Demo(Announcer announcer, ServerStart servers, boolean keeps) {
    this.announcer = announcer;
    this.servers = servers;
    this.keeps = keeps;
  }

  /**
   * Runs all steps; interrupted, it removes what it made before it returns.
   *
   * @throws StopException if this machine has no server program to start
   */
  int run(Optional<Servers> wish) {
    // In a thread that nobody interrupts: a server is started whole, so that it can be stopped.
    var work =
        CompletableFuture.supplyAsync(
            () -> steps(wish), task -> Thread.ofPlatform().name("demo").start(task));
    try {
      return work.get();
    } catch (InterruptedException asked) {
      stopping.ask();
      work.exceptionally(_ -> ExitCode.INTERRUPTED.number()).join();
      Thread.currentThread().interrupt();
      return ExitCode.INTERRUPTED.number();
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(failed);
    }
  }

  private int steps(Optional<Servers> wish) {
    try {
      Path folder = Files.createTempDirectory("transhume-demo");
      boolean isWhole;
      try (ServerPair pair = servers.start(wish)) {
        stopping.check();
        isWhole = new Scenes(announcer, pair, folder, stopping).play();
      } finally {
        if (!keeps) {
          Daemon.remove(folder);
        }
      }
      ending(folder);
      return isWhole ? ExitCode.WHOLE.number() : DIFFERENT;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException notOurs) {
      Thread.currentThread().interrupt();
      throw new CompletionException(notOurs);
    } catch (RuntimeException failed) {
      // Whatever breaks while everything is being ended is no news.
      if (stopping.isAsked()) {
        throw new CancellationException();
      }
      throw failed;
    }
  }

  private void ending(Path folder) {
    announcer.line(
        keeps
            ? "Both servers are stopped. Kept: the ledger and the reports in " + folder
            : "Both servers are stopped, their folders removed.");
    announcer.line("");
    announcer.line("Your own mailbox next; this only says what a copy would do:");
    announcer.line("");
    for (String line :
        List.of(
            "./transhume plan --source imap.old.example.com --source-user alice \\",
            "                 --destination imap.new.example.com --destination-user alice")) {
      announcer.line("    " + line);
    }
  }
}
