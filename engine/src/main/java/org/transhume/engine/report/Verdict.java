package org.transhume.engine.report;

/** The outcome of a pass, with the rule it is given by. */
public enum Verdict {
  /** Every selected message is at the destination and was matched there. */
  PASS,
  /** The same, and some were altered or lost a flag or a date: they are named. */
  PASS_WITH_EXCEPTIONS,
  /** A side asks to wait, or a person's own pace does: nothing failed, and the rest is to come. */
  WAITING,
  /** Some message is not, or not provably, at the destination, or the pass broke off. */
  FAIL
}
