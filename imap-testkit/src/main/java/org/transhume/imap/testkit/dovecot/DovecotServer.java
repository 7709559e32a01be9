package org.transhume.imap.testkit.dovecot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.transhume.imap.testkit.seed.SeedImap;
import org.transhume.imap.testkit.tls.SelfSignedCertificate;

/**
 * A real Dovecot on loopback ports of its own, in a temporary folder, running as nobody when we are
 * root. It ends with {@link #close()} and, whatever happens to this process, with it: a small shell
 * holds the end of a pipe and stops it when the pipe breaks. Nothing outside its folder is touched.
 * Thread-safe.
 */
public final class DovecotServer implements AutoCloseable {
  /** System property that turns a missing server from a reason to skip into a failure. */
  public static final String REQUIRED_PROPERTY = "transhume.test.requireServers";

  private static final String HOST = "127.0.0.1";
  private static final Path MEMORY_FOLDER = Path.of("/dev/shm");
  private static final long MEMORY_ENOUGH_BYTES = 3L << 30;
  private static final int START_TRIES = 3;
  private static final int POLL_MILLIS = 10;
  private static final int START_POLLS = 1500;
  private static final int STOP_SECONDS = 20;
  private static final int REMOVE_TRIES = 20;

  /** Starts the server, stops it when standard input ends, removes its folder (the first word). */
  private static final String GUARD =
      "root=$1; shift; cd /; \"$@\" </dev/null & master=$!; read -r _ || :;"
          + " kill -TERM $master; wait $master; rm -rf \"$root\"";

  private final Path root;
  private final DovecotOptions options;
  private final Identity identity;
  private final Optional<SelfSignedCertificate> certificate;
  private final int imapPort;
  private final int imapsPort;
  private final Process guard;

  private DovecotServer(Path root, DovecotOptions options) throws IOException {
    this.root = root;
    this.options = options;
    identity = Identity.current();
    certificate = options.certificate().map(spec -> SelfSignedCertificate.create(root, spec));
    imapPort = freePort();
    imapsPort = freePort();
    writeFiles();
    guard =
        new ProcessBuilder(
                identity.command(
                    "sh",
                    "-c",
                    GUARD,
                    "sh",
                    root.toString(),
                    binary("dovecot"),
                    "-F",
                    "-c",
                    config()))
            .redirectErrorStream(true)
            .redirectOutput(root.resolve("out").toFile())
            .start();
  }

