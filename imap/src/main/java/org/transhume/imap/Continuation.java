package org.transhume.imap;

/** What came where a continuation request was awaited. */
sealed interface Continuation {
  /** The server wants the rest. */
  record Go(String text) implements Continuation {}

  /** The server closed the command instead. */
  record Answered(TaggedResponse tagged) implements Continuation {}
}
