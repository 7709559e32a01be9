package org.transhume.imap;

import java.io.IOException;
import java.io.OutputStream;
import org.transhume.mail.Ticker;

/** Notes when a write began and when the last one ended, so that a stuck one can be noticed. */
final class WatchedOutput extends OutputStream {
  private final OutputStream out;
  private final Ticker ticker;
  private volatile boolean writing;
  private volatile long changedNanos;

  WatchedOutput(OutputStream out, Ticker ticker) {
    this.out = out;
    this.ticker = ticker;
    this.changedNanos = ticker.nanos();
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int count) throws IOException {
    changedNanos = ticker.nanos();
    writing = true;
    try {
      out.write(bytes, from, count);
    } finally {
      changedNanos = ticker.nanos();
      writing = false;
    }
  }

  @Override
  public void flush() throws IOException {
    out.flush();
  }

  /** Whether a write is under way. */
  boolean isWriting() {
    return writing;
  }

  /** When the write under way began, or the last one ended. */
  long changedNanos() {
    return changedNanos;
  }
}
