package org.transhume.engine.content;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Reads a message's octets while they pass and tells digest, identity, oddities and size of it in
 * one go, without keeping them: its memory does not depend on the message.
 *
 * <p>One instance reads one message after another: {@link #read} as often as octets come, then
 * {@link #finish}, or {@link #reset} if the message will not be completed. Not safe for several
 * threads.
 */
public final class ContentReader {
  private static final int SCRATCH_BYTES = 16 * 1024;

  private final MessageDigest sha256 = sha256();
  private final NormalForm normalForm = new NormalForm(sha256);
  private final IdentityCollector identity = new IdentityCollector();
  private final byte[] scratch = new byte[SCRATCH_BYTES];

  /** Takes the octets that remain in {@code bytes}, whose position stays where it is. */
  public void read(ByteBuffer bytes) {
    int at = bytes.position();
    if (bytes.hasArray()) {
      take(bytes.array(), bytes.arrayOffset() + at, bytes.arrayOffset() + bytes.limit());
      return;
    }
    while (at < bytes.limit()) {
      int length = Math.min(scratch.length, bytes.limit() - at);
      bytes.get(at, scratch, 0, length);
      take(scratch, 0, length);
      at += length;
    }
  }

  private void take(byte[] bytes, int from, int to) {
    identity.take(bytes, from, to);
    normalForm.take(bytes, from, to);
  }

  /** What the octets since the last message were; the next one begins. */
  public Content finish() {
    normalForm.finish();
    if (identity.hasEightBits()) {
      normalForm.isOdd(Oddity.EIGHT_BIT_HEADER);
    }
    var content =
        new Content(
            ContentDigest.ofSha256(sha256.digest()),
            identity.identity(sha256).hash(),
            normalForm.oddities(),
            normalForm.sizeBytes());
    reset();
    return content;
  }

  /** Forgets the message that was begun. */
  public void reset() {
    sha256.reset();
    normalForm.reset();
    identity.reset();
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
