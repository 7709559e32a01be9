package org.transhume.imap;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Closes a transport unless it is called off in time: the only way to end a handshake that hangs.
 */
final class Deadline implements AutoCloseable {
  private final CountDownLatch calledOff = new CountDownLatch(1);
  private volatile boolean passed;

  private Deadline() {}

  static Deadline closing(Transport transport, Duration limit) {
    var deadline = new Deadline();
    Thread.ofVirtual().name("imap-deadline").start(() -> deadline.watch(transport, limit));
    return deadline;
  }

  private void watch(Transport transport, Duration limit) {
    try {
      if (!calledOff.await(limit.toNanos(), TimeUnit.NANOSECONDS)) {
        passed = true;
        transport.close();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether the transport was closed because the time was over. */
  boolean hasPassed() {
    return passed;
  }

  @Override
  public void close() {
    calledOff.countDown();
  }
}
