package org.transhume.soak;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Finds the pace at which a copy takes as long as asked for, by copies that nothing disturbs. */
final class Calibration {
  /** Beyond the numbers of the runs. */
  private static final int FIRST_RUN = 9000;

  private static final int TRIES = 3;
  private static final double GOOD_ENOUGH = 0.15;

  private final KillLab lab;
  private final KillOptions options;
  private final PrintStream out;

  Calibration(KillLab lab, KillOptions options, PrintStream out) {
    this.lab = lab;
    this.options = options;
    this.out = out;
  }

  /**
   * What was found.
   *
   * @param lab with the pace
   * @param copyTime how long a copy takes while as many run as will
   * @param appends how many APPENDs it takes
   */
  record Result(KillLab lab, Duration copyTime, int appends) {}

  /** What one such copy took. */
  record Undisturbed(Duration took, int appends) {}

  /** The runs for which there must be users. */
  static List<Integer> runs(KillOptions options) {
    return IntStream.range(FIRST_RUN, FIRST_RUN + TRIES + options.parallel()).boxed().toList();
  }

  Result find() {
    if (options.bytesPerSecond() > 0) {
      return new Result(
          lab.at(options.bytesPerSecond()), options.copyTime(), lab.sourceSide().folders().size());
    }
    // One folder holds three tenths of it, and folders have connections of their own.
    long share = lab.sourceSide().bytes() * 3 / 10;
    long pace = share / Math.max(1, options.copyTime().toSeconds() - 1);
    for (int i = 0; i < TRIES; i++) {
      long took = copy(FIRST_RUN + i, pace).took().toMillis();
      double ratio = (double) took / options.copyTime().toMillis();
      if (Math.abs(ratio - 1) < GOOD_ENOUGH) {
        break;
      }
      pace = (long) (pace * ratio);
    }
    long found = pace;
    List<Undisturbed> several =
        Parallel.run(
            options.parallel(),
            runs(options).subList(TRIES, TRIES + options.parallel()),
            run -> copy(run, found));
    double mean =
        several.stream().mapToLong(each -> each.took().toMillis()).average().orElseThrow();
    return new Result(lab.at(pace), Duration.ofMillis((long) mean), several.getFirst().appends());
  }

  /** One copy that nothing disturbs, into the mailbox of that run. */
  Undisturbed copy(int run, long pace) {
    try (Way way = new Way(lab.source().port(), lab.destination().port())) {
      way.pace(pace);
      Transfer transfer = way.through(lab.transfer(run));
      try (Run copy = lab.product().start(lab.folder(run), "copy", transfer, "copy")) {
        copy.await(KillLab.LIMIT);
        int appends = (int) way.destinationCounts().commandCount("APPEND");
        if (copy.exitCode() != 0) {
          throw new SoakException("the undisturbed copy failed" + copy.tail());
        }
        var result = new Undisturbed(copy.elapsed(), appends);
        out.printf(
            Locale.ROOT,
            "undisturbed: %d messages, %d bytes, %.1f s, %d APPENDs, at %d bytes/s%n",
            lab.sourceSide().messages(),
            lab.sourceSide().bytes(),
            result.took().toMillis() / 1000.0,
            appends,
            pace);
        return result;
      } finally {
        Scratch.remove(lab.folder(run));
        lab.kept(run).ifPresent(Scratch::remove);
      }
    }
  }
}
