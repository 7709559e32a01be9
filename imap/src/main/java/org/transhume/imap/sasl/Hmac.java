package org.transhume.imap.sasl;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A keyed hash (RFC 2104) by one of the algorithms every JDK has. For one thread. */
final class Hmac {
  private final Mac mac;

  Hmac(String algorithm, byte[] key) {
    try {
      mac = Mac.getInstance(algorithm);
      // Java takes no empty key; RFC 2104 fills keys up with zeros, so that one zero is the same.
      mac.init(new SecretKeySpec(key.length == 0 ? new byte[1] : key, algorithm));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has " + algorithm, e);
    }
  }

  byte[] of(byte[] data) {
    return mac.doFinal(data);
  }

  byte[] of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  /** {@code Hi} of RFC 5802 section 2.2, which is PBKDF2 with one block. */
  byte[] iterated(byte[] salt, int iterations) {
    mac.update(salt);
    byte[] last = of(new byte[] {0, 0, 0, 1});
    byte[] sum = last.clone();
    for (int i = 1; i < iterations; i++) {
      last = of(last);
      for (int at = 0; at < sum.length; at++) {
        sum[at] ^= last[at];
      }
    }
    return sum;
  }
}
