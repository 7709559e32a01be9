package org.transhume.engine.endpoint;

import java.util.Optional;
import org.transhume.mail.Flag;
import org.transhume.mail.Flags;
import org.transhume.mail.Handle;
import org.transhume.mail.MailboxName;
import org.transhume.mail.ModSeq;
import org.transhume.mail.UidSet;

/** A folder of the destination, open for reading and writing. */
public interface DestinationFolder extends OpenFolder {
  /** Whether the folder keeps {@code flag} once it is set (PERMANENTFLAGS). */
  boolean keeps(Flag flag);

  /** Begins a batch; the one before must be committed or abandoned, its outcome may be open. */
  Batch begin();

  /**
   * Adds and takes away flags of {@code uids}, of each only if it has not changed since {@code
   * unchangedSince}, where that is given. The handle ends with the UIDs left as they were because
   * they had changed.
   */
  Handle<UidSet> store(UidSet uids, Flags add, Flags remove, Optional<ModSeq> unchangedSince);

  /**
   * Copies {@code uids} into another folder, flags and dates with them (RFC 9051 section 6.4.7).
   */
  Handle<Relocation> copyTo(UidSet uids, MailboxName to);

  /**
   * Moves {@code uids} into another folder: each is in exactly one of the two at any instant (RFC
   * 6851 section 3.3). Only where {@link Abilities#canMove}; only {@code engine.deletion} may call
   * it.
   */
  Handle<Relocation> moveTo(UidSet uids, MailboxName to);

  /**
   * Removes {@code uids} and nothing else, for ever. Only where {@link Abilities#canRemoveByUid};
   * only {@code engine.deletion} may call it.
   */
  Handle<Boolean> remove(UidSet uids);
}
