package org.transhume.imap;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The right to write to a connection, held by one owner at a time: a thread for a command or a
 * burst, or an APPEND batch, which may pass from thread to thread. The lock guards the two fields
 * and nothing else; no I/O happens under it.
 */
final class WriteTurn {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition free = lock.newCondition();
  private @Nullable Object owner;
  private int depth;
  private boolean over;

  /**
   * Waits for the turn; at once if {@code who} has it.
   *
   * @return false if the limit passed first, or the connection is gone
   */
  boolean acquire(Object who, Duration limit) {
    lock.lock();
    try {
      long nanos = limit.toNanos();
      while (owner != null && !owner.equals(who) && !over) {
        if (nanos <= 0) {
          return false;
        }
        nanos = free.awaitNanos(nanos);
      }
      if (over) {
        return false;
      }
      owner = who;
      depth++;
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      var cancelled = new CancellationException("Interrupted while waiting for the turn to write");
      cancelled.initCause(e);
      throw cancelled;
    } finally {
      lock.unlock();
    }
  }

  /** Whether this is the only hold of its owner: nothing around it will flush. */
  boolean isOutermost() {
    lock.lock();
    try {
      return depth <= 1;
    } finally {
      lock.unlock();
    }
  }

  /** Gives one hold of {@code who} back. */
  void release(Object who) {
    lock.lock();
    try {
      if (who.equals(owner) && --depth == 0) {
        owner = null;
        free.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  /** The connection is gone: nobody waits any more. */
  void end() {
    lock.lock();
    try {
      over = true;
      free.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
