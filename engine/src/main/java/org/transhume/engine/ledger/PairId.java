package org.transhume.engine.ledger;

/** The number of a pair of folders inside its ledger file; at least 1, never used again. */
public record PairId(long value) {
  public PairId {
    if (value < 1) {
      throw new IllegalArgumentException("Pairs are numbered from 1: " + value);
    }
  }
}
