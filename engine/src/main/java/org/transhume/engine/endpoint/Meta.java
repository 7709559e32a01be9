package org.transhume.engine.endpoint;

import java.util.Optional;
import java.util.OptionalLong;
import org.transhume.mail.Flags;
import org.transhume.mail.InternalDate;
import org.transhume.mail.ModSeq;
import org.transhume.mail.Uid;

/**
 * What a listing told of one message. What was not asked for, or not answered, is absent.
 *
 * @param flags without \Recent, which says something of a session and not of the message
 * @param sizeBytes the announced size
 * @param modSeq {@link ModSeq#NONE} where the endpoint tells none; it comes with FLAGS where {@link
 *     Abilities#tellsChanges}
 */
public record Meta(
    Uid uid,
    Optional<Flags> flags,
    Optional<InternalDate> internalDate,
    OptionalLong sizeBytes,
    Optional<HeaderFields> identity,
    ModSeq modSeq) {}
