package org.transhume.engine.copy;

import java.util.Optional;
import org.transhume.engine.content.Content;
import org.transhume.mail.Flags;
import org.transhume.mail.InternalDate;
import org.transhume.mail.Uid;

/** A message the destination says it stored, with what verification compares. */
public record Copied(
    Uid uid,
    Uid destinationUid,
    Flags sentFlags,
    Optional<InternalDate> internalDate,
    Content content) {}
