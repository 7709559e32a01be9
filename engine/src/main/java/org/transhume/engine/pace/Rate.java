package org.transhume.engine.pace;

import java.time.Duration;
import java.time.Instant;

/**
 * So many units a second, on an average, and at most a second's worth saved up. What went out is
 * taken off afterwards, so that it may be in debt: the debt is waited for before the next. For one
 * thread at a time.
 */
final class Rate {
  private static final double NANOS = 1e9;

  private final double perSecond;
  private double balance;
  private Instant at;

  /** A rate with nothing saved up. */
  Rate(double perSecond, Instant now) {
    this.perSecond = perSecond;
    this.at = now;
  }

  /** Takes off what went out. */
  void count(double units, Instant now) {
    fill(now);
    balance -= units;
  }

  /** How long until the debt is paid; zero if there is none. */
  Duration wait(Instant now) {
    fill(now);
    return balance >= 0
        ? Duration.ZERO
        : Duration.ofNanos((long) Math.ceil(-balance / perSecond * NANOS));
  }

  private void fill(Instant now) {
    if (now.isAfter(at)) {
      balance = Math.min(perSecond, balance + seconds(at, now) * perSecond);
    }
    at = now; // A clock that is put back costs what would have been saved up, and no more.
  }

  private static double seconds(Instant from, Instant to) {
    return Duration.between(from, to).toNanos() / NANOS;
  }
}
