package org.transhume.server.transfer;

import java.util.Locale;
import java.util.Optional;

/** Kinds of mail servers with settings and quirks of their own (requirement A2). */
public enum Provider {
  GMAIL,
  EXCHANGE,
  OFFICE,
  DOMINO,
  YAHOO,
  /** Any server that speaks IMAP. */
  DEFAULT;

  /** The word that files and programs use. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The provider a word means, in any case. */
  public static Optional<Provider> ofWord(String word) {
    for (Provider provider : values()) {
      if (provider.word().equalsIgnoreCase(word)) {
        return Optional.of(provider);
      }
    }
    return Optional.empty();
  }
}
