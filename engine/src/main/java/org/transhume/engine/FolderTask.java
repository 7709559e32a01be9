package org.transhume.engine;

import java.util.Optional;
import org.transhume.engine.endpoint.FolderStatus;
import org.transhume.engine.endpoint.ListedFolder;
import org.transhume.mail.MailboxName;

/**
 * One folder to be worked through.
 *
 * @param standsAt what the destination folder is called as long as nothing is changed
 * @param existing the destination's folder as it was listed, absent if it is to be made
 */
record FolderTask(
    ListedFolder source,
    MailboxName destination,
    MailboxName standsAt,
    Optional<ListedFolder> existing) {
  /** How many messages the source listed, 0 if it did not say. */
  long messages() {
    return source.status().map(FolderStatus::messages).orElse(0L);
  }
}
