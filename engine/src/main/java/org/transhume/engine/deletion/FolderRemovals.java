package org.transhume.engine.deletion;

import org.transhume.mail.MailboxName;
import org.transhume.mail.UidSet;

/**
 * What is removed of one folder for one reason; in a plan, or where a guard refuses it, what would
 * be.
 *
 * @param uids on the side of the reason
 * @param spared of those that might go, the ones somebody touched since; they stay
 */
public record FolderRemovals(
    MailboxName source, MailboxName destination, RemovalReason reason, UidSet uids, UidSet spared) {
  /** What became of it when only {@code gone} went: the rest was touched in the last moment. */
  public FolderRemovals came(UidSet gone) {
    return new FolderRemovals(source, destination, reason, gone, spared.union(uids.minus(gone)));
  }
}
