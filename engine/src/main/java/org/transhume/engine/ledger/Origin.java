package org.transhume.engine.ledger;

/** Who put the copy at the destination. The codes are written to disk and never change. */
public enum Origin {
  /** Transhume did. */
  OURS(1),
  /** It was there already; it is counted, never removed. */
  ADOPTED(2);

  private final int code;

  Origin(int code) {
    this.code = code;
  }

  /** The number on disk. */
  public int code() {
    return code;
  }
}
