package org.transhume.imap;

import java.io.IOException;
import java.io.OutputStream;

/** Notes when a write began and when the last one ended, so that a stuck one can be noticed. */
final class WatchedOutput extends OutputStream {
  private final OutputStream out;
  private volatile boolean writing;
  private volatile long changedNanos = System.nanoTime();

  WatchedOutput(OutputStream out) {
    this.out = out;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int count) throws IOException {
    changedNanos = System.nanoTime();
    writing = true;
    try {
      out.write(bytes, from, count);
    } finally {
      changedNanos = System.nanoTime();
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
