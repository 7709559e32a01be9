package org.transhume.imap;

import java.net.IDN;

/** Host names as DNS and certificates write them. */
final class Hosts {
  private Hosts() {}

  /** The name in US-ASCII; as it stands if it has none. */
  static String ascii(String host) {
    try {
      return IDN.toASCII(host);
    } catch (IllegalArgumentException _) {
      return host;
    }
  }
}
