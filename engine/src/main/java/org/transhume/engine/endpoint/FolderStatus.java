package org.transhume.engine.endpoint;

import java.util.Optional;
import org.transhume.mail.ModSeq;
import org.transhume.mail.UidNext;
import org.transhume.mail.UidValidity;

/**
 * The state of a folder at one instant, as STATUS, SELECT or EXAMINE told it.
 *
 * @param messages how many messages the folder holds
 * @param uidNext absent where the server does not say (Courier's SELECT)
 * @param highestModSeq {@link ModSeq#NONE} without CONDSTORE
 */
public record FolderStatus(
    UidValidity uidValidity, Optional<UidNext> uidNext, long messages, ModSeq highestModSeq) {
  public FolderStatus {
    if (messages < 0) {
      throw new IllegalArgumentException("A folder holds no fewer than 0 messages: " + messages);
    }
  }
}
