package org.transhume.imap.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/**
 * The octets of a message that can be written as often as wanted, each time the same, without ever
 * being held as a whole.
 */
public interface MailContent {

  /** Exactly as many octets as {@link #writeTo} writes. */
  long sizeBytes();

  void writeTo(OutputStream out) throws IOException;

  /** The octets in memory; for messages that are known to be small. */
  default byte[] octets() {
    var octets = new ByteArrayOutputStream(Math.toIntExact(sizeBytes()));
    try {
      writeTo(octets);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return octets.toByteArray();
  }

  /** Content that is in memory already; not copied. */
  static MailContent of(byte[] octets) {
    return new MailContent() {
      @Override
      public long sizeBytes() {
        return octets.length;
      }

      @Override
      public void writeTo(OutputStream out) throws IOException {
        out.write(octets);
      }
    };
  }
}
