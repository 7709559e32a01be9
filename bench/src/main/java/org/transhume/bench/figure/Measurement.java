package org.transhume.bench.figure;

import java.util.Optional;

/**
 * One run of one tool.
 *
 * @param trial the name of what was to be done
 * @param round from 1; every tool runs once in each
 * @param wallSeconds from its start to its end, start-up included
 * @param messages that count for the rate: copied, or looked at where nothing was to be copied
 * @param peakRssBytes the largest resident set of one of its processes
 * @param traffic what went over the line, where something could count it
 */
public record Measurement(
    String trial,
    String tool,
    int round,
    double wallSeconds,
    long messages,
    CpuSeconds cpu,
    long peakRssBytes,
    Optional<Traffic> traffic,
    Ending ending) {
  /** More foreign processor time than this, as a share of the run's, and nobody trusts the time. */
  private static final double NOISE_SHARE = 0.05;

  /** Two clock ticks and some: less cannot be told from none. */
  private static final double NOISE_SECONDS = 0.1;

  /**
   * Commands and octets of both sides.
   *
   * @param commands tagged commands the tool sent; none are seen behind TLS
   * @param bytes both ways
   */
  public record Traffic(long commands, long connections, long bytes) {}

  /** Messages a second. */
  public double rate() {
    return wallSeconds > 0 ? messages / wallSeconds : 0;
  }

  /** Whether others used the processors so much that the time cannot be trusted. */
  public boolean isNoisy() {
    return cpu.foreign() > Math.max(NOISE_SECONDS, NOISE_SHARE * wallSeconds);
  }

  /** Whether its rate may be compared with others'. */
  public boolean counts() {
    return ending != Ending.FAILED && messages > 0 && wallSeconds > 0;
  }
}
