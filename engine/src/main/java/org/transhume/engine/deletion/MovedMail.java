package org.transhume.engine.deletion;

import org.transhume.engine.endpoint.Abilities;
import org.transhume.engine.endpoint.DestinationFolder;
import org.transhume.engine.endpoint.Relocation;
import org.transhume.mail.Handle;
import org.transhume.mail.MailboxName;
import org.transhume.mail.UidSet;

/**
 * Takes copies of ours out of a folder because their messages were moved to another one at the
 * source. The caller has written down that they are on their way; see {@code engine.follow}.
 */
public final class MovedMail {
  private MovedMail() {}

  /** Whether messages can be taken from one folder to another there. */
  public static boolean isPossible(Abilities abilities) {
    return abilities.canMove() || abilities.canRemoveByUid();
  }

  /**
   * Brings {@code copies} into another folder: in one step where the destination can. Where it
   * cannot they are copied, and stay behind until {@link #removeCopied}.
   */
  public static Handle<Relocation> bring(
      DestinationFolder destination, Abilities abilities, UidSet copies, MailboxName to) {
    return abilities.canMove() ? destination.moveTo(copies, to) : destination.copyTo(copies, to);
  }

  /**
   * Removes what stayed behind and stands, verified, in another folder.
   *
   * @return whether it was done; false where the destination cannot remove named messages alone
   */
  public static boolean removeCopied(
      DestinationFolder destination, Abilities abilities, UidSet copies) {
    if (!abilities.canRemoveByUid()) {
      return false;
    }
    destination.remove(copies).await();
    return true;
  }
}
