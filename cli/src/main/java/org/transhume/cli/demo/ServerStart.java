package org.transhume.cli.demo;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.transhume.cli.outcome.ExitCode;
import org.transhume.cli.outcome.StopException;
import org.transhume.imap.testkit.daemon.RealServer;
import org.transhume.imap.testkit.dovecot.DovecotOptions;
import org.transhume.imap.testkit.dovecot.DovecotServer;
import org.transhume.imap.testkit.james.JamesClassPath;
import org.transhume.imap.testkit.james.JamesServer;

/** Chooses a server program that this machine can run, and starts two of it. */
final class ServerStart {
  private final Announcer announcer;
  private final Optional<Path> sources;

  /**
   * @param sources the folder of the project, where the pom is by which Maven fetches James
   */
  ServerStart(Announcer announcer, Optional<Path> sources) {
    this.announcer = announcer;
    this.sources = sources;
  }

  /** Starts both; with no wish Dovecot, and James where that is not installed or does not start. */
  ServerPair start(Optional<Servers> wish) throws InterruptedException {
    if (wish.isPresent()) {
      return switch (wish.get()) {
        case DOVECOT -> dovecot();
        case JAMES -> james();
      };
    }
    if (!DovecotServer.isInstalled()) {
      return james();
    }
    try {
      return dovecot();
    } catch (StopException notAsThisUser) {
      announcer.foreign(notAsThisUser.sentence());
      return james();
    }
  }

  private static ServerPair dovecot() {
    if (!DovecotServer.isInstalled()) {
      throw unavailable(
          "Dovecot is not installed. Install it (Debian: sudo apt-get install dovecot-imapd), or"
              + " type ./transhume demo --servers james");
    }
    try {
      // Two storages, flat folder names and real ones: the same mail on disk would prove less.
      RealServer source = dovecot(DovecotOptions.Storage.MAILDIR);
      try {
        return new ServerPair("Dovecot", source, dovecot(DovecotOptions.Storage.SDBOX));
      } catch (RuntimeException noSecond) {
        source.close();
        throw noSecond;
      }
    } catch (RuntimeException notStarted) {
      throw unavailable("Dovecot is installed and cannot be used: " + notStarted.getMessage());
    }
  }

  private static RealServer dovecot(DovecotOptions.Storage storage) {
    return DovecotServer.start(
        DovecotOptions.builder()
            .storage(storage)
            .user(ServerPair.LOGIN, ServerPair.PASSWORD)
            .build());
  }

  private ServerPair james() throws InterruptedException {
    String jars = classPath();
    Map<String, String> users = Map.of(ServerPair.LOGIN, ServerPair.PASSWORD);
    JamesServer first = JamesServer.launch(jars, users);
    JamesServer second = JamesServer.launch(jars, users);
    var pair = new ServerPair("Apache James", first, second);
    boolean isReady = false;
    try {
      first.awaitReady();
      second.awaitReady();
      isReady = true;
      return pair;
    } catch (IllegalStateException notStarted) {
      throw unavailable(String.valueOf(notStarted.getMessage()));
    } finally {
      if (!isReady) {
        pair.close();
      }
    }
  }

  private String classPath() throws InterruptedException {
    var jars =
        new JamesClassPath(
            sources
                .map(folder -> folder.resolve("imap-testkit").resolve("james"))
                .orElseThrow(
                    () ->
                        unavailable(
                            "Apache James is fetched from where the sources are: start the"
                                + " demonstration with ./transhume demo")));
    if (jars.fetched().isEmpty()) {
      announcer.result("Fetching Apache James (127 MB, only this time).");
    }
    try {
      return jars.fetch();
    } catch (IllegalStateException notFetched) {
      throw unavailable(
          notFetched.getMessage()
              + "\nWithout it a Dovecot is needed (Debian: sudo apt-get install dovecot-imapd).");
    }
  }

  private static StopException unavailable(String sentence) {
    return new StopException(ExitCode.NOT_STARTED, sentence);
  }
}
