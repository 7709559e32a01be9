package org.transhume.engine.deletion;

import org.transhume.engine.endpoint.DestinationFolder;
import org.transhume.engine.endpoint.MailDestination;
import org.transhume.engine.ledger.FolderKey;

/**
 * Removes folders that Transhume made, one at a time, if nothing is in them. IMAP's DELETE takes
 * along what is in a folder, so that it is opened and counted right before; mail that arrives
 * within that round trip goes with it (an inherent limit).
 */
public final class EmptyFolderRemoval {
  private EmptyFolderRemoval() {}

  /**
   * Removes the folder and its subscription.
   *
   * @return false if it is another by now, or holds mail
   */
  public static boolean remove(MailDestination destination, FolderKey folder) {
    try (DestinationFolder open = destination.open(folder.name())) {
      boolean isEmpty =
          open.status().uidValidity().equals(folder.uidValidity())
              && open.status().messages() == 0
              && open.uids().await().isEmpty();
      if (!isEmpty) {
        return false;
      }
    }
    destination.delete(folder.name()).await();
    destination.unsubscribe(folder.name()).await();
    return true;
  }
}
