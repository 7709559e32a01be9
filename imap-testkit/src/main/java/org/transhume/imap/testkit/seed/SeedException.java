package org.transhume.imap.testkit.seed;

/** The server refused what a test took for granted; carries the server's words. */
public final class SeedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SeedException(String message) {
    super(message);
  }

  SeedException(String message, Throwable cause) {
    super(message, cause);
  }
}
