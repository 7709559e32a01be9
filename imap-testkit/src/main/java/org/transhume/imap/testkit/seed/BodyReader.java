package org.transhume.imap.testkit.seed;

import java.io.IOException;
import java.io.InputStream;

/**
 * Makes something of a message's octets while they arrive. What it leaves unread is skipped.
 *
 * @param <T> what it makes
 */
@FunctionalInterface
public interface BodyReader<T> {
  T read(InputStream body, long sizeBytes) throws IOException;

  /** Keeps the octets; for small messages. */
  static BodyReader<byte[]> octets() {
    return (body, sizeBytes) -> body.readNBytes(Math.toIntExact(sizeBytes));
  }
}
