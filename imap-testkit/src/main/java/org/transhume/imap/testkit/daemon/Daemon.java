package org.transhume.imap.testkit.daemon;

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
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A server program in a folder of its own, on loopback. It ends with {@link #close()} and, whatever
 * happens to this process, with it: a small shell holds the end of a pipe, and when the pipe breaks
 * it kills the server's process group and removes the folder. Thread-safe.
 */
public final class Daemon implements AutoCloseable {
  /** System property that turns a missing server from a reason to skip into a failure. */
  public static final String REQUIRED_PROPERTY = "transhume.test.requireServers";

  public static final String HOST = "127.0.0.1";

  private static final Path MEMORY_FOLDER = Path.of("/dev/shm");
  private static final long MEMORY_ENOUGH_BYTES = 3L << 30;
  private static final int POLL_MILLIS = 10;
  private static final int START_POLLS = 6000;
  private static final int POLLS_BEFORE_GONE = 20;
  private static final int STOP_SECONDS = 20;
  private static final int REMOVE_TRIES = 20;

  /**
   * Starts the server in a session of its own, and when standard input ends stops it, kills what is
   * left of its process group, and removes its folder (the first word). Ctrl-C reaches every
   * process of a terminal; this one outlives it to do its work.
   */
  private static final String GUARD =
      """
      trap '' INT HUP
      root=$1
      shift
      cd /
      setsid "$@" </dev/null &
      server=$!
      read -r _ || :
      kill -TERM $server 2>/dev/null
      for _ in 1 2 3 4 5 6 7 8 9 10; do
        kill -0 $server 2>/dev/null || break
        sleep 0.3
      done
      kill -KILL -- -$server 2>/dev/null
      wait $server
      rm -rf "$root"
      """;

  private final Path root;
  private final int port;
  private final Process guard;

  /**
   * Starts a server; {@link #awaitReady} must be called before it is used.
   *
   * @param root its folder, which goes with it
   * @param port where it will listen
   * @param command its program, which stays in the foreground, and arguments
   * @param environment added to ours
   */
  public Daemon(Path root, int port, List<String> command, Map<String, String> environment)
      throws IOException {
    this.root = root;
    this.port = port;
    var words = new ArrayList<>(List.of("sh", "-c", GUARD, "sh", root.toString()));
    words.addAll(command);
    var builder =
        new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(outFile().toFile());
    builder.environment().putAll(environment);
    guard = builder.start();
  }

  /** A folder that everybody may enter; in memory if asked for and there is room. */
  public static Path newFolder(String name, boolean inMemory) throws IOException {
    Path parent = Path.of(System.getProperty("java.io.tmpdir"));
    if (inMemory
        && Files.isWritable(MEMORY_FOLDER)
        && Files.getFileStore(MEMORY_FOLDER).getUsableSpace() > MEMORY_ENOUGH_BYTES) {
      parent = MEMORY_FOLDER;
    }
    return Files.createTempDirectory(
        parent,
        name,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
  }

  /** A port nobody listens on at this moment. */
  public static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.ofLiteral(HOST))) {
      return socket.getLocalPort();
    }
  }

  /** Where a program is, on the path or where daemons are. */
  public static Optional<String> find(String name) {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    for (String folder : (path + ":/usr/sbin:/usr/local/sbin:/usr/bin").split(":", -1)) {
      Path file = Path.of(folder, name);
      if (!folder.isEmpty() && Files.isExecutable(file)) {
        return Optional.of(file.toString());
      }
    }
    return Optional.empty();
  }

  /**
   * Waits for the listener; answers why there will be none, or an empty text.
   *
   * @param log what the server says elsewhere than on its output
   * @param isFatal whether what it said so far means that it gives up
   */
  public String awaitReady(Supplier<String> log, Predicate<String> isFatal) throws IOException {
    return await(port, log, isFatal);
  }

  /** Waits for another port of the server's; answers why nobody will listen there, or nothing. */
  public String awaitListener(int another) throws IOException {
    return await(another, () -> "", _ -> false);
  }

  private String await(int listener, Supplier<String> log, Predicate<String> isFatal)
      throws IOException {
    for (int i = 0; i < START_POLLS; i++) {
      if (isListening(listener)) {
        return "";
      }
      String said = output() + log.get();
      if (isFatal.test(said) || (i > POLLS_BEFORE_GONE && !isRunning())) {
        return said.isEmpty() ? "it ended without a word" : said;
      }
      try {
        guard.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted while waiting for a server", interrupted);
      }
    }
    return "no listener after " + START_POLLS * POLL_MILLIS / 1000 + " s: " + output() + log.get();
  }

  /** Whether the program runs; what has ended and was not waited for has no words any more. */
  private boolean isRunning() {
    return guard.children().anyMatch(child -> child.info().command().isPresent());
  }

  /** What the server has printed so far. */
  public String output() {
    try {
      Path file = outFile();
      return Files.exists(file) ? Files.readString(file, StandardCharsets.ISO_8859_1) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The server's processes. */
  public Stream<ProcessHandle> processes() {
    return guard.descendants();
  }

  /** The server's first process, whose children do its work. */
  public long pid() {
    return guard.children().findFirst().orElseThrow().pid();
  }

  /** Ends the server at once, waits until it is gone and removes its folder. */
  @Override
  public void close() {
    List<ProcessHandle> family = guard.descendants().toList();
    // Not by SIGTERM alone, which takes some a second. The first one first: it starts no more.
    guard.children().forEach(ProcessHandle::destroyForcibly);
    family.forEach(ProcessHandle::destroyForcibly);
    try {
      guard.getOutputStream().close();
    } catch (IOException brokenAlready) {
      // The guard is gone, and it does not go before its work is done.
    }
    try {
      if (!guard.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException("the server did not stop: " + output());
      }
      awaitClosed();
      remove(root);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private Path outFile() {
    return root.resolve("out");
  }

  /** Processes that are just dying may hold the listener a moment longer. */
  private void awaitClosed() throws IOException, InterruptedException {
    for (int i = 0; i < START_POLLS && isListening(port); i++) {
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    }
    if (isListening(port)) {
      throw new IOException("port " + port + " is still open");
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

  /** Removes a folder and all in it; a process that is just dying may still put a file there. */
  public static void remove(Path folder) throws IOException {
    for (int i = 1; Files.exists(folder); i++) {
      try {
        Files.walkFileTree(folder, new Remover());
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
