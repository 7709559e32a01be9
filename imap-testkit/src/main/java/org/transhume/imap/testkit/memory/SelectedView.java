package org.transhume.imap.testkit.memory;

import java.util.ArrayList;
import java.util.List;

/**
 * What one connection knows of its selected mailbox: the messages by sequence number as they were
 * last told. Changes by others reach the client only through {@link #announce}. Called with the
 * server's lock held.
 */
final class SelectedView {
  final MemoryMailbox mailbox;
  final boolean isReadOnly;
  final List<Entry> entries = new ArrayList<>();
  private final long uidValidity;
  private long seenExpunges;
  private long seenFlagChanges;
  private int seenKeywords;

  /** A message and the MODSEQ of the flags this client was last told. */
  static final class Entry {
    final Message message;
    final boolean isRecent;
    long toldModSeq;

    Entry(Message message, boolean isRecent) {
      this.message = message;
      this.isRecent = isRecent;
      this.toldModSeq = message.modSeq;
    }
  }

  SelectedView(MemoryMailbox mailbox, boolean isReadOnly) {
    this.mailbox = mailbox;
    this.isReadOnly = isReadOnly;
    uidValidity = mailbox.uidValidity;
    seenExpunges = mailbox.expunges;
    seenFlagChanges = mailbox.flagChanges;
    seenKeywords = mailbox.keywords.size();
    mailbox.messages.forEach(this::enter);
  }

  /** Whether UIDs of this view mean nothing any more. */
  boolean isInconsistent() {
    return mailbox.isGone || mailbox.uidValidity != uidValidity;
  }

  long recent() {
    return entries.stream().filter(entry -> entry.isRecent).count();
  }

  long largestUid() {
    return entries.isEmpty() ? 0 : entries.getLast().message.uid;
  }

  /**
   * Tells the client what changed. EXPUNGE only where it is allowed: not while FETCH, STORE or
   * SEARCH by sequence numbers is in progress (RFC 3501 section 7.4.1).
   */
  void announce(Reply reply, boolean mayExpunge, boolean withModSeq) {
    if (mayExpunge && mailbox.expunges != seenExpunges) {
      seenExpunges = mailbox.expunges;
      announceExpunges(reply);
    }
    announceKeywords(reply);
    int known = entries.size();
    long after = largestUid();
    for (int i = mailbox.indexFrom(after + 1); i < mailbox.messages.size(); i++) {
      enter(mailbox.messages.get(i));
    }
    if (entries.size() > known) {
      reply.untagged(entries.size() + " EXISTS");
      reply.untagged(recent() + " RECENT");
    }
    if (mailbox.flagChanges != seenFlagChanges) {
      seenFlagChanges = mailbox.flagChanges;
      announceFlags(reply, withModSeq);
    }
  }

  private void announceExpunges(Reply reply) {
    var kept = new ArrayList<Entry>(entries.size());
    for (Entry entry : entries) {
      if (entry.message.isExpunged) {
        // The number it has after those before it were removed (RFC 3501 section 7.4.1).
        reply.untagged(kept.size() + 1 + " EXPUNGE");
      } else {
        kept.add(entry);
      }
    }
    entries.clear();
    entries.addAll(kept);
  }

  private void announceKeywords(Reply reply) {
    if (mailbox.keywords.size() != seenKeywords) {
      seenKeywords = mailbox.keywords.size();
      reply.untagged("FLAGS " + Flags.print(definedFlags(mailbox)));
    }
  }

  private void announceFlags(Reply reply, boolean withModSeq) {
    for (int i = 0; i < entries.size(); i++) {
      Entry entry = entries.get(i);
      if (entry.message.modSeq > entry.toldModSeq) {
        entry.toldModSeq = entry.message.modSeq;
        String modSeq = withModSeq ? " MODSEQ (" + entry.message.modSeq + ")" : "";
        reply.untagged((i + 1) + " FETCH (FLAGS " + flags(entry) + modSeq + ")");
      }
    }
  }

  static String flags(Entry entry) {
    var flags = new ArrayList<>(entry.message.flags);
    if (entry.isRecent) {
      flags.add(Flags.RECENT);
    }
    return Flags.print(flags);
  }

  static List<String> definedFlags(MemoryMailbox mailbox) {
    var flags = new ArrayList<>(Flags.SYSTEM);
    flags.addAll(mailbox.keywords);
    return flags;
  }

  private void enter(Message message) {
    entries.add(new Entry(message, message.isRecent));
    if (!isReadOnly) {
      message.isRecent = false;
    }
  }
}
