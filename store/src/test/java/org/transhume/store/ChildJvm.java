package org.transhume.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Another Java process with this one's class path, to be killed or to hold what this one wants. */
final class ChildJvm implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 60;

  private final Process process;
  private final BufferedReader output;

  private ChildJvm(Process process) {
    this.process = process;
    this.output = process.inputReader(UTF_8);
  }

  /** Starts {@code main}; what goes to its standard error is shown with the test's own. */
  static ChildJvm start(Class<?> main, Object... arguments) throws IOException {
    return start(List.of(), main, arguments);
  }

  /** Starts {@code main} by way of another program, which is to execute the rest of its line. */
  static ChildJvm start(List<String> wrapper, Class<?> main, Object... arguments)
      throws IOException {
    // Not the system's folder: a killed process leaves SQLite's library behind in it.
    Path temporary = Path.of(arguments[0].toString()).resolveSibling("tmp");
    Files.createDirectories(temporary);
    var line = new ArrayList<>(wrapper);
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(
        List.of(
            "-Xmx128m",
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "-Djava.io.tmpdir=" + temporary,
            "-cp",
            System.getProperty("java.class.path"),
            main.getName()));
    for (Object argument : arguments) {
      line.add(argument.toString());
    }
    return new ChildJvm(
        new ProcessBuilder(line).redirectError(ProcessBuilder.Redirect.INHERIT).start());
  }

  long pid() {
    return process.pid();
  }

  /** The next line it printed; fails when there is none any more. */
  String line() {
    try {
      String line = output.readLine();
      if (line == null) {
        throw new AssertionError("The child ended with " + process.waitFor());
      }
      return line;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** All lines from here to its end. */
  List<String> lines() {
    return output.lines().toList();
  }

  /** Returns after that time, or when it has ended. */
  void liveMillis(long millis) {
    try {
      process.waitFor(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** {@code kill -9}; returns when the process is gone. */
  void kill() {
    // By its handle: the process itself would throw away what was printed and is not yet read.
    process.toHandle().destroyForcibly();
    awaitEnd();
  }

  /** Closes its standard input, which asks it to end, and waits for its exit code. */
  int end() {
    try {
      process.getOutputStream().close();
    } catch (IOException _) {
      // It has ended by itself.
    }
    return awaitEnd();
  }

  private int awaitEnd() {
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError("The child does not end");
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
