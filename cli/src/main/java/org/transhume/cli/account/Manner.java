package org.transhume.cli.account;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * How to talk to a server, where a person has a say.
 *
 * @param mechanism how to prove the password
 * @param compresses whether what is sent and received is compressed, where the server can
 */
public record Manner(Mechanism mechanism, boolean compresses) {
  /** Nothing said. */
  public static final Manner USUAL = new Manner(Mechanism.AUTOMATIC, false);

  /** How to prove the password. All but the first: by this and nothing else. */
  public enum Mechanism {
    AUTOMATIC,
    PLAIN,
    LOGIN,
    SCRAM_SHA_256,
    CRAM_MD5;

    /** The mechanism as SASL writes it, in any case. */
    public static Optional<Mechanism> named(String text) {
      String name = text.toUpperCase(Locale.ROOT).replace('-', '_');
      return Arrays.stream(values()).filter(each -> each.name().equals(name)).findFirst();
    }
  }
}
