package org.transhume.imap.testkit.memory;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/** When the effects of a command whose connection is already dead reach the mailbox. */
@FunctionalInterface
public interface LateDelivery {

  /** Runs {@code effect} once, {@code delay} from now or when the test says so. */
  void schedule(Duration delay, Runnable effect);

  /** Delivers by the clock on the wall: for tests with real connections and real waiting. */
  static LateDelivery realTime() {
    return (delay, effect) ->
        CompletableFuture.delayedExecutor(
                delay.toMillis(), TimeUnit.MILLISECONDS, Thread::startVirtualThread)
            .execute(effect);
  }

  /** Delivers when the test calls {@link #deliverAll()}: no test has to wait. Thread-safe. */
  final class Manual implements LateDelivery {
    // Guards held; never held while an effect runs.
    private final ReentrantLock lock = new ReentrantLock();
    private final Queue<Runnable> held = new ArrayDeque<>();

    @Override
    public void schedule(Duration delay, Runnable effect) {
      lock.lock();
      try {
        held.add(effect);
      } finally {
        lock.unlock();
      }
    }

    /** How many commands' effects are still held back. */
    public int pending() {
      lock.lock();
      try {
        return held.size();
      } finally {
        lock.unlock();
      }
    }

    /** Runs every effect held back so far, in the order they came. */
    public void deliverAll() {
      while (true) {
        Runnable effect;
        lock.lock();
        try {
          effect = held.poll();
        } finally {
          lock.unlock();
        }
        if (effect == null) {
          return;
        }
        effect.run();
      }
    }
  }
}
