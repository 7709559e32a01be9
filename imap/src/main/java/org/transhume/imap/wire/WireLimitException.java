package org.transhume.imap.wire;

import java.io.IOException;

/** The peer sent more than we are willing to hold; the connection is of no further use. */
public final class WireLimitException extends IOException {
  private static final long serialVersionUID = 1L;

  /** With what was too long, in words of ours. */
  public WireLimitException(String message) {
    super(message);
  }
}
