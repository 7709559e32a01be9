package org.transhume.engine.copy;

import org.transhume.engine.endpoint.EndpointException;

/** Told of messages on their way; whoever reads the wire calls in, so that it must be quick. */
@FunctionalInterface
public interface CopyProgress {
  /**
   * So many octets, by what the source announces, are about to be asked for. It may wait, and it is
   * the one place to wait: what was asked for is never held up.
   *
   * @throws EndpointException if they are not to be asked for now
   */
  default void asking(long announcedBytes) {}

  /** A message of so many octets begins to arrive. */
  default void arriving(long bytes) {}

  /** That many messages with that many octets were handed to the destination. */
  void sent(long messages, long bytes);

  /** The destination has stored a message; called by the thread that copies. */
  default void stored(long uid, long bytes) {}
}
