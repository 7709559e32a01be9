package org.transhume.imap.testkit.wire;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** One argument of a command or one piece of a response, before anybody gave it a meaning. */
public sealed interface Value {

  /**
   * An atom, quoted string or literal held in memory.
   *
   * @param octets what was written, quoting removed; not copied, treat as read-only
   * @param isAtom false for quoted strings and literals: {@code NIL} in quotes is a name
   */
  @SuppressWarnings("ArrayRecordComponent") // read-only, compared by nobody
  record Text(byte[] octets, boolean isAtom) implements Value {}

  /** A parenthesised list. */
  record Items(List<Value> values) implements Value {
    public Items {
      values = List.copyOf(values);
    }
  }

  /** A literal that was consumed while it was read; {@code result} is whatever its reader made. */
  record Consumed(Object result) implements Value {}

  /** The octets read as ISO 8859-1: protocol words, each octet one character. */
  default String text() {
    if (this instanceof Text(byte[] octets, _)) {
      return new String(octets, StandardCharsets.ISO_8859_1);
    }
    throw new WireException("expected a string, found " + describe());
  }

  /** The octets read as UTF-8: user names and passwords. */
  default String utf8() {
    if (this instanceof Text(byte[] octets, _)) {
      return new String(octets, StandardCharsets.UTF_8);
    }
    throw new WireException("expected a string, found " + describe());
  }

  /** The text in upper case, for protocol words. */
  default String word() {
    return text().toUpperCase(Locale.ROOT);
  }

  /** The values of a parenthesised list. */
  default List<Value> items() {
    if (this instanceof Items(List<Value> values)) {
      return values;
    }
    throw new WireException("expected a list, found " + describe());
  }

  default boolean isList() {
    return this instanceof Items;
  }

  /** Whether this is the atom NIL, which is not the same as the string "NIL". */
  default boolean isNil() {
    return this instanceof Text(_, boolean isAtom) && isAtom && word().equals("NIL");
  }

  /** An unsigned number (RFC 9051 section 9: number64). */
  default long number() {
    String digits = text();
    try {
      long number = Long.parseLong(digits);
      if (number >= 0 && Character.isDigit(digits.charAt(0))) {
        return number;
      }
    } catch (NumberFormatException notDigits) {
      // falls through: the message below says the same with the text in it
    }
    throw new WireException("expected a number, found " + digits);
  }

  private String describe() {
    return switch (this) {
      case Text _ -> "the string " + text();
      case Items(List<Value> values) -> "a list of " + values.size();
      case Consumed _ -> "a literal";
    };
  }
}
