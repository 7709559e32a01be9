package org.transhume.engine.deletion;

import org.transhume.engine.endpoint.Abilities;
import org.transhume.engine.endpoint.DestinationFolder;
import org.transhume.mail.UidSet;

/**
 * Removes second copies of messages that were sent again after their first answer was lost. The
 * caller has proved that each is ours; see {@code engine.settle}.
 */
public final class SurplusRemoval {
  private SurplusRemoval() {}

  /**
   * Removes {@code surplus} and nothing else.
   *
   * @return whether it was done; false where the destination cannot remove named messages alone
   */
  public static boolean remove(DestinationFolder destination, Abilities abilities, UidSet surplus) {
    if (!abilities.canRemoveByUid()) {
      return false;
    }
    destination.remove(surplus).await();
    return true;
  }
}