  /** Whether a Dovecot is installed here. */
  public static boolean isInstalled() {
    return find("dovecot").isPresent();
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
    try {
      for (int i = 1; ; i++) {
        Path root =
            Files.createTempDirectory(
                parent(options),
                "testkit-dovecot",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        var server = new DovecotServer(root, options);
        String failure = server.awaitReady();
        if (failure.isEmpty()) {
          return server;
        }
        server.close();
        // A port that was free a moment ago may be taken by now.
        if (i == START_TRIES || !failure.contains("Address already in use")) {
          throw new IllegalStateException("Dovecot did not start: " + failure);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** In memory where there is room and nobody wants to wait for a disk: ten times as fast. */
  private static Path parent(DovecotOptions options) throws IOException {
    boolean isForDisk = options.fsync() != DovecotOptions.Fsync.NEVER;
    if (!isForDisk && Files.isWritable(MEMORY_FOLDER)) {
      long freeBytes = Files.getFileStore(MEMORY_FOLDER).getUsableSpace();
      if (freeBytes > MEMORY_ENOUGH_BYTES) {
        return MEMORY_FOLDER;
      }
    }
    return Path.of(System.getProperty("java.io.tmpdir"));
  }

  public String host() {
    return HOST;
  }

  /** The port for plain connections, with STARTTLS if there is a certificate. */
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

  public DovecotOptions options() {
    return options;
  }

  /** Logs a user of the options in, without TLS. */
  public SeedImap logIn(String user) {
    String password =
        options.users().stream()
            .filter(each -> each.name().equals(user))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("no user " + user))
            .password();
    return SeedImap.logIn(HOST, imapPort, user, password);
  }

  /** Runs doveadm with this server's configuration; its output, or an exception with it. */
  public String doveadm(String... arguments) {
    var command = new ArrayList<>(identity.command(binary("doveadm"), "-c", config()));
    command.addAll(List.of(arguments));
    try {
      return Identity.output(command);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes mail straight into a user's Maildir; he must not be logged in meanwhile. */
  public MaildirTree maildir(String user) {
    return new MaildirTree(maildirFolder(user), options.separator(), options.prefix(), identity);
  }

  /** Where a user's Maildir lies: the folder that is INBOX. */
  public Path maildirFolder(String user) {
    if (options.storage() != DovecotOptions.Storage.MAILDIR) {
      throw new IllegalStateException("not a Maildir server");
    }
    return DovecotConfig.home(root, options, user).resolve(options.storage().folder);
  }

  /** What the server has written to its log so far. */
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
    guard
        .descendants()
        .filter(process -> process.info().command().orElse("").endsWith("/imap"))
        .forEach(ProcessHandle::destroyForcibly);
  }

  /** Ends the server at once, waits until it is gone and removes its folder. */
  @Override
  public void close() {
    List<ProcessHandle> family = guard.descendants().toList();
    try {
      // Not by SIGTERM alone, which takes it a second. The master first, so that it starts no more.
      guard.children().forEach(ProcessHandle::destroyForcibly);
      family.forEach(ProcessHandle::destroyForcibly);
      guard.getOutputStream().close();
      if (!guard.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException("Dovecot did not stop: " + log());
      }
      awaitClosed(imapPort);
      remove();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      guard.destroyForcibly();
    }
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
    Files.createFile(root.resolve("out"));
    identity.own(root);
  }

  /** Waits for the listener; answers why there will be none, or an empty text. */
  private String awaitReady() throws IOException {
    for (int i = 0; i < START_POLLS; i++) {
      if (isListening(imapPort)) {
        return "";
      }
      String said = Files.readString(root.resolve("out")) + log();
      if (said.contains("Fatal:") || said.contains("Error:") || !guard.isAlive()) {
        return said;
      }
      pause(guard);
    }
    return "no listener after " + START_POLLS * POLL_MILLIS / 1000 + " s: " + log();
  }

  /** Children of the master may hold its listeners a moment longer than it lives. */
  private static void awaitClosed(int port) throws IOException, InterruptedException {
    for (int i = 0; i < START_POLLS && isListening(port); i++) {
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    }
    if (isListening(port)) {
      throw new IOException("port " + port + " is still open");
    }
  }

  private static void pause(Process process) throws IOException {
    try {
      process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for Dovecot", interrupted);
    }
  }

  private static boolean isListening(int port) {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.ofLiteral(HOST), port), 1000);
      return true;
    } catch (IOException refused) {
      return false;
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.ofLiteral(HOST))) {
      return socket.getLocalPort();
    }
  }

  private static String binary(String name) {
    return find(name).orElseThrow(() -> new IllegalStateException(name + " is not installed"));
  }

  private static Optional<String> find(String name) {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    for (String folder : (path + ":/usr/sbin:/usr/local/sbin:/usr/bin").split(":", -1)) {
      Path file = Path.of(folder, name);
      if (!folder.isEmpty() && Files.isExecutable(file)) {
        return Optional.of(file.toString());
      }
    }
    return Optional.empty();
  }

  /** What the guard left: a process that is just dying may still put a file into its folder. */
  private void remove() throws IOException {
    for (int i = 1; Files.exists(root); i++) {
      try {
        Files.walkFileTree(root, new Remover());
        return;
      } catch (DirectoryNotEmptyException written) {
        if (i == REMOVE_TRIES) {
          throw written;
        }
      }
    }
  }

  private static final class Remover extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.deleteIfExists(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException gone) {
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
        throws IOException {
      Files.deleteIfExists(folder);
      return FileVisitResult.CONTINUE;
    }
  }
}
