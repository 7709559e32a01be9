package org.transhume.engine.copy;

import java.util.Optional;
import java.util.OptionalLong;
import org.transhume.mail.Flags;
import org.transhume.mail.InternalDate;
import org.transhume.mail.Uid;

/**
 * One message about to be sent.
 *
 * @param sourceFlags as the source shows them
 * @param sentFlags what of them the destination is given
 * @param sizeBytes as announced: a hint for the size of batches
 */
record Outgoing(
    Uid uid,
    Flags sourceFlags,
    Flags sentFlags,
    Optional<InternalDate> internalDate,
    OptionalLong sizeBytes) {}
