package org.transhume.imap.wire;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/**
 * Collects what is sent so that a group of commands leaves in few writes. Not safe for several
 * threads: whoever holds the turn to write uses it.
 */
public final class WireOutput {
  private static final int BUFFER_BYTES = 64 * 1024;

  private final OutputStream out;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private int length;

  /** An output that ends in {@code out}. */
  public WireOutput(OutputStream out) {
    this.out = out;
  }

  /** Appends bytes; they leave when the buffer is full or {@link #flush} is called. */
  public void write(byte[] bytes, int from, int count) throws IOException {
    if (count > BUFFER_BYTES - length) {
      send();
      if (count >= BUFFER_BYTES) {
        out.write(bytes, from, count);
        return;
      }
    }
    System.arraycopy(bytes, from, buffer, length, count);
    length += count;
  }

  /** Appends all that remains in {@code bytes}. */
  public void write(ByteBuffer bytes) throws IOException {
    if (bytes.hasArray()) {
      write(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
      bytes.position(bytes.limit());
      return;
    }
    while (bytes.hasRemaining()) {
      if (length == BUFFER_BYTES) {
        send();
      }
      int count = Math.min(bytes.remaining(), BUFFER_BYTES - length);
      bytes.get(buffer, length, count);
      length += count;
    }
  }

  /** Sends what is buffered. */
  public void flush() throws IOException {
    send();
    out.flush();
  }

  private void send() throws IOException {
    if (length > 0) {
      int count = length;
      length = 0;
      out.write(buffer, 0, count);
    }
  }
}
