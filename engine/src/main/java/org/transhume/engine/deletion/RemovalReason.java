package org.transhume.engine.deletion;

import org.transhume.engine.endpoint.Side;

/** Why messages are removed. The names are stable words. */
public enum RemovalReason {
  /** It is safely at the destination. */
  COPIED(Side.SOURCE),
  /** Transhume put it there, and its message is no longer at the source. */
  GONE_AT_SOURCE(Side.DESTINATION),
  /** Transhume put it there, and the same octets stand there for the message at the source. */
  DUPLICATE(Side.DESTINATION),
  /** It is not at the source, whoever put it there: the strict mirror. */
  NOT_AT_SOURCE(Side.DESTINATION),
  /** Transhume put it there, and all of that is to be undone. */
  UNDONE(Side.DESTINATION);

  private final Side side;

  RemovalReason(Side side) {
    this.side = side;
  }

  /** Where the messages are removed. */
  public Side side() {
    return side;
  }
}
