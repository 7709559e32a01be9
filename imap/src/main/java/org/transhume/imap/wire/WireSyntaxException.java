package org.transhume.imap.wire;

/** A line that does not follow the grammar. The stream itself is still in step. */
public final class WireSyntaxException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int at;

  WireSyntaxException(String message, int at) {
    super(message);
    this.at = at;
  }

  /** How many bytes into the line the wrong token stands. */
  public int at() {
    return at;
  }
}
