package org.transhume.imap.wire;

/**
 * The parser stands before a literal whose octets are still in the stream. Not an error: whoever
 * parses decides whether to take them into the line or to stream them.
 */
public final class LiteralAheadException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  static final LiteralAheadException INSTANCE = new LiteralAheadException();

  private LiteralAheadException() {
    super("a literal is ahead", null, false, false);
  }
}
