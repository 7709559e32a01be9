package org.transhume.imap.testkit.proxy;

/** How a connection ends, on both sides. */
public enum Cut {
  /** Orderly: FIN. */
  FIN,
  /** Abortive: RST. */
  RESET
}
