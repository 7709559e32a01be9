package org.transhume.imap.testkit.judge;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;

/**
 * Takes a message's octets as they come and keeps two digests, the length and the Message-ID: of
 * the octets as they are, and normalised as servers are known to change them (bare LF to CRLF, NUL
 * to 0x80, a missing final CRLF added). A bare CR stays what it is.
 */
final class MailReader extends OutputStream {
  /** A Message-ID further down than this is not looked for. */
  private static final int HEADER_BYTES = 64 * 1024;

  private static final int BUFFER_BYTES = 32 * 1024;

  private final MessageDigest raw = sha256();
  private final MessageDigest normalised = sha256();
  private final ByteArrayOutputStream header = new ByteArrayOutputStream();
  private final byte[] buffer = new byte[BUFFER_BYTES + 2];
  private int buffered;
  private long bytes;
  private int last = -1;
  private int lastButOne = -1;

  /** What is known of a message once all of it has passed. */
  record Read(ContentDigest raw, ContentDigest normalised, long bytes, String messageId) {}

  @Override
  public void write(int octet) {
    write(new byte[] {(byte) octet}, 0, 1);
  }

  @Override
  public void write(byte[] octets, int offset, int length) {
    raw.update(octets, offset, length);
    if (header.size() < HEADER_BYTES) {
      header.write(octets, offset, Math.min(length, HEADER_BYTES - header.size()));
    }
    for (int i = offset; i < offset + length; i++) {
      take(octets[i]);
    }
    bytes += length;
  }

  Read finish() {
    if (lastButOne != '\r' || last != '\n') {
      put('\r');
      put('\n');
    }
    normalised.update(buffer, 0, buffered);
    return new Read(
        ContentDigest.of(raw.digest()),
        ContentDigest.of(normalised.digest()),
        bytes,
        messageId(header.toString(StandardCharsets.ISO_8859_1)));
  }

  private void take(byte octet) {
    if (octet == '\n' && last != '\r') {
      put('\r');
    }
    put(octet == 0 ? (byte) 0x80 : octet);
  }

  private void put(int octet) {
    buffer[buffered++] = (byte) octet;
    if (buffered >= BUFFER_BYTES) {
      normalised.update(buffer, 0, buffered);
      buffered = 0;
    }
    lastButOne = last;
    last = octet;
  }

  private static String messageId(String text) {
    int at = 0;
    while (at < text.length()) {
      int end = text.indexOf('\n', at);
      String line = text.substring(at, end < 0 ? text.length() : end).stripTrailing();
      if (line.isEmpty()) {
        return "";
      }
      if (line.toLowerCase(Locale.ROOT).startsWith("message-id:")) {
        // Of a bare CR the rest is not wanted either: the value goes into reports.
        String value = line.substring("message-id:".length()).strip().split("\r", 2)[0];
        return value.isEmpty() && end >= 0 ? folded(text, end + 1) : value;
      }
      at = end < 0 ? text.length() : end + 1;
    }
    return "";
  }

  /** A Message-ID too long for its line stands on the next. */
  private static String folded(String text, int at) {
    int end = text.indexOf('\n', at);
    return text.substring(at, end < 0 ? text.length() : end).strip();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
