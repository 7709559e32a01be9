package org.transhume.engine.content;

import java.nio.ByteBuffer;

/**
 * The digest of a message's normalised octets: the first 16 bytes of SHA-256 over them, with every
 * line end (LF, CR LF, CR CR LF) as CRLF, a final CRLF, and NUL as 0x80. Equal digests mean equal
 * mail, whatever a server did to line ends. An empty message counts as one empty line.
 *
 * @param high bytes 0 to 7, big-endian
 * @param low bytes 8 to 15, big-endian
 */
public record ContentDigest(long high, long low) {
  /**
   * The way digests and {@linkplain Identity identities} are made; recorded in the ledger, raised
   * when either way changes.
   */
  public static final int VERSION = 1;

  /** Nobody has read the octets: the message was known by its identity alone. */
  public static final ContentDigest UNKNOWN = new ContentDigest(0, 0);

  static ContentDigest ofSha256(byte[] sha256) {
    var words = ByteBuffer.wrap(sha256);
    return new ContentDigest(words.getLong(), words.getLong());
  }

  @Override
  public String toString() {
    return "%016x%016x".formatted(high, low);
  }
}
