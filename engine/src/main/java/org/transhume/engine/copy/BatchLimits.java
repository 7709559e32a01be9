package org.transhume.engine.copy;

import java.time.Duration;

/**
 * When a batch is full.
 *
 * @param messages at least 1
 * @param bytes a batch is ended before the message that would take it beyond; a larger message
 *     stands alone
 * @param duration a batch that has been open longer takes no further message
 */
public record BatchLimits(int messages, long bytes, Duration duration) {
  /** Large enough that a destination folder of 100,000 messages does not slow it down. */
  public static final BatchLimits DEFAULT =
      new BatchLimits(500, 16 * 1024 * 1024, Duration.ofSeconds(10));

  public BatchLimits {
    if (messages < 1 || bytes < 1) {
      throw new IllegalArgumentException("A batch takes a message: " + messages + ", " + bytes);
    }
  }

  /** Half as much, for a connection that does not live long. */
  public BatchLimits halved() {
    return new BatchLimits(Math.max(1, messages / 2), Math.max(64 * 1024, bytes / 2), duration);
  }

  /** So many of {@code all} parts of it. */
  public BatchLimits part(int some, int all) {
    return some == all ? this : atMost((double) messages * some / all, (double) bytes * some / all);
  }

  /** The same, with no more messages and octets than that; one message is the least. */
  public BatchLimits atMost(double someMessages, double someBytes) {
    return someMessages >= messages && someBytes >= bytes
        ? this
        : new BatchLimits(
            (int) Math.clamp(someMessages, 1, messages),
            (long) Math.clamp(someBytes, 1, bytes),
            duration);
  }
}
