package org.transhume.engine.ledger;

import org.transhume.mail.MailboxName;
import org.transhume.mail.UidValidity;

/** One lifetime of one folder: when UIDVALIDITY changes it is another. */
public record FolderKey(MailboxName name, UidValidity uidValidity) {
  private static final UidValidity LONG_AGO = new UidValidity(1);

  /** An earlier life of the same folder, where the server gives it no number of its own. */
  FolderKey ended() {
    return new FolderKey(name, uidValidity.equals(LONG_AGO) ? new UidValidity(2) : LONG_AGO);
  }
}
