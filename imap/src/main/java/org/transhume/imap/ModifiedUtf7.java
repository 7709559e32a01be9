package org.transhume.imap;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * The encoding of mailbox names in RFC 3501 section 5.1.3: printable US-ASCII stands for itself,
 * {@code &-} for {@code &}, and runs of other characters for their UTF-16BE octets in a base64 with
 * a comma for the slash and no padding.
 */
final class ModifiedUtf7 {
  private ModifiedUtf7() {}

  /**
   * Encodes {@code text}, in the one way the RFC allows.
   *
   * @throws IllegalArgumentException if it holds half a surrogate pair
   */
  static String encode(String text) {
    var encoded = new StringBuilder(text.length());
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (isPrintable(c)) {
        encoded.append(c == '&' ? "&-" : String.valueOf(c));
        at++;
        continue;
      }
      int end = at;
      while (end < text.length() && !isPrintable(text.charAt(end))) {
        end++;
      }
      encoded.append(shift(text.substring(at, end)));
      at = end;
    }
    return encoded.toString();
  }

  private static String shift(String run) {
    if (hasLoneSurrogate(run)) {
      throw new IllegalArgumentException("Half a surrogate pair in a mailbox name");
    }
    byte[] octets = run.getBytes(StandardCharsets.UTF_16BE);
    String base64 = Base64.getEncoder().withoutPadding().encodeToString(octets);
    return "&" + base64.replace('/', ',') + "-";
  }

  /**
   * Decodes {@code text} if it is exactly what {@link #encode} writes: anything looser would let
   * two names of the wire become one.
   */
  static Optional<String> decode(String text) {
    var decoded = new StringBuilder(text.length());
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (!isPrintable(c)) {
        return Optional.empty();
      }
      if (c != '&') {
        decoded.append(c);
        continue;
      }
      int end = text.indexOf('-', at);
      if (end < 0) {
        return Optional.empty();
      }
      if (end == at) {
        decoded.append('&');
      } else {
        Optional<String> run = unshift(text.substring(at, end));
        if (run.isEmpty()) {
          return Optional.empty();
        }
        decoded.append(run.get());
      }
      at = end + 1;
    }
    String name = decoded.toString();
    boolean canonical = !hasLoneSurrogate(name) && encode(name).equals(text);
    return canonical ? Optional.of(name) : Optional.empty();
  }

  private static Optional<String> unshift(String base64) {
    try {
      byte[] octets = Base64.getDecoder().decode(base64.replace('/', '=').replace(',', '/'));
      byte[] even = octets.length % 2 == 0 ? octets : Arrays.copyOf(octets, octets.length - 1);
      return Optional.of(new String(even, StandardCharsets.UTF_16BE));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static boolean isPrintable(char c) {
    return c >= ' ' && c <= '~';
  }

  private static boolean hasLoneSurrogate(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(c)) {
        return true;
      }
    }
    return false;
  }
}
