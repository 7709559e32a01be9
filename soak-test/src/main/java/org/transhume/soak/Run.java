package org.transhume.soak;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** One process of the product, from its start to its end. Ends with {@link #close}. */
final class Run implements AutoCloseable {
  private static final int SHOWN_LINES = 12;

  private final String name;
  private final Process process;
  private final long began;
  private final Path out;
  private final Path err;
  private final PeakMemory memory;

  Run(String name, Process process, long began, Path out, Path err) {
    this.name = name;
    this.process = process;
    this.began = began;
    this.out = out;
    this.err = err;
    memory = PeakMemory.of(process);
  }

  String name() {
    return name;
  }

  long pid() {
    return process.pid();
  }

  /** Waits until it has ended or so much time has passed since its start; whether it has ended. */
  boolean endsWithin(Duration sinceStart) {
    long left = sinceStart.toNanos() - (System.nanoTime() - began);
    try {
      return process.waitFor(Math.max(0, left), TimeUnit.NANOSECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for " + name, interrupted);
    }
  }

  /** Waits for its end; a run that takes longer is killed, and that is an error. */
  Run await(Duration limit) {
    if (!endsWithin(limit)) {
      kill();
      throw new SoakException(name + " did not end within " + limit.toSeconds() + " s" + tail());
    }
    return this;
  }

  /** SIGKILL to the process itself, the launcher having become it; returns when it is gone. */
  void kill() {
    process.destroyForcibly();
    try {
      process.waitFor();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** It must have ended. */
  int exitCode() {
    return process.exitValue();
  }

  /** Since its start. */
  Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - began);
  }

  /** The largest resident set seen, in kilobytes; of the program, not of the shell it began as. */
  long peakKilobytes() {
    return memory.kilobytes();
  }

  /** The report, if the pass came to an end. */
  Optional<Report> report() {
    try (Stream<String> lines = Files.lines(out, StandardCharsets.UTF_8)) {
      return lines
          .filter(line -> line.startsWith("{\"event\":\"report\""))
          .reduce((_, last) -> last)
          .map(line -> new Report(Json.object(line)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The report, which must be there. */
  Report reported() {
    return report().orElseThrow(() -> new SoakException(name + " ended without a report" + tail()));
  }

  /** Exit code and the last lines of what it said, for the person who reads of a failure. */
  String tail() {
    return "\n  exit code "
        + (process.isAlive() ? "none yet" : String.valueOf(process.exitValue()))
        + last(err)
        + last(out);
  }

  private static String last(Path file) {
    try {
      List<String> lines = Files.readAllLines(file, StandardCharsets.ISO_8859_1);
      var text = new StringBuilder();
      lines.stream()
          .skip(Math.max(0, lines.size() - SHOWN_LINES))
          .map(line -> line.length() > 400 ? line.substring(0, 400) + "…" : line)
          .forEach(line -> text.append("\n  ").append(line));
      return text.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    kill();
    memory.close();
  }
}
