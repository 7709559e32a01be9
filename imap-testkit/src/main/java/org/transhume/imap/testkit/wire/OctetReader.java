package org.transhume.imap.testkit.wire;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;

/**
 * Reads the octets of one connection with one octet of look-ahead. Not thread-safe: one thread
 * reads a connection.
 */
public final class OctetReader {
  private static final int BUFFER_BYTES = 16 * 1024;

  private final InputStream in;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private int position;
  private int limit;

  public OctetReader(InputStream in) {
    this.in = in;
  }

  /** The next octet without taking it, or -1 at the end of the stream. */
  public int peek() throws IOException {
    if (position == limit && !fill()) {
      return -1;
    }
    return buffer[position] & 0xFF;
  }

  /** Takes the next octet, or answers -1 at the end of the stream. */
  public int read() throws IOException {
    int octet = peek();
    if (octet >= 0) {
      position++;
    }
    return octet;
  }

  /** Takes the next octet; the stream ending here is an {@link EOFException}. */
  public int require() throws IOException {
    int octet = read();
    if (octet < 0) {
      throw new EOFException("connection ended inside a line or literal");
    }
    return octet;
  }

  /** Takes as many octets as are at hand, at least one; -1 at the end of the stream. */
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (position == limit && !fill()) {
      return -1;
    }
    int taken = Math.min(length, limit - position);
    System.arraycopy(buffer, position, target, offset, taken);
    position += taken;
    return taken;
  }

  /** Takes exactly {@code bytes} octets. */
  public byte[] readExactly(int bytes) throws IOException {
    byte[] octets = new byte[bytes];
    int filled = 0;
    while (filled < bytes) {
      int taken = read(octets, filled, bytes - filled);
      if (taken < 0) {
        throw new EOFException("connection ended " + (bytes - filled) + " octets early");
      }
      filled += taken;
    }
    return octets;
  }

  /** Passes exactly {@code bytes} octets on without holding them. */
  public void transfer(long bytes, OutputStream target) throws IOException {
    byte[] chunk = new byte[BUFFER_BYTES];
    long left = bytes;
    while (left > 0) {
      int taken = read(chunk, 0, (int) Math.min(chunk.length, left));
      if (taken < 0) {
        throw new EOFException("connection ended " + left + " octets early");
      }
      target.write(chunk, 0, taken);
      left -= taken;
    }
  }

  /** Takes octets up to the next line feed and answers them without the line end, undecoded. */
  public byte[] readLine(int limitBytes) throws IOException {
    var line = new ByteArrayOutputStream();
    while (true) {
      int octet = require();
      if (octet == '\n') {
        byte[] octets = line.toByteArray();
        int length = octets.length;
        return length > 0 && octets[length - 1] == '\r'
            ? Arrays.copyOf(octets, length - 1)
            : octets;
      }
      if (line.size() == limitBytes) {
        throw new WireException("line longer than " + limitBytes + " octets");
      }
      line.write(octet);
    }
  }

  private boolean fill() throws IOException {
    int count = in.read(buffer, 0, buffer.length);
    position = 0;
    limit = Math.max(count, 0);
    return count > 0;
  }
}
