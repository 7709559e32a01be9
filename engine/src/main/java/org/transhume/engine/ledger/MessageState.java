package org.transhume.engine.ledger;

/** What has become of one source message. The codes are written to disk and never change. */
public enum MessageState {
  /** It stands at the destination, in {@link Column#OFFSET}. */
  PRESENT(1),
  /** It stood at the destination; the owner moved or removed it there, and it stays so. */
  GONE_THERE(2),
  /** It is no longer at the source; its copy stays. */
  GONE_HERE(3),
  /** A rule of the selection leaves it out; the words name the rule. */
  LEFT_OUT(4),
  /** It could not be copied; the words say why. */
  FAILED(5),
  /** We removed it at the source after it was copied. */
  REMOVED_HERE(6),
  /** Another message with the same content stands for it. */
  STANDS_FOR(7),
  /**
   * It was moved at the source, and its copy is being moved after it: once that stands in the other
   * folder, what is left of it here is ours to remove.
   */
  MOVING(8),
  /**
   * Its copy is about to be removed at the destination, and may be marked \Deleted there by us.
   * Once the copy is gone the message is forgotten; whoever finds it in this state finds a removal
   * that was cut off.
   */
  LEAVING(9);

  private final int code;

  MessageState(int code) {
    this.code = code;
  }

  /** The number on disk. */
  public int code() {
    return code;
  }
}
