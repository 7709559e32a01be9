package org.transhume.imap.sasl;

import java.text.Normalizer;

/**
 * Names and passwords as SCRAM hashes them (SASLprep, RFC 4013): spaces of other scripts become
 * spaces, invisible characters go, and what looks the same is written the same (NFKC).
 */
final class SaslPrep {
  private SaslPrep() {}

  /**
   * The prepared form of {@code text}. Characters that RFC 4013 section 2.3 prohibits stay: many
   * servers prepare nothing, and know such a password as it was typed.
   */
  static String prepare(String text) {
    if (text.chars().allMatch(c -> c < 0x80)) {
      return text;
    }
    var mapped = new StringBuilder(text.length());
    text.codePoints()
        .filter(character -> !isMappedToNothing(character))
        .map(character -> isOtherSpace(character) ? ' ' : character)
        .forEach(mapped::appendCodePoint);
    return Normalizer.normalize(mapped, Normalizer.Form.NFKC);
  }

  /** RFC 3454 table C.1.2. */
  private static boolean isOtherSpace(int c) {
    return c == 0xA0
        || c == 0x1680
        || (c >= 0x2000 && c <= 0x200B)
        || c == 0x202F
        || c == 0x205F
        || c == 0x3000;
  }

  /** RFC 3454 table B.1. */
  private static boolean isMappedToNothing(int c) {
    return c == 0xAD
        || c == 0x34F
        || c == 0x1806
        || (c >= 0x180B && c <= 0x180D)
        || c == 0x200C
        || c == 0x200D
        || c == 0x2060
        || (c >= 0xFE00 && c <= 0xFE0F)
        || c == 0xFEFF;
  }
}
