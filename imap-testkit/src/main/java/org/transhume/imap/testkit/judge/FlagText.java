package org.transhume.imap.testkit.judge;

import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Sets of flags as one text that is equal when the sets are: lower case, sorted. */
final class FlagText {
  private static final String RECENT = "\\recent";

  private FlagText() {}

  static String of(Collection<String> flags) {
    var sorted = new TreeSet<String>();
    for (String flag : flags) {
      sorted.add(flag.toLowerCase(Locale.ROOT));
    }
    sorted.remove(RECENT);
    // One object for each set in use, however many messages have it.
    return String.join(" ", sorted).intern();
  }

  static String without(String flags, Set<String> leftOut) {
    if (leftOut.isEmpty() || flags.isEmpty()) {
      return flags;
    }
    var kept = new TreeSet<String>();
    for (String flag : flags.split(" ", -1)) {
      if (!leftOut.contains(flag)) {
        kept.add(flag);
      }
    }
    return String.join(" ", kept);
  }
}
