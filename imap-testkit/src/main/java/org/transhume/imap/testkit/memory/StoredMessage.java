package org.transhume.imap.testkit.memory;

import java.time.OffsetDateTime;
import java.util.SortedSet;

/**
 * A message as it stands in a mailbox at one instant.
 *
 * @param uid its UID
 * @param content its octets; not copied, treat as read-only
 * @param internalDate with the offset it was given
 * @param flags system flags and keywords, without {@code \Recent}
 * @param modSeq its MODSEQ, kept whether or not CONDSTORE is announced
 */
@SuppressWarnings("ArrayRecordComponent") // read-only, compared by nobody
public record StoredMessage(
    long uid, byte[] content, OffsetDateTime internalDate, SortedSet<String> flags, long modSeq) {}
