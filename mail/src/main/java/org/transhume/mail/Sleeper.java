package org.transhume.mail;

import java.time.Duration;
import java.util.concurrent.CancellationException;

/** The one way to wait for time to pass, so that tests need not wait. */
@FunctionalInterface
public interface Sleeper {
  /**
   * Blocks for at least {@code pause}; not at all if it is zero or negative.
   *
   * @throws CancellationException if interrupted; the interrupt flag is set again
   */
  void sleep(Duration pause);

  /** Waits in real time. */
  static Sleeper system() {
    return pause -> {
      try {
        Thread.sleep(pause);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        var cancelled = new CancellationException("Interrupted while pausing");
        cancelled.initCause(e);
        throw cancelled;
      }
    };
  }
}
