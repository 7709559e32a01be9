package org.transhume.store;

import java.util.Arrays;
import org.transhume.mail.Flag;
import org.transhume.mail.Flags;

/**
 * Text from outside as it is stored: what no database takes, or not every one (NUL, halves of
 * surrogate pairs, which UTF-8 cannot express), is written as U+FFFF and four hexadecimal digits,
 * so that every text reads back as it was. All other text stays as it is.
 */
final class StoredText {
  private static final char ESCAPE = '\uFFFF';

  private StoredText() {}

  static String of(String text) {
    return escaped(text, ESCAPE);
  }

  /** The inverse of {@link #of}. */
  static String read(String stored) {
    if (stored.indexOf(ESCAPE) < 0) {
      return stored;
    }
    var text = new StringBuilder(stored.length());
    for (int i = 0; i < stored.length(); i++) {
      char c = stored.charAt(i);
      if (c == ESCAPE) {
        text.append((char) Integer.parseInt(stored.substring(i + 1, i + 5), 16));
        i += 4;
      } else {
        text.append(c);
      }
    }
    return text.toString();
  }

  /** The names of the flags, parted by single spaces; a space inside of one is escaped. */
  static String ofFlags(Flags flags) {
    var names = new StringBuilder();
    for (Flag flag : flags) {
      names.append(names.isEmpty() ? "" : " ").append(escaped(flag.name(), ' '));
    }
    return names.toString();
  }

  /** The inverse of {@link #ofFlags}. */
  static Flags readFlags(String stored) {
    return stored.isEmpty()
        ? Flags.none()
        : Flags.of(
            Arrays.stream(stored.split(" ")).map(name -> Flag.of(StoredText.read(name))).toList());
  }

  private static String escaped(String text, char alsoEscaped) {
    int at = 0;
    while (at < text.length() && isKept(text, at, alsoEscaped)) {
      at++;
    }
    if (at == text.length()) {
      return text;
    }
    var stored = new StringBuilder(text.length() + 16).append(text, 0, at);
    for (; at < text.length(); at++) {
      if (isKept(text, at, alsoEscaped)) {
        stored.append(text.charAt(at));
      } else {
        stored.append(ESCAPE).append("%04x".formatted((int) text.charAt(at)));
      }
    }
    return stored.toString();
  }

  private static boolean isKept(String text, int at, char alsoEscaped) {
    char c = text.charAt(at);
    if (Character.isHighSurrogate(c)) {
      return at + 1 < text.length() && Character.isLowSurrogate(text.charAt(at + 1));
    }
    if (Character.isLowSurrogate(c)) {
      return at > 0 && Character.isHighSurrogate(text.charAt(at - 1));
    }
    return c != 0 && c != ESCAPE && c != alsoEscaped;
  }
}
