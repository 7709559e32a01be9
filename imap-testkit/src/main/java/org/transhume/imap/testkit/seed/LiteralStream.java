package org.transhume.imap.testkit.seed;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.transhume.imap.testkit.wire.OctetReader;

/** The octets of one literal as a stream that ends where the literal ends. */
final class LiteralStream extends InputStream {
  private final OctetReader in;
  private long left;

  LiteralStream(OctetReader in, long sizeBytes) {
    this.in = in;
    this.left = sizeBytes;
  }

  @Override
  public int read() throws IOException {
    if (left == 0) {
      return -1;
    }
    left--;
    return in.require();
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (left == 0) {
      return -1;
    }
    int taken = in.read(target, offset, (int) Math.min(length, left));
    if (taken < 0) {
      throw new EOFException("connection ended " + left + " octets before the end of a literal");
    }
    left -= taken;
    return taken;
  }
}
