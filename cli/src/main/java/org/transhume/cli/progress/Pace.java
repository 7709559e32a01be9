package org.transhume.cli.progress;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.transhume.mail.Ticker;

/**
 * How fast a pass is going: over the last quarter of a minute, so that it follows what happens and
 * does not jump. One thread.
 */
final class Pace {
  private static final Duration WINDOW = Duration.ofSeconds(15);

  /** Before that, any guess of the time left is worth nothing. */
  private static final Duration FIRST_GUESS = Duration.ofSeconds(2);

  private record Sample(long nanos, long messages, long bytes, long done) {}

  private final Ticker ticker;
  private final Deque<Sample> samples = new ArrayDeque<>();

  Pace(Ticker ticker) {
    this.ticker = ticker;
  }

  /**
   * The rates of now.
   *
   * @param over the time they were measured over, zero at first
   * @param left how long the rest will take at this rate, if that can be guessed
   */
  record Rate(Duration over, long messages, long bytes, Optional<Duration> left) {}

  Rate rate(Tally.Snapshot snapshot) {
    var now =
        new Sample(
            ticker.nanos(), snapshot.sentMessages(), snapshot.sentBytes(), snapshot.messagesDone());
    samples.addLast(now);
    while (samples.size() > 2 && now.nanos() - samples.getFirst().nanos() > WINDOW.toNanos()) {
      samples.removeFirst();
    }
    Sample first = samples.getFirst();
    var over = Duration.ofNanos(now.nanos() - first.nanos());
    long done = now.done() - first.done();
    long rest = snapshot.messagesPlanned() - snapshot.messagesDone();
    boolean canGuess = over.compareTo(FIRST_GUESS) >= 0 && done > 0 && rest > 0;
    return new Rate(
        over,
        now.messages() - first.messages(),
        now.bytes() - first.bytes(),
        canGuess
            ? Optional.of(Duration.ofNanos((long) ((double) over.toNanos() / done * rest)))
            : Optional.empty());
  }
}
