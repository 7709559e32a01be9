package org.transhume.imap;

import java.util.Optional;
import org.transhume.mail.UidValidity;

/**
 * How to open a mailbox.
 *
 * @param condstore whether MODSEQ is wanted; asked for only where CONDSTORE is announced
 * @param expected if given and the mailbox has another UIDVALIDITY, reads sent behind the SELECT
 *     come to nothing with {@link Reason#UIDVALIDITY_CHANGED}
 */
public record SelectOptions(boolean condstore, Optional<UidValidity> expected) {
  /** With CONDSTORE where there is any, whatever the UIDVALIDITY. */
  public static SelectOptions usual() {
    return new SelectOptions(true, Optional.empty());
  }

  /** The same, for a mailbox whose UIDs are known from before. */
  public SelectOptions expecting(UidValidity uidValidity) {
    return new SelectOptions(condstore, Optional.of(uidValidity));
  }
}
