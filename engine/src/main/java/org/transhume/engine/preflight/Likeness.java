package org.transhume.engine.preflight;

/** How sure it is that an account is the one a ledger knows. */
public enum Likeness {
  /** Beyond chance: messages in several places are the very ones on record. */
  SAME,
  /** Some folders are those on record, and that proves too little. A person must say. */
  UNCERTAIN,
  /** No folder on record stands in the account in the same life: nothing can be told from UIDs. */
  UNRELATED,
  /**
   * Proved: folders that look like those on record hold other messages under the same UIDs. Or
   * nothing is on record, so that nothing is at stake.
   */
  ANOTHER
}
