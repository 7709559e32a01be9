package org.transhume.engine.endpoint;

import java.util.Optional;
import org.transhume.mail.Flags;
import org.transhume.mail.Handle;
import org.transhume.mail.ModSeq;
import org.transhume.mail.UidSet;

/** A folder of the source, open so that messages can be removed from it and nothing else. */
public interface RemovableFolder extends OpenFolder {
  /** As {@link DestinationFolder#store}; for the mark \Deleted alone. */
  Handle<UidSet> store(UidSet uids, Flags add, Flags remove, Optional<ModSeq> unchangedSince);

  /**
   * Removes {@code uids} and nothing else, for ever. Only where {@link Abilities#canRemoveByUid};
   * only {@code engine.deletion} may call it.
   */
  Handle<Boolean> remove(UidSet uids);

  /**
   * Removes for ever whatever of the folder is marked \Deleted, by whomever (RFC 9051 section
   * 6.4.3). Only {@code engine.deletion} may call it.
   */
  Handle<Boolean> removeMarked();
}
