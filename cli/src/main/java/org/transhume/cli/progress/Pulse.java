package org.transhume.cli.progress;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import org.transhume.mail.Sleeper;

/** Does something again and again in a thread of its own until it is closed. */
final class Pulse implements AutoCloseable {
  private final Thread thread;

  private Pulse(Thread thread) {
    this.thread = thread;
  }

  static Pulse every(Duration period, Sleeper sleeper, Runnable work) {
    return new Pulse(Thread.ofVirtual().name("pulse").start(() -> beat(period, sleeper, work)));
  }

  private static void beat(Duration period, Sleeper sleeper, Runnable work) {
    try {
      while (true) {
        sleeper.sleep(period);
        work.run();
      }
    } catch (CancellationException _) {
      // Closed.
    }
  }

  /** When this returns, the work does not run and will not run again. */
  @Override
  public void close() {
    thread.interrupt();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException _) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
