package org.transhume.imap.testkit.real;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.transhume.imap.testkit.courier.CourierServer;
import org.transhume.imap.testkit.cyrus.CyrusOptions;
import org.transhume.imap.testkit.cyrus.CyrusServer;
import org.transhume.imap.testkit.daemon.Daemon;
import org.transhume.imap.testkit.daemon.RealServer;
import org.transhume.imap.testkit.dovecot.DovecotOptions;
import org.transhume.imap.testkit.dovecot.DovecotServer;
import org.transhume.imap.testkit.james.JamesClassPath;
import org.transhume.imap.testkit.james.JamesServer;

/** Every make of server there is, each as it is by itself. */
public enum ServerKind {
  /** mdbox, separator {@code /}, no prefix. */
  DOVECOT("Dovecot") {
    @Override
    public boolean isThere() {
      return DovecotServer.isInstalled();
    }

    @Override
    public RealServer start(Map<String, String> users) {
      var options = DovecotOptions.builder().storage(DovecotOptions.Storage.MDBOX);
      users.forEach(options::user);
      return DovecotServer.start(options.build());
    }
  },

  /** Separator {@code .}, prefix {@code INBOX.}; refuses what is not clean. */
  CYRUS("Cyrus") {
    @Override
    public boolean isThere() {
      return CyrusServer.isFetched();
    }

    @Override
    public RealServer start(Map<String, String> users) {
      return CyrusServer.start(CyrusOptions.builder().users(users).build());
    }
  },

  /** Separator {@code .}, prefix {@code INBOX.}; few extensions. */
  COURIER("Courier") {
    @Override
    public boolean isThere() {
      return CourierServer.canRun();
    }

    @Override
    public RealServer start(Map<String, String> users) {
      return CourierServer.start(users);
    }
  },

  /** Separator {@code .}, no prefix; takes every octet as it is. */
  JAMES("James") {
    @Override
    public boolean isThere() {
      return jamesClassPath().flatMap(JamesClassPath::fetched).isPresent();
    }

    @Override
    public RealServer start(Map<String, String> users) {
      String classPath =
          jamesClassPath()
              .flatMap(JamesClassPath::fetched)
              .orElseThrow(
                  () ->
                      new IllegalStateException(
                          "Apache James is not there, and this test needs it:"
                              + " mvn -f imap-testkit/james/pom.xml generate-resources"));
      try {
        return JamesServer.start(classPath, users);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while James started", interrupted);
      }
    }
  };

  private final String title;

  ServerKind(String title) {
    this.title = title;
  }

  /** Its name for people. */
  public String title() {
    return title;
  }

  /** Whether this machine can start one. */
  public abstract boolean isThere();

  /** Whether tests that need it shall run; where it must be there, its absence fails them. */
  public boolean shouldRun() {
    return isThere() || Boolean.getBoolean(Daemon.REQUIRED_PROPERTY);
  }

  /**
   * Starts one and waits until users can log in.
   *
   * @param users names of letters and digits, and passwords
   */
  public abstract RealServer start(Map<String, String> users);

  /** The module's folder, from wherever below the project this runs. */
  private static Optional<JamesClassPath> jamesClassPath() {
    for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
      Path module = folder.resolve("imap-testkit").resolve("james");
      if (Files.isRegularFile(module.resolve("pom.xml"))) {
        return Optional.of(new JamesClassPath(module));
      }
    }
    return Optional.empty();
  }
}
