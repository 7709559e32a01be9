package org.transhume.server;

/** The server cannot start. Its message is a sentence for people, with the remedy. */
public final class ServerFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ServerFailedException(String sentence, Throwable cause) {
    super(sentence, cause);
  }

  ServerFailedException(String sentence) {
    super(sentence);
  }
}
