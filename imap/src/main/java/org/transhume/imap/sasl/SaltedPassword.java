package org.transhume.imap.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.transhume.mail.Secret;

/**
 * What SCRAM derives of a password, at a price that is meant to be high. The last outcome is kept,
 * as RFC 5802 section 3 lets a client do: the connections of one account pay once. Thread-safe.
 */
public final class SaltedPassword {
  private static final String HMAC = "HmacSHA256";

  private final Secret password;
  private final AtomicReference<@Nullable Salted> last = new AtomicReference<>();

  private record Salted(byte[] salt, int iterations, byte[] key) {}

  public SaltedPassword(Secret password) {
    this.password = password;
  }

  /** {@code SaltedPassword} of RFC 5802 section 3. Takes some hundredths of a second at first. */
  byte[] key(byte[] salt, int iterations) {
    @Nullable Salted known = last.get();
    if (known != null && known.iterations == iterations && Arrays.equals(known.salt, salt)) {
      return known.key.clone();
    }
    byte[] prepared = SaslPrep.prepare(password.reveal()).getBytes(UTF_8);
    byte[] key = new Hmac(HMAC, prepared).iterated(salt, iterations);
    last.set(new Salted(salt.clone(), iterations, key.clone()));
    return key;
  }
}
