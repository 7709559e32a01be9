package org.transhume.soak;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Reads a process's high-water mark of resident memory (VmHWM) every few milliseconds until it
 * ends, since nothing tells it afterwards. What a process reaches in its last milliseconds may be
 * missed. Zero where there is no /proc.
 */
final class PeakMemory implements AutoCloseable {
  private static final int PERIOD_MILLIS = 20;

  private final Process process;
  private final Path status;
  private final AtomicLong kilobytes = new AtomicLong();
  private final Thread reader;

  private PeakMemory(Process process) {
    this.process = process;
    status = Path.of("/proc", String.valueOf(process.pid()), "status");
    reader = Thread.ofVirtual().name("peak-memory").start(this::read);
  }

  static PeakMemory of(Process process) {
    return new PeakMemory(process);
  }

  long kilobytes() {
    return kilobytes.get();
  }

  private void read() {
    try {
      do {
        look();
      } while (!process.waitFor(PERIOD_MILLIS, TimeUnit.MILLISECONDS));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** The mark begins anew when the launcher becomes the program, so the last value counts. */
  private void look() {
    try {
      for (String line : Files.readAllLines(status, StandardCharsets.ISO_8859_1)) {
        if (line.startsWith("VmHWM:")) {
          kilobytes.set(Long.parseLong(line.replaceAll("\\D", "")));
        }
      }
    } catch (IOException ended) {
      // No such process any more: what was read last stays.
    }
  }

  @Override
  public void close() {
    reader.interrupt();
  }
}
