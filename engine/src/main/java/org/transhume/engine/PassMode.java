package org.transhume.engine;

/** How far a pass goes. */
public enum PassMode {
  /** Everything: copy, carry flags over, verify, record. */
  COPY,
  /** Says what a pass would do; nothing is written anywhere, the ledger included. */
  PLAN,
  /** Matches what is on record at the destination; copies nothing. */
  VERIFY
}
