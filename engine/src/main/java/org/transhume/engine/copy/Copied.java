package org.transhume.engine.copy;

import java.util.Optional;
import org.transhume.engine.content.Content;
import org.transhume.mail.Flags;
import org.transhume.mail.InternalDate;
import org.transhume.mail.Uid;

/**
 * A message the destination says it stored, with what verification compares.
 *
 * @param expectedFlags what the source shows but \Deleted, flags the destination does not keep and
 *     was not given included: what it does not show is named
 */
public record Copied(
    Uid uid,
    Uid destinationUid,
    Flags expectedFlags,
    Optional<InternalDate> internalDate,
    Content content) {}
