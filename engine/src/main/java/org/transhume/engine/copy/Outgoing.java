package org.transhume.engine.copy;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.transhume.engine.content.Repair;
import org.transhume.mail.Flags;
import org.transhume.mail.InternalDate;
import org.transhume.mail.Uid;

/**
 * One message about to be sent.
 *
 * @param sourceFlags as the source shows them
 * @param sentFlags what of them the destination is given
 * @param sizeBytes as announced: a hint for the size of batches
 * @param repairs what is changed in it on the way; usually nothing
 */
record Outgoing(
    Uid uid,
    Flags sourceFlags,
    Flags sentFlags,
    Optional<InternalDate> internalDate,
    OptionalLong sizeBytes,
    Set<Repair> repairs) {
  /** The same with other flags. */
  Outgoing withSentFlags(Flags others) {
    return new Outgoing(uid, sourceFlags, others, internalDate, sizeBytes, repairs);
  }

  /** The same; the destination puts a date of its own. */
  Outgoing withoutDate() {
    return new Outgoing(uid, sourceFlags, sentFlags, Optional.empty(), sizeBytes, repairs);
  }

  /** The same, to be repaired so. */
  Outgoing repaired(Set<Repair> others) {
    return new Outgoing(uid, sourceFlags, sentFlags, internalDate, sizeBytes, others);
  }
}
