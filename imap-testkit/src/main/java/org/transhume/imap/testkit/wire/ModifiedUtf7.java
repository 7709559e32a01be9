package org.transhume.imap.testkit.wire;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Mailbox names on the wire of IMAP4rev1 (RFC 3501 section 5.1.3). */
public final class ModifiedUtf7 {
  private ModifiedUtf7() {}

  /** The wire form of a name: printable US-ASCII only. */
  public static String encode(String name) {
    var encoded = new StringBuilder();
    int at = 0;
    while (at < name.length()) {
      char c = name.charAt(at);
      if (isPrintable(c)) {
        encoded.append(c == '&' ? "&-" : String.valueOf(c));
        at++;
        continue;
      }
      int end = at;
      while (end < name.length() && !isPrintable(name.charAt(end))) {
        end++;
      }
      byte[] utf16 = name.substring(at, end).getBytes(StandardCharsets.UTF_16BE);
      String base64 = Base64.getEncoder().withoutPadding().encodeToString(utf16);
      encoded.append('&').append(base64.replace('/', ',')).append('-');
      at = end;
    }
    return encoded.toString();
  }

  /** The name of a wire form; {@link WireException} if it is not in the one permitted form. */
  public static String decode(String encoded) {
    var name = new StringBuilder();
    int at = 0;
    while (at < encoded.length()) {
      char c = encoded.charAt(at);
      if (!isPrintable(c)) {
        throw invalid(encoded);
      }
      if (c != '&') {
        name.append(c);
        at++;
        continue;
      }
      int end = encoded.indexOf('-', at);
      if (end < 0) {
        throw invalid(encoded);
      }
      name.append(end == at + 1 ? "&" : shifted(encoded, at + 1, end));
      at = end + 1;
    }
    if (!encode(name.toString()).equals(encoded)) {
      throw invalid(encoded);
    }
    return name.toString();
  }

  private static String shifted(String encoded, int from, int to) {
    try {
      byte[] utf16 = Base64.getDecoder().decode(encoded.substring(from, to).replace(',', '/'));
      return StandardCharsets.UTF_16BE.newDecoder().decode(ByteBuffer.wrap(utf16)).toString();
    } catch (IllegalArgumentException | CharacterCodingException malformed) {
      throw invalid(encoded);
    }
  }

  private static boolean isPrintable(char c) {
    return c >= 0x20 && c <= 0x7E;
  }

  private static WireException invalid(String encoded) {
    return new WireException("not valid modified UTF-7: " + encoded);
  }
}
