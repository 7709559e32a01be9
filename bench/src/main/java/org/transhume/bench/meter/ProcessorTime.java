package org.transhume.bench.meter;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads from Linux' /proc how much processor time something has used so far, in seconds. */
public final class ProcessorTime {
  private static final Path PROC = Path.of("/proc");

  /** What proc(5) counts in: USER_HZ, which is 100 on every platform of ours. */
  private static final double TICKS_PER_SECOND = 100;

  private ProcessorTime() {}

  /**
   * A server: its master process, the children that live, and those that have ended and were waited
   * for.
   */
  public static double ofServer(long master) {
    double ticks = 0;
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
      for (Path process : processes) {
        Stat stat = Stat.of(read(process.resolve("stat")));
        if (process.getFileName().toString().equals(Long.toString(master))) {
          ticks += stat.own + stat.ended;
        } else if (stat.parent == master) {
          ticks += stat.own;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return ticks / TICKS_PER_SECOND;
  }

  /** This process, its threads alone. */
  public static double ofSelf() {
    return Stat.of(read(PROC.resolve("self").resolve("stat"))).own / TICKS_PER_SECOND;
  }

  /** Everything on the machine. */
  public static double ofAll() {
    return busyTicks(read(PROC.resolve("stat"))) / TICKS_PER_SECOND;
  }

  /** user, nice, system, irq and softirq of the first line; not idle, iowait and what is stolen. */
  static long busyTicks(String stat) {
    String[] words = stat.substring(0, stat.indexOf('\n')).split(" +", -1);
    return Long.parseLong(words[1])
        + Long.parseLong(words[2])
        + Long.parseLong(words[3])
        + Long.parseLong(words[6])
        + Long.parseLong(words[7]);
  }

  /**
   * A line of /proc/PID/stat.
   *
   * @param own user and system ticks
   * @param ended those of children that were waited for
   */
  record Stat(long parent, long own, long ended) {
    /** The name in parentheses may hold anything, also parentheses. */
    static Stat of(String line) {
      int name = line.lastIndexOf(')');
      if (name < 0) {
        return new Stat(0, 0, 0);
      }
      String[] words = line.substring(name + 2).split(" ", -1);
      return new Stat(
          Long.parseLong(words[1]),
          Long.parseLong(words[11]) + Long.parseLong(words[12]),
          Long.parseLong(words[13]) + Long.parseLong(words[14]));
    }
  }

  /** Empty if the process has gone meanwhile. */
  private static String read(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    } catch (IOException gone) {
      return "";
    }
  }
}
