package org.transhume.imap.testkit.wire;

/** What was read is not IMAP: says what was found and what was expected. */
public final class WireException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public WireException(String message) {
    super(message);
  }
}
