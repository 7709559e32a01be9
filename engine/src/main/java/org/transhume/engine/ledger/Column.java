package org.transhume.engine.ledger;

/**
 * What the ledger knows of each source UID of a pair, one number a column, kept as ranges. The
 * names and numbers are written to disk: never renamed, never renumbered.
 */
public enum Column {
  /** Destination UID minus source UID. */
  OFFSET(1),
  /** {@link MessageState#code}. */
  STATE(2),
  /** {@link Origin#code}. */
  ORIGIN(3),
  /** The number of the flags the source had when it was last seen. */
  SOURCE_FLAGS(4),
  /** The number of the flags the destination had when it was last seen; by source UID too. */
  DESTINATION_FLAGS(5),
  /** {@link VerifiedLevel#code}. */
  VERIFIED(6),
  /** The code of the rule that leaves the message out, beside {@link MessageState#LEFT_OUT}. */
  RULE(7),
  /** The INTERNALDATE the copy was given in place of the source's ({@link PackedDate}). */
  SENT_DATE(8),
  /** The number of the flags that the source shows and the destination did not take. */
  LACKING_FLAGS(9),
  /** What was repaired in what was sent, {@link org.transhume.engine.content.Repair#code}. */
  REPAIRED(10);

  private final int code;

  Column(int code) {
    this.code = code;
  }

  /** The number on disk. */
  public int code() {
    return code;
  }
}
