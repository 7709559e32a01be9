package org.transhume.imap;

import java.util.Optional;
import org.transhume.imap.wire.WireParser;
import org.transhume.mail.Uid;
import org.transhume.mail.UidNext;
import org.transhume.mail.UidSet;
import org.transhume.mail.UidValidity;

/** Numbers of a server as values of ours; those out of range are absent. */
final class Numbers {
  private Numbers() {}

  static Optional<UidValidity> uidValidity(long value) {
    return value >= 1 && value <= Uid.MAX_VALUE
        ? Optional.of(new UidValidity(value))
        : Optional.empty();
  }

  static Optional<UidNext> uidNext(long value) {
    return value >= 1 && value <= Uid.MAX_VALUE + 1
        ? Optional.of(new UidNext(value))
        : Optional.empty();
  }

  static boolean isUid(long value) {
    return value >= 1 && value <= Uid.MAX_VALUE;
  }

  /** A set of UIDs at the cursor; reversed ranges are allowed, {@code *} is not. */
  static UidSet uidSet(WireParser in) {
    try {
      return UidSet.parse(in.atom());
    } catch (IllegalArgumentException _) {
      throw in.error("UID set expected");
    }
  }

  /**
   * An object id of RFC 8474 section 7: at most 255 characters of a small alphabet. Cyrus 3.6.1
   * answers random bytes to LIST … RETURN (STATUS (MAILBOXID)).
   */
  static Optional<String> objectId(String id) {
    return id.matches("[A-Za-z0-9_-]{1,255}") ? Optional.of(id) : Optional.empty();
  }
}
