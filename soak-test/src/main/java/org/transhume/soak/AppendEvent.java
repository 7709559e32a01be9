package org.transhume.soak;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.transhume.imap.testkit.proxy.Direction;
import org.transhume.imap.testkit.proxy.LineRule;

/** Does something at the so-manieth APPEND of all connections, once. */
final class AppendEvent {
  private static final Predicate<String> APPEND = LineRule.command("APPEND");

  private final int number;
  private final boolean atAnswer;
  private final LineRule.Action action;
  private final AtomicInteger seen = new AtomicInteger();
  private final CountDownLatch happened = new CountDownLatch(1);

  /**
   * An event to come.
   *
   * @param number of the APPEND, from 1
   * @param atAnswer at its tagged OK, else at the command itself
   */
  AppendEvent(int number, boolean atAnswer, LineRule.Action action) {
    this.number = number;
    this.atAnswer = atAnswer;
    this.action = action;
  }

  /** Waits until it has happened or {@code run} has ended; whether it has happened. */
  boolean awaits(Run run, long limitNanos) throws InterruptedException {
    long end = System.nanoTime() + limitNanos;
    while (!happened.await(20, TimeUnit.MILLISECONDS)) {
      if (!run.isAlive() || System.nanoTime() > end) {
        return happened.getCount() == 0;
      }
    }
    return true;
  }

  /** The rule for one connection. */
  LineRule rule() {
    Set<String> tags = ConcurrentHashMap.newKeySet();
    return (direction, line) -> {
      String tag = line.split(" ", 2)[0];
      boolean isEvent;
      if (direction == Direction.TO_SERVER) {
        boolean isAppend = APPEND.test(line);
        if (isAppend) {
          tags.add(tag);
        }
        isEvent = isAppend && !atAnswer && seen.incrementAndGet() == number;
      } else {
        isEvent =
            atAnswer
                && tags.remove(tag)
                && line.startsWith(tag + " OK")
                && seen.incrementAndGet() == number;
      }
      if (!isEvent) {
        return new LineRule.Action.Pass();
      }
      happened.countDown();
      return action;
    };
  }
}
