package org.transhume.imap;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What a server announced (RFC 9051 section 7.2.2): names in any case, some with a value.
 * Immutable; a server announces others after TLS and after login.
 */
public final class Capabilities {
  private static final Capabilities NONE = new Capabilities(List.of());

  private final Set<String> names;
  private final boolean hasLiteralPlus;
  private final boolean hasLiteralMinus;

  private Capabilities(Collection<String> names) {
    var folded = new TreeSet<String>();
    for (String name : names) {
      folded.add(name.toUpperCase(Locale.ROOT));
    }
    this.names = folded;
    this.hasLiteralPlus = has("LITERAL+");
    this.hasLiteralMinus = has("LITERAL-") || has("IMAP4REV2");
  }

  /** No capability at all. */
  public static Capabilities none() {
    return NONE;
  }

  /** The capabilities of these names. */
  public static Capabilities of(Collection<String> names) {
    return names.isEmpty() ? NONE : new Capabilities(names);
  }

  /** The names in {@code text}, parted by spaces. */
  static Capabilities parse(String text) {
    return of(List.of(text.strip().split(" +")).stream().filter(n -> !n.isEmpty()).toList());
  }

  /** Whether the server announced {@code name}, which may hold a value: {@code AUTH=PLAIN}. */
  public boolean has(String name) {
    // Most callers write it as it is kept, and some ask for each message.
    return names.contains(name) || names.contains(name.toUpperCase(Locale.ROOT));
  }

  /** Whether nothing was announced. */
  public boolean isEmpty() {
    return names.isEmpty();
  }

  /** The values of {@code name}: {@code AUTH} gives PLAIN, LOGIN…, in capitals. */
  public Set<String> values(String name) {
    String prefix = name.toUpperCase(Locale.ROOT) + "=";
    return names.stream()
        .filter(announced -> announced.startsWith(prefix))
        .map(announced -> announced.substring(prefix.length()))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** The largest message in octets, if the server says one for all mailboxes (RFC 7889). */
  public OptionalLong appendLimit() {
    for (String value : values("APPENDLIMIT")) {
      if (value.matches("[0-9]{1,18}")) {
        return OptionalLong.of(Long.parseLong(value));
      }
    }
    return OptionalLong.empty();
  }

  /** How many messages one command may be about, if the server has such a limit (RFC 9738). */
  public OptionalLong messageLimit() {
    for (String value : values("MESSAGELIMIT")) {
      if (value.matches("[1-9][0-9]{0,9}")) {
        return OptionalLong.of(Long.parseLong(value));
      }
    }
    return OptionalLong.empty();
  }

  /** Whether literals of any length may be sent without waiting (RFC 7888). */
  public boolean hasLiteralPlus() {
    return hasLiteralPlus;
  }

  /** Whether literals up to 4,096 octets may be sent without waiting; IMAP4rev2 includes it. */
  public boolean hasLiteralMinus() {
    return hasLiteralMinus;
  }

  /** Whether UIDs of stored messages are told and UID EXPUNGE is there; IMAP4rev2 includes it. */
  public boolean hasUidPlus() {
    return has("UIDPLUS") || has("IMAP4REV2");
  }

  /** Whether {@code name} is announced or part of an announced IMAP4rev2 (RFC 9051 appendix E). */
  boolean hasOrRev2(String name) {
    return has(name) || has("IMAP4REV2");
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Capabilities capabilities && names.equals(capabilities.names);
  }

  @Override
  public int hashCode() {
    return names.hashCode();
  }

  /** The names in capitals, sorted, parted by spaces. */
  @Override
  public String toString() {
    return String.join(" ", names);
  }
}
