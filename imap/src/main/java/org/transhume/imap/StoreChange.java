package org.transhume.imap;

import java.util.Optional;
import org.transhume.mail.Flag;
import org.transhume.mail.Flags;
import org.transhume.mail.ModSeq;

/**
 * How to change flags. They are never replaced as a whole: that would take away what somebody else
 * has set meanwhile.
 *
 * @param add whether the flags are added or taken away
 * @param unchangedSince leaves messages alone that changed after it (RFC 7162 section 3.1.3); only
 *     where CONDSTORE is announced
 */
public record StoreChange(boolean add, Flags flags, Optional<ModSeq> unchangedSince) {
  public StoreChange {
    for (Flag flag : flags) {
      if (!flag.isSendable() || flag.equals(Flag.RECENT)) {
        throw new IllegalArgumentException("A flag that cannot be sent: " + flag);
      }
    }
    if (flags.isEmpty()) {
      throw new IllegalArgumentException("STORE of no flag");
    }
  }

  /** Adds flags. */
  public static StoreChange adding(Flags flags) {
    return new StoreChange(true, flags, Optional.empty());
  }

  /** Takes flags away. */
  public static StoreChange removing(Flags flags) {
    return new StoreChange(false, flags, Optional.empty());
  }

  /** The same, only for messages that have not changed after {@code modSeq}. */
  public StoreChange ifUnchangedSince(ModSeq modSeq) {
    return new StoreChange(add, flags, Optional.of(modSeq));
  }
}
