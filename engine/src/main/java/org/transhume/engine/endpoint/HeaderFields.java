package org.transhume.engine.endpoint;

import java.nio.ByteBuffer;

/**
 * Some header fields of a message as the server gave them, at most {@link #MAX_BYTES} of them: what
 * lies beyond is cut off, the same on either side.
 */
public final class HeaderFields {
  /** More than this of a header is not looked at. */
  public static final int MAX_BYTES = 256 * 1024;

  private final byte[] bytes;

  private HeaderFields(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Takes a copy of what remains in {@code fields}, cut to {@link #MAX_BYTES}. */
  public static HeaderFields copyOf(ByteBuffer fields) {
    var bytes = new byte[Math.min(fields.remaining(), MAX_BYTES)];
    fields.duplicate().get(bytes);
    return new HeaderFields(bytes);
  }

  /** The bytes, read only. */
  public ByteBuffer bytes() {
    return ByteBuffer.wrap(bytes).asReadOnlyBuffer();
  }
}
