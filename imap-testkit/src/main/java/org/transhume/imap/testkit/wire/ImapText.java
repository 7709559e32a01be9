package org.transhume.imap.testkit.wire;

import java.nio.charset.StandardCharsets;

/** Strings as they are written on the wire. */
public final class ImapText {
  private ImapText() {}

  /**
   * A quoted string, or a non-synchronizing literal where quoting cannot hold it. Each character
   * stands for one octet.
   */
  public static String string(String octets) {
    for (int i = 0; i < octets.length(); i++) {
      char c = octets.charAt(i);
      if (c < 0x20 || c > 0x7E) {
        return "{" + octets.length() + "+}\r\n" + octets;
      }
    }
    return quoted(octets);
  }

  /** As {@link #string} but written by a server: the literal carries no plus. */
  public static String serverString(String octets) {
    return string(octets).replaceFirst("^\\{(\\d+)\\+}", "{$1}");
  }

  /** A quoted string; the text must hold no CR, LF or NUL. */
  public static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  /** Text whose characters each stand for an octet, from text in Unicode. */
  public static String utf8Octets(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  /** The octets of text whose characters each stand for one. */
  public static byte[] octets(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
