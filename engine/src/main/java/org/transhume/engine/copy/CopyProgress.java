package org.transhume.engine.copy;

/** Told of every message that has gone out; called by threads that read the wire, must be quick. */
@FunctionalInterface
public interface CopyProgress {
  /** That many messages with that many octets were handed to the destination. */
  void sent(long messages, long bytes);
}
