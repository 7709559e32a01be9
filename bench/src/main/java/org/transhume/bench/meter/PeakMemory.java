package org.transhume.bench.meter;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;

/**
 * The kernel's own high-water mark of each process below one, looked at now and then. What a
 * process takes after the last look is missed.
 */
final class PeakMemory {
  private static final Path PROC = Path.of("/proc");

  private final long root;
  private long peakBytes;

  PeakMemory(long root) {
    this.root = root;
  }

  long peakBytes() {
    return peakBytes;
  }

  /** Walks by the kernel's lists of children, which costs nothing where few are. */
  void look() {
    var open = new ArrayDeque<Long>();
    open.add(root);
    for (Long pid = open.poll(); pid != null; pid = open.poll()) {
      Path process = PROC.resolve(pid.toString());
      if (pid != root) {
        peakBytes = Math.max(peakBytes, highWaterBytes(read(process.resolve("status"))));
      }
      String children = read(process.resolve("task").resolve(pid.toString()).resolve("children"));
      for (String child : children.split(" ", -1)) {
        if (!child.isBlank()) {
          open.add(Long.parseLong(child.strip()));
        }
      }
    }
  }

  /** VmHWM of proc(5), which is in kibibytes; zero for a process that has no memory any more. */
  static long highWaterBytes(String status) {
    for (String line : status.split("\n", -1)) {
      if (line.startsWith("VmHWM:")) {
        return Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024;
      }
    }
    return 0;
  }

  /** Empty if the process has gone meanwhile. */
  private static String read(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.US_ASCII);
    } catch (IOException gone) {
      return "";
    }
  }
}
