package org.transhume.mail;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * An immutable set of flags in a fixed order, so that the same set always prints the same text.
 * Prints as {@code (\Seen $Forwarded)} without the parentheses.
 */
public final class Flags implements Iterable<Flag> {
  private static final Flags NONE = new Flags(List.of());

  private final List<Flag> flags;

  private Flags(List<Flag> flags) {
    this.flags = flags;
  }

  /** No flag at all. */
  public static Flags none() {
    return NONE;
  }

  /** The given flags, repetitions allowed. */
  public static Flags of(Flag... flags) {
    return of(Arrays.asList(flags));
  }

  /** The given flags, repetitions allowed. */
  public static Flags of(Collection<Flag> flags) {
    return flags.isEmpty() ? NONE : new Flags(List.copyOf(new TreeSet<>(flags)));
  }

  /** Reads what {@link #toString} prints: names parted by single spaces. */
  public static Flags parse(String text) {
    return text.isEmpty() ? NONE : of(Arrays.stream(text.split(" ")).map(Flag::of).toList());
  }

  /** Whether no flag is set. */
  public boolean isEmpty() {
    return flags.isEmpty();
  }

  /** How many flags are set. */
  public int size() {
    return flags.size();
  }

  /** Whether {@code flag} is set. */
  public boolean contains(Flag flag) {
    return flags.contains(flag);
  }

  /** The flags set here or in {@code other}. */
  public Flags plus(Flags other) {
    if (other.isEmpty() || equals(other)) {
      return this;
    }
    var union = new TreeSet<>(flags);
    union.addAll(other.flags);
    return of(union);
  }

  /** The flags set here and not in {@code other}. */
  public Flags minus(Flags other) {
    return other.isEmpty() ? this : keep(flag -> !other.contains(flag));
  }

  /** The flags that {@code wanted} says yes to. */
  public Flags keep(Predicate<Flag> wanted) {
    var kept = new ArrayList<Flag>(flags.size());
    for (Flag flag : flags) {
      if (wanted.test(flag)) {
        kept.add(flag);
      }
    }
    if (kept.size() == flags.size()) {
      return this;
    }
    return kept.isEmpty() ? NONE : new Flags(List.copyOf(kept)); // in order, as they were
  }

  @Override
  public Iterator<Flag> iterator() {
    return flags.iterator();
  }

  @Override
  public boolean equals(Object other) {
    return this == other || other instanceof Flags set && flags.equals(set.flags);
  }

  @Override
  public int hashCode() {
    return flags.hashCode();
  }

  @Override
  public String toString() {
    if (flags.isEmpty()) {
      return "";
    }
    var text = new StringBuilder();
    for (Flag flag : flags) {
      text.append(text.isEmpty() ? "" : " ").append(flag.name());
    }
    return text.toString();
  }
}
