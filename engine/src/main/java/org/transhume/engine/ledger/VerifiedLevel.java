package org.transhume.engine.ledger;

/** How a message was matched at the destination (requirement X1). Codes are written to disk. */
public enum VerifiedLevel {
  /** Its UID came with the answer and was listed with its date and flags. */
  UID_LISTED(1),
  /** Its identity headers were found by a look. */
  IDENTITY(2),
  /** Its octets were read back. */
  OCTETS(3);

  private final int code;

  VerifiedLevel(int code) {
    this.code = code;
  }

  /** The number on disk. */
  public int code() {
    return code;
  }
}
