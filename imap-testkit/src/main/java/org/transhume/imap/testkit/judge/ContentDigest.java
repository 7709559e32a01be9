package org.transhume.imap.testkit.judge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Locale;
import org.transhume.imap.testkit.MailContent;

/**
 * The first 16 bytes of a SHA-256 over a message's octets.
 *
 * @param high bytes 0 to 7
 * @param low bytes 8 to 15
 */
public record ContentDigest(long high, long low) {

  static ContentDigest of(byte[] sha256) {
    ByteBuffer bytes = ByteBuffer.wrap(sha256);
    return new ContentDigest(bytes.getLong(), bytes.getLong());
  }

  /** The digest by which the judge knows this content: of its normalised octets. */
  public static ContentDigest normalised(MailContent content) {
    var reader = new MailReader();
    try {
      content.writeTo(reader);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return reader.finish().normalised();
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%016x%016x", high, low);
  }
}
