package org.transhume.mail;

import java.security.SecureRandom;

/** Where octets come from that nobody else can foresee. */
@FunctionalInterface
public interface Entropy {
  /** Fills {@code octets}. Any thread. */
  void fill(byte[] octets);

  /** The machine's own. */
  static Entropy system() {
    return octets -> new SecureRandom().nextBytes(octets);
  }
}
