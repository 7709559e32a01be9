package org.transhume.soak;

/** What was to be shown is not so, or could not be looked at; the message is for a person. */
final class SoakException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SoakException(String message) {
    super(message);
  }
}
