package org.transhume.imap.testkit.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Looks at Linux' /proc again and again: how much memory one process has at most, and whether a
 * secret stands in the command line of any process on the machine. Thread-safe.
 */
public final class ProcessSampler implements AutoCloseable {
  private static final Path PROC = Path.of("/proc");
  private static final int STOP_SECONDS = 10;

  private final long pid;
  private final Map<String, String> secrets;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final CountDownLatch stopped = new CountDownLatch(1);

  // Guards what follows.
  private final ReentrantLock lock = new ReentrantLock();
  private final Set<String> leaks = new TreeSet<>();
  private long peakBytes;
  private int samples;

  private ProcessSampler(long pid, Map<String, String> secrets) {
    this.pid = pid;
    this.secrets = Map.copyOf(secrets);
  }

  /**
   * Starts to look.
   *
   * @param pid whose memory is watched
   * @param interval between two looks
   * @param secrets by a name under which a find is reported; the secrets themselves are not told
   */
  public static ProcessSampler start(long pid, Duration interval, Map<String, String> secrets) {
    var sampler = new ProcessSampler(pid, secrets);
    // A platform thread: reading /proc would pin a virtual thread's carrier most of the time.
    Thread.ofPlatform()
        .daemon()
        .name("process-sampler")
        .start(() -> sampler.run(interval.toNanos()));
    return sampler;
  }

  /** The largest resident set so far, by the kernel's own high-water mark, in bytes. */
  public long peakRssBytes() {
    lock.lock();
    try {
      return peakBytes;
    } finally {
      lock.unlock();
    }
  }

  /** Every find: the secret's name and the process that showed it; empty is good. */
  public Set<String> leaks() {
    lock.lock();
    try {
      return new TreeSet<>(leaks);
    } finally {
      lock.unlock();
    }
  }

  /** How often it looked. */
  public int samples() {
    lock.lock();
    try {
      return samples;
    } finally {
      lock.unlock();
    }
  }

  /** Looks a last time and stops. */
  @Override
  public void close() {
    stopping.countDown();
    try {
      if (!stopped.await(STOP_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException("the sampler does not stop");
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void run(long intervalNanos) {
    try {
      boolean isLast;
      do {
        isLast = stopping.await(intervalNanos, TimeUnit.NANOSECONDS);
        sample();
      } while (!isLast);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } finally {
      stopped.countDown();
    }
  }

  private void sample() {
    long bytes = highWaterBytes();
    var found = new TreeSet<String>();
    if (!secrets.isEmpty()) {
      lookForSecrets(found);
    }
    lock.lock();
    try {
      samples++;
      peakBytes = Math.max(peakBytes, bytes);
      leaks.addAll(found);
    } finally {
      lock.unlock();
    }
  }

  /** VmHWM of proc(5); zero when the process is gone. */
  private long highWaterBytes() {
    for (String line : read(PROC.resolve(Long.toString(pid)).resolve("status")).split("\n", -1)) {
      if (line.startsWith("VmHWM:")) {
        return Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024;
      }
    }
    return 0;
  }

  private void lookForSecrets(Set<String> found) {
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
      for (Path process : processes) {
        String commandLine = read(process.resolve("cmdline"));
        secrets.forEach(
            (name, secret) -> {
              if (commandLine.contains(secret)) {
                found.add(name + " in the command line of process " + process.getFileName());
              }
            });
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Empty if the process has gone meanwhile. */
  private static String read(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (IOException gone) {
      return "";
    }
  }
}
