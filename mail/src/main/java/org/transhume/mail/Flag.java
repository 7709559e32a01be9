package org.transhume.mail;

import java.util.Locale;

/**
 * A system flag such as {@code \Seen} or a keyword such as {@code $Forwarded} (RFC 9051 section
 * 2.3.2). Two flags that differ in case only are equal; the spelling first seen is kept. The name
 * is at most what a server sent; whether a destination takes it is the destination's affair.
 */
public final class Flag implements Comparable<Flag> {
  public static final Flag SEEN = new Flag("\\Seen");
  public static final Flag ANSWERED = new Flag("\\Answered");
  public static final Flag FLAGGED = new Flag("\\Flagged");
  public static final Flag DELETED = new Flag("\\Deleted");
  public static final Flag DRAFT = new Flag("\\Draft");

  /** Set by the server alone (RFC 3501 section 2.3.2); never sent. */
  public static final Flag RECENT = new Flag("\\Recent");

  private final String name;
  private final String folded;
  private final boolean isSendable;

  private Flag(String name) {
    this.name = name;
    this.folded = name.toLowerCase(Locale.ROOT);
    this.isSendable = isAtom(name, name.charAt(0) == '\\' ? 1 : 0);
  }

  /**
   * The flag of that name; a leading backslash makes it a system flag.
   *
   * @throws IllegalArgumentException if the name is empty
   */
  public static Flag of(String name) {
    if (name.isEmpty()) {
      throw new IllegalArgumentException("A flag has a name");
    }
    return new Flag(name);
  }

  /** The name as it was spelt, backslash included. */
  public String name() {
    return name;
  }

  /** Whether the name begins with a backslash. */
  public boolean isSystem() {
    return name.charAt(0) == '\\';
  }

  /**
   * Whether the name can be written into a command: an atom, after the backslash of a system flag
   * (RFC 9051 section 9, {@code flag}). Servers list others (brackets, spaces, raw 8-bit).
   */
  public boolean isSendable() {
    return isSendable;
  }

  private static boolean isAtom(String name, int from) {
    if (from == name.length()) {
      return false;
    }
    for (int i = from; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c <= ' ' || c >= 0x7F || "(){%*\"\\]".indexOf(c) >= 0) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int compareTo(Flag other) {
    return folded.compareTo(other.folded);
  }

  @Override
  public boolean equals(Object other) {
    return this == other || other instanceof Flag flag && folded.equals(flag.folded);
  }

  @Override
  public int hashCode() {
    return folded.hashCode();
  }

  @Override
  public String toString() {
    return name;
  }
}
