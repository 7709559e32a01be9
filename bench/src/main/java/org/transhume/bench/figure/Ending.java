package org.transhume.bench.figure;

/** How a run ended. */
public enum Ending {
  DONE,
  /** Stopped when its time was up: its rate counts, its time does not. */
  CAPPED,
  FAILED
}
