package org.transhume.imap.testkit.memory;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Sets of system flags and keywords: compared without regard to case (RFC 9051 section 2.3.2),
 * printed as first written, system flags in their usual form.
 */
final class Flags {
  static final String RECENT = "\\Recent";
  static final String DELETED = "\\Deleted";
  static final String SEEN = "\\Seen";

  static final List<String> SYSTEM = List.of("\\Answered", "\\Flagged", DELETED, SEEN, "\\Draft");

  private Flags() {}

  static SortedSet<String> of(Collection<String> flags) {
    var set = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    for (String flag : flags) {
      set.add(canonical(flag));
    }
    return Collections.unmodifiableSortedSet(set);
  }

  static SortedSet<String> plus(SortedSet<String> flags, Collection<String> more) {
    var set = new TreeSet<>(flags);
    for (String flag : more) {
      set.add(canonical(flag));
    }
    return Collections.unmodifiableSortedSet(set);
  }

  static SortedSet<String> minus(SortedSet<String> flags, Collection<String> fewer) {
    var set = new TreeSet<>(flags);
    // Not removeAll: that may ask the other collection, which compares with regard to case.
    for (String flag : fewer) {
      set.remove(flag);
    }
    return Collections.unmodifiableSortedSet(set);
  }

  static boolean isKeyword(String flag) {
    return !flag.startsWith("\\");
  }

  /** Whether a client may set it: a keyword or one of the five system flags. */
  static boolean isSettable(String flag) {
    return isKeyword(flag) || SYSTEM.stream().anyMatch(flag::equalsIgnoreCase);
  }

  static String print(Collection<String> flags) {
    return "(" + String.join(" ", flags) + ")";
  }

  private static String canonical(String flag) {
    for (String system : SYSTEM) {
      if (system.equalsIgnoreCase(flag)) {
        return system;
      }
    }
    return flag;
  }
}
