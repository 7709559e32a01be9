package org.transhume.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import org.transhume.engine.ledger.AccountId;

/**
 * What the ledger file of an account is called: readable, of letters, digits and a few signs every
 * file system takes, at most 130 characters. A hash tells accounts apart that would be called the
 * same because they were cut, or on a file system that does not tell capitals from small letters.
 */
final class LedgerFileName {
  static final String ENDING = ".ledger";
  private static final int MAX_PART_CHARS = 52;
  private static final int HASH_BYTES = 6;

  private LedgerFileName() {}

  /** The name without {@link #ENDING}. */
  static String of(AccountId account) {
    return readable(account.login())
        + "_at_"
        + readable(account.endpoint())
        + "-"
        + hash(account.endpoint() + '\0' + account.login());
  }

  /**
   * Whether the file called {@code name} may be the ledger of a login with that local part; the
   * file itself says for sure.
   */
  static boolean mayBeOf(String localPart, String name) {
    int end = name.indexOf("_at_");
    String login = (end < 0 ? name : name.substring(0, end)).toLowerCase(Locale.ROOT);
    // A sign that stands first is written in another way than one in the middle.
    String middle = readable("x" + localPart).substring(1).toLowerCase(Locale.ROOT);
    String first = readable(localPart).toLowerCase(Locale.ROOT);
    return login.endsWith("~") || login.contains(middle) || login.contains(first);
  }

  private static String readable(String text) {
    var name = new StringBuilder();
    for (byte b : text.getBytes(UTF_8)) {
      String next = isPlain(b, name.isEmpty()) ? String.valueOf((char) b) : "%%%02X".formatted(b);
      if (name.length() + next.length() > MAX_PART_CHARS) {
        return name.append('~').toString();
      }
      name.append(next);
    }
    return name.toString();
  }

  /** A dot in front would hide the file, a dash would make it look like an option. */
  private static boolean isPlain(byte b, boolean first) {
    return (b >= 'a' && b <= 'z')
        || (b >= 'A' && b <= 'Z')
        || (b >= '0' && b <= '9')
        || b == '@'
        || b == '_'
        || (!first && (b == '.' || b == '-' || b == '+'));
  }

  private static String hash(String text) {
    try {
      // UTF-16, so that logins which no charset can express differ too.
      byte[] utf16 = new byte[text.length() * 2];
      for (int i = 0; i < text.length(); i++) {
        utf16[2 * i] = (byte) (text.charAt(i) >> 8);
        utf16[2 * i + 1] = (byte) text.charAt(i);
      }
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(utf16);
      return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("Every Java has SHA-256", e);
    }
  }
}
