package org.transhume.bench.figure;

import java.util.Optional;

/** Measurements for tests. */
final class Runs {
  private Runs() {}

  /** A quiet run of a thousand messages. */
  static Measurement run(String tool, int round, double seconds) {
    return run(tool, round, seconds, 1000, 0, Ending.DONE);
  }

  static Measurement run(
      String tool, int round, double seconds, long messages, double foreign, Ending ending) {
    return new Measurement(
        "small",
        tool,
        round,
        seconds,
        messages,
        new CpuSeconds(1, 2, 3, 0.5, foreign),
        50L << 20,
        Optional.of(new Measurement.Traffic(12, 3, 4096)),
        ending);
  }
}
