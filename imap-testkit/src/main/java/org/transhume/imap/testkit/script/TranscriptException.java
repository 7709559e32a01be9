package org.transhume.imap.testkit.script;

/** A transcript that cannot be followed; names it, the line and what is wrong. */
public final class TranscriptException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TranscriptException(String message) {
    super(message);
  }
}
