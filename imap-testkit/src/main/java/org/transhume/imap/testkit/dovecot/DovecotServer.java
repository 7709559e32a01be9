package org.transhume.imap.testkit.dovecot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.transhume.imap.testkit.daemon.Daemon;
import org.transhume.imap.testkit.daemon.Identity;
import org.transhume.imap.testkit.daemon.Launch;
import org.transhume.imap.testkit.daemon.RealServer;
import org.transhume.imap.testkit.tls.SelfSignedCertificate;

/**
 * A real Dovecot on loopback ports of its own, in a temporary folder, running as nobody when we are
 * root. It ends with {@link #close()} and, whatever happens to this process, with it. Nothing
 * outside its folder is touched. Thread-safe.
 */
public final class DovecotServer implements RealServer {
  /** System property that turns a missing server from a reason to skip into a failure. */
  public static final String REQUIRED_PROPERTY = Daemon.REQUIRED_PROPERTY;

  private final Path root;
  private final DovecotOptions options;
  private final Identity identity;
  private final Optional<SelfSignedCertificate> certificate;
  private final int imapPort;
  private final int imapsPort;
  private final Daemon daemon;

  private DovecotServer(Path root, DovecotOptions options) throws IOException {
    this.root = root;
    this.options = options;
    identity = Identity.current();
    certificate = options.certificate().map(spec -> SelfSignedCertificate.create(root, spec));
    imapPort = Daemon.freePort();
    imapsPort = Daemon.freePort();
    writeFiles();
    daemon =
        new Daemon(
            root, imapPort, identity.command(binary("dovecot"), "-F", "-c", config()), Map.of());
  }

  /** Whether a Dovecot is installed here. */
  public static boolean isInstalled() {
    return Daemon.find("dovecot").isPresent();
  }

  /**
   * Whether tests that need a Dovecot shall run: where one is installed, and where {@link
   * #REQUIRED_PROPERTY} is true, so that its absence fails them. Made for JUnit's
   * {@code @EnabledIf}.
   */
  public static boolean shouldRun() {
    return isInstalled() || Boolean.getBoolean(REQUIRED_PROPERTY);
  }

  /** Starts a server and waits until it takes connections. */
  public static DovecotServer start(DovecotOptions options) {
    if (!isInstalled()) {
      throw new IllegalStateException(
          "Dovecot is not installed (Debian package dovecot-imapd), and this test needs it");
    }
    boolean isForDisk = options.fsync() != DovecotOptions.Fsync.NEVER;
    return Launch.untilReady(
        "Dovecot",
        () -> new DovecotServer(Daemon.newFolder("testkit-dovecot", !isForDisk), options),
        server ->
            server.daemon.awaitReady(
                server::log, said -> said.contains("Fatal:") || said.contains("Error:")),
        failure -> failure.contains("Address already in use"));
  }

  /** The port for plain connections, with STARTTLS if there is a certificate. */
  @Override
  public int port() {
    return imapPort;
  }

  /** The port for implicit TLS. */
  public int tlsPort() {
    certificate();
    return imapsPort;
  }

  /** The server's certificate; there must be one. */
  public SelfSignedCertificate certificate() {
    return certificate.orElseThrow(() -> new IllegalStateException("server without TLS"));
  }

  @Override
  public char separator() {
    return options.separator();
  }

  @Override
  public String prefix() {
    return options.prefix();
  }

  public DovecotOptions options() {
    return options;
  }

  @Override
  public Map<String, String> users() {
    return options.users().stream()
        .collect(Collectors.toMap(DovecotOptions.User::name, DovecotOptions.User::password));
  }

  /** How doveadm is called with this server's configuration; arguments follow. */
  public List<String> doveadmCommand() {
    return identity.command(binary("doveadm"), "-c", config());
  }

  /** The master process, whose children serve connections. */
  public long pid() {
    return daemon.pid();
  }

  /** Removes a user's mailbox with all its mail; he must not be logged in. */
  public void removeMail(String user) {
    Path home = DovecotConfig.home(root, options, user);
    try {
      Daemon.remove(home);
      Files.createDirectories(home);
      identity.own(home);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs doveadm with this server's configuration; its output, or an exception with it. */
  public String doveadm(String... arguments) {
    var command = new ArrayList<>(doveadmCommand());
    command.addAll(List.of(arguments));
    try {
      return Identity.output(command);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether each user's mail lies in a Maildir. */
  public boolean hasMaildirs() {
    return options.storage() == DovecotOptions.Storage.MAILDIR;
  }

  /** Writes mail straight into a user's Maildir; he must not be logged in meanwhile. */
  public MaildirTree maildir(String user) {
    return new MaildirTree(maildirFolder(user), options.separator(), options.prefix(), identity);
  }

  /** Where a user's Maildir lies: the folder that is INBOX. */
  public Path maildirFolder(String user) {
    if (!hasMaildirs()) {
      throw new IllegalStateException("not a Maildir server");
    }
    return DovecotConfig.home(root, options, user).resolve(options.storage().folder);
  }

  /** What the server has written to its log so far. */
  @Override
  public String log() {
    try {
      Path log = root.resolve("dovecot.log");
      return Files.exists(log) ? Files.readString(log, StandardCharsets.ISO_8859_1) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Kills the processes that serve connections, as a crash would; the server stays up. */
  public void dropConnections() {
    daemon
        .processes()
        .filter(process -> process.info().command().orElse("").endsWith("/imap"))
        .forEach(ProcessHandle::destroyForcibly);
  }

  @Override
  public void close() {
    daemon.close();
  }

  private String config() {
    return root.resolve("dovecot.conf").toString();
  }

  private void writeFiles() throws IOException {
    var config = new DovecotConfig(root, options, identity);
    Files.createDirectories(root.resolve("run"));
    Files.createDirectories(root.resolve("state"));
    for (var user : options.users()) {
      Files.createDirectories(DovecotConfig.home(root, options, user.name()));
    }
    Files.writeString(root.resolve("users"), config.passwordFile());
    Files.writeString(root.resolve("masters"), config.masterFile());
    certificate.ifPresent(
        made -> {
          made.writeCertificatePem(root.resolve("cert.pem"));
          made.writeKeyPem(root.resolve("key.pem"));
        });
    Files.writeString(root.resolve("dovecot.conf"), config.text(imapPort, imapsPort));
    identity.own(root);
  }

  private static String binary(String name) {
    return Daemon.find(name)
        .orElseThrow(() -> new IllegalStateException(name + " is not installed"));
  }
}
