package org.transhume.imap.testkit.proxy;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Octets on their way. Each piece gets the instant at which it is due when it is put in, so that
 * any amount can be under way at once: latency costs no throughput, unlike waiting before each
 * piece. One thread puts, one takes, any thread may change the settings.
 */
final class DelayLine {
  /** Enough for a tenth of a second at 300 MB/s; then whoever puts has to wait. */
  private static final long MAX_IN_FLIGHT_BYTES = 32L * 1024 * 1024;

  private static final double NANOS_PER_SECOND = 1e9;

  // Guards everything below; never held while a socket is read or written.
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final ArrayDeque<Piece> pieces = new ArrayDeque<>();
  private long inFlightBytes;
  private long latencyNanos;
  private double nanosPerByte;
  private long busyUntil = System.nanoTime();
  private long lastDue = busyUntil;
  private boolean isStalled;
  private boolean isAbandoned;

  /** What travels. */
  sealed interface Item {
    @SuppressWarnings("ArrayRecordComponent") // handed on, compared by nobody
    record Octets(byte[] octets) implements Item {}

    /** The sender has ended its side. */
    record End() implements Item {}

    /** The connection is to be cut once everything before has arrived. */
    record CutHere(Cut how) implements Item {}

    default int bytes() {
      return this instanceof Octets(byte[] octets) ? octets.length : 0;
    }
  }

  private record Piece(Item item, long dueNanos) {}

  void latency(Duration oneWay) {
    change(() -> latencyNanos = oneWay.toNanos());
  }

  /** Zero lifts the limit. */
  void rate(long bytesPerSecond) {
    change(() -> nanosPerByte = bytesPerSecond == 0 ? 0 : NANOS_PER_SECOND / bytesPerSecond);
  }

  void stall(boolean stalled) {
    change(() -> isStalled = stalled);
  }

  /** Nothing that is still under way arrives; whoever waits stops waiting. */
  void abandon() {
    change(
        () -> {
          isAbandoned = true;
          pieces.clear();
        });
  }

  /** The next item when it is due; nothing if all has been abandoned. */
  Optional<Item> take() throws InterruptedException {
    lock.lock();
    try {
      while (!isAbandoned) {
        Piece next = pieces.peek();
        long wait = next == null ? 0 : next.dueNanos - System.nanoTime();
        if (next == null || isStalled) {
          changed.await();
        } else if (wait > 0) {
          long _ = changed.awaitNanos(wait);
        } else {
          pieces.remove();
          inFlightBytes -= next.item.bytes();
          changed.signalAll();
          return Optional.of(next.item);
        }
      }
      return Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  /** Puts an item in, {@code extra} later than usual; waits while too much is under way. */
  void put(Item item, Duration extra) throws InterruptedException {
    lock.lock();
    try {
      while (inFlightBytes > MAX_IN_FLIGHT_BYTES && !isAbandoned) {
        changed.await();
      }
      if (isAbandoned) {
        return;
      }
      long sent = Math.max(System.nanoTime(), nanosPerByte == 0 ? Long.MIN_VALUE : busyUntil);
      busyUntil = sent + (long) (item.bytes() * nanosPerByte);
      long due = busyUntil + latencyNanos + extra.toNanos();
      // Octets never overtake each other, also not when the latency falls.
      lastDue = Math.max(due, lastDue);
      pieces.add(new Piece(item, lastDue));
      inFlightBytes += item.bytes();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void change(Runnable what) {
    lock.lock();
    try {
      what.run();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
