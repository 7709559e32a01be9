package org.transhume.imap;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

/**
 * What a server sends once COMPRESS is on: raw DEFLATE without an end. For the reading thread.
 * Never closed: the memory of zlib goes with the connection's objects.
 */
final class InflatingInput extends InflaterInputStream {
  private static final int BUFFER_BYTES = 16 * 1024;

  /**
   * A stream over {@code in}.
   *
   * @param ahead compressed octets that were read from {@code in} already
   */
  InflatingInput(byte[] ahead, InputStream in) {
    super(
        new SequenceInputStream(new ByteArrayInputStream(ahead), in),
        new Inflater(true),
        BUFFER_BYTES);
  }

  @Override
  public int read(byte[] to, int from, int count) throws IOException {
    try {
      return super.read(to, from, count);
    } catch (ZipException e) {
      throw new ImapException(Reason.PROTOCOL, "inflating", "no valid DEFLATE", e);
    }
  }
}
