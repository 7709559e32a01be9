package org.transhume.imap.testkit.memory;

import java.time.OffsetDateTime;
import java.util.SortedSet;

/** A message in its mailbox; the mutable part is guarded by the server's lock. */
final class Message {
  final long uid;
  final byte[] content;
  final OffsetDateTime internalDate;
  SortedSet<String> flags;
  long modSeq;
  boolean isExpunged;
  boolean isRecent = true;

  Message(
      long uid, byte[] content, OffsetDateTime internalDate, SortedSet<String> flags, long modSeq) {
    this.uid = uid;
    this.content = content;
    this.internalDate = internalDate;
    this.flags = flags;
    this.modSeq = modSeq;
  }

  boolean has(String flag) {
    return flags.contains(flag);
  }

  StoredMessage snapshot() {
    return new StoredMessage(uid, content, internalDate, flags, modSeq);
  }
}
