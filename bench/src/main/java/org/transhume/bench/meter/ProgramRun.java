package org.transhume.bench.meter;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * One program, started, watched and timed. The shell's own {@code time} tells its processor time,
 * that of its children included, to the microsecond; /proc tells the largest resident set. Linux.
 */
public final class ProgramRun {
  /** The command's words follow; its exit code is the shell's. Times come on standard error. */
  private static final String TIMED =
      "log=$0; TIMEFORMAT='%U %S'; { time \"$@\" >>\"$log\" 2>&1 </dev/null 3>&-; } 2>&3";

  private static final long POLL_MILLIS = 100;

  private final Process shell;
  private final Path times;
  private final long beganNanos;
  private final PeakMemory memory;

  /**
   * What one program took.
   *
   * @param cpuSeconds user and system together
   * @param peakRssBytes the largest of its processes
   * @param isCapped it was stopped because its time was up
   */
  public record Taken(
      double wallSeconds, double cpuSeconds, long peakRssBytes, int exitCode, boolean isCapped) {}

  private ProgramRun(Process shell, Path times) {
    this.shell = shell;
    this.times = times;
    this.beganNanos = System.nanoTime();
    this.memory = new PeakMemory(shell.pid());
  }

  /**
   * Starts a program.
   *
   * @param environment added to this process's own
   * @param log takes what it says; appended to
   */
  public static ProgramRun start(List<String> words, Map<String, String> environment, Path log) {
    Path times = log.resolveSibling(log.getFileName() + ".times");
    var command = new ArrayList<>(List.of("bash", "-c", "exec 3>\"$0.times\"; " + TIMED));
    command.add(log.toString());
    command.addAll(words);
    var builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
    try {
      Files.deleteIfExists(times);
      return new ProgramRun(builder.start(), times);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits for its end, and stops it when {@code cap} is over. */
  public Taken await(Duration cap) throws InterruptedException {
    boolean isCapped = false;
    while (!shell.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
      memory.look();
      if (!isCapped && System.nanoTime() - beganNanos > cap.toNanos()) {
        isCapped = true;
        // Not the shell, which is to tell the times.
        shell.descendants().forEach(ProcessHandle::destroyForcibly);
      }
    }
    double wall = (System.nanoTime() - beganNanos) / 1e9;
    return new Taken(wall, cpuSeconds(), memory.peakBytes(), shell.exitValue(), isCapped);
  }

  private double cpuSeconds() {
    try {
      String text = Files.readString(times, StandardCharsets.US_ASCII).strip();
      String[] seconds = text.substring(text.lastIndexOf('\n') + 1).replace(',', '.').split(" ");
      return Double.parseDouble(seconds[0]) + Double.parseDouble(seconds[1]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
