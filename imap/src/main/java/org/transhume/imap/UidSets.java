package org.transhume.imap;

import java.util.List;
import org.transhume.mail.Uid;
import org.transhume.mail.UidSet;

/** UID sets as commands write them. */
final class UidSets {
  /** Courier reads tokens up to 16 kB, Exchange lines up to about 10 kB; both hang up beyond. */
  private static final int MAX_CHARS = 8000;

  private UidSets() {}

  /** The set in parts short enough for every server's command line, at least one. */
  static List<UidSet> cut(UidSet uids) {
    return uids.isEmpty() ? List.of(uids) : uids.cut(MAX_CHARS);
  }

  /**
   * The set, with {@code *} for the largest possible UID. For reading only: a server answers {@code
   * n:*} with its last message even if that is below n (RFC 9051 section 9, seq-range).
   */
  static String openEnded(UidSet uids) {
    String text = uids.toString();
    String largest = ":" + Uid.MAX_VALUE;
    return text.endsWith(largest)
        ? text.substring(0, text.length() - largest.length()) + ":*"
        : text;
  }
}
