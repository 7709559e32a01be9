package org.transhume.imap;

import java.util.Optional;
import org.transhume.mail.Flag;
import org.transhume.mail.Flags;
import org.transhume.mail.ModSeq;
import org.transhume.mail.UidNext;
import org.transhume.mail.UidValidity;

/**
 * What SELECT or EXAMINE told (RFC 9051 section 6.3.2).
 *
 * @param uidNext absent where the server does not say (Courier)
 * @param highestModSeq {@link ModSeq#NONE} without CONDSTORE and for a mailbox with NOMODSEQ
 * @param flags the flags in use in the mailbox
 * @param permanentFlags the flags that can be changed for good; absent means all of {@link #flags}
 *     (RFC 9051 section 7.1)
 * @param takesKeywords whether new keywords can be made ({@code \*})
 * @param mailboxId RFC 8474
 */
public record SelectedMailbox(
    EncodedMailboxName name,
    boolean readOnly,
    long exists,
    UidValidity uidValidity,
    Optional<UidNext> uidNext,
    ModSeq highestModSeq,
    Flags flags,
    Optional<Flags> permanentFlags,
    boolean takesKeywords,
    Optional<String> mailboxId) {

  /** Whether {@code flag} stays once it is set, as far as the server tells. */
  public boolean keeps(Flag flag) {
    if (readOnly) {
      return false;
    }
    return permanentFlags.orElse(flags).contains(flag) || (takesKeywords && !flag.isSystem());
  }
}
