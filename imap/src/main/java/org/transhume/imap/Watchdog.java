package org.transhume.imap;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ends a connection whose server keeps us waiting: a command without answer while nothing comes, a
 * write that does not move, a farewell without an end. Time the reading thread spends in somebody's
 * sink does not count. One virtual thread a connection.
 */
final class Watchdog implements Runnable {
  /** How long a server may take to hang up after BYE, and to add a tag to an untagged BAD. */
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final Session session;
  private final long limitNanos;
  private final long graceNanos;
  private final CountDownLatch over = new CountDownLatch(1);

  Watchdog(Session session, Duration limit) {
    this.session = session;
    this.limitNanos = limit.toNanos();
    this.graceNanos = Math.min(limitNanos, GRACE.toNanos());
  }

  void start() {
    Thread.ofVirtual().name("imap-watchdog-" + session.settings().endpoint()).start(this);
  }

  void stop() {
    over.countDown();
  }

  @Override
  public void run() {
    long pause = Math.max(TimeUnit.MILLISECONDS.toNanos(5), Math.min(limitNanos, graceNanos) / 8);
    try {
      while (!over.await(pause, TimeUnit.NANOSECONDS)) {
        look(session.settings().ticker().nanos());
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends the connection if it is time, by {@code now}. */
  void look(long now) {
    FetchTable sinks = session.routes();
    if (sinks.isInSink()) {
      return;
    }
    CommandQueue queue = session.queue();
    CommandQueue.Suspect doubtful = queue.suspect();
    if (doubtful != null && now - doubtful.sinceNanos() > graceNanos) {
      session.giveUp(doubtful);
    }
    if (queue.bye() != null && now - queue.byeNanos() > graceNanos) {
      session.ended(null);
      return;
    }
    long moved =
        latest(
            session.readNanos(),
            latest(session.writer().watched().changedNanos(), sinks.sinkLeftNanos()));
    OptionalLong sent = queue.oldestNanos();
    boolean waiting = sent.isPresent() || session.writer().watched().isWriting();
    long since = sent.isPresent() ? latest(moved, sent.getAsLong()) : moved;
    if (waiting && now - since > limitNanos) {
      session.fail(
          new ImapException(
              Reason.TIMEOUT,
              session.writer().watched().isWriting() ? "sending" : "waiting for an answer",
              "nothing moved for " + Duration.ofNanos(limitNanos).toMillis() + " ms",
              null));
    }
  }

  /** The later of two readings of a clock that may overflow. */
  private static long latest(long one, long other) {
    return one - other > 0 ? one : other;
  }
}
