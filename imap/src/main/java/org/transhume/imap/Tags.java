package org.transhume.imap;

import java.nio.charset.StandardCharsets;

/** The tags of our commands: {@code t1}, {@code t2}… and the announcement of literals. */
final class Tags {
  private Tags() {}

  /** The tag with the space behind it. */
  static byte[] prefix(long number) {
    return ("t" + number + " ").getBytes(StandardCharsets.US_ASCII);
  }

  /** The number of a tag of ours; 0 if it is none. */
  static long number(String tag) {
    if (tag.length() < 2 || tag.length() > 19 || tag.charAt(0) != 't') {
      return 0;
    }
    long number = 0;
    for (int i = 1; i < tag.length(); i++) {
      char c = tag.charAt(i);
      if (c < '0' || c > '9') {
        return 0;
      }
      number = number * 10 + (c - '0');
    }
    return number;
  }

  /** The announcement of a literal with its CRLF (RFC 9051 section 4.3, RFC 7888). */
  static byte[] literal(long octets, boolean nonSynchronizing) {
    String plus = nonSynchronizing ? "+" : "";
    return ("{" + octets + plus + "}\r\n").getBytes(StandardCharsets.US_ASCII);
  }
}
