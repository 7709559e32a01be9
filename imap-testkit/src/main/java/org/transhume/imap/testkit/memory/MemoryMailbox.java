package org.transhume.imap.testkit.memory;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * A mailbox of a {@link MemoryImapServer}. The public methods are for tests: thread-safe, and what
 * they do is seen by connected clients as the doing of somebody else.
 */
public final class MemoryMailbox {
  private final ServerLock lock;

  String name;
  final String mailboxId;
  long uidValidity;
  long uidNext = 1;
  long highestModSeq = 1;
  long expunges;
  long flagChanges;
  boolean isReadOnly;
  boolean isGone;
  Optional<String> specialUse = Optional.empty();
  final ArrayList<Message> messages = new ArrayList<>();
  final Map<Long, BodyTrouble> bodyTroubles = new HashMap<>();
  final TreeSet<String> keywords = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

  MemoryMailbox(ServerLock lock, String name, long uidValidity, String mailboxId) {
    this.lock = lock;
    this.name = name;
    this.uidValidity = uidValidity;
    this.mailboxId = mailboxId;
  }

  /** Its name as on the wire (modified UTF-7). */
  public String name() {
    return lock.hold(() -> name);
  }

  public long uidValidity() {
    return lock.hold(() -> uidValidity);
  }

  public long uidNext() {
    return lock.hold(() -> uidNext);
  }

  public long highestModSeq() {
    return lock.hold(() -> highestModSeq);
  }

  /** The messages in UID order. */
  public List<StoredMessage> messages() {
    return lock.hold(() -> messages.stream().map(Message::snapshot).toList());
  }

  /** Stores a message as a delivery would, past every limit and filter; answers its UID. */
  public long deliver(byte[] content, OffsetDateTime internalDate, String... flags) {
    return lock.hold(() -> store(content, internalDate, Flags.of(List.of(flags))).uid);
  }

  /** Replaces the flags of one message; false if it is not there. */
  public boolean flag(long uid, String... flags) {
    return lock.hold(
        () ->
            find(uid)
                .map(
                    message -> {
                      changeFlags(message, Flags.of(List.of(flags)));
                      return true;
                    })
                .orElse(false));
  }

  /** Removes messages for ever, whatever their flags; answers how many were there. */
  public int expunge(Collection<Long> uids) {
    var wanted = Set.copyOf(uids);
    return lock.hold(() -> remove(message -> wanted.contains(message.uid)).size());
  }

  /**
   * Gives the mailbox another UIDVALIDITY, as a restore does: messages are numbered anew from 1 and
   * connections that have it selected get BYE.
   */
  public void changeUidValidity(long value) {
    lock.run(
        () -> {
          List<Message> before = List.copyOf(messages);
          remove(message -> true);
          uidValidity = value;
          uidNext = 1;
          for (Message message : before) {
            store(message.content, message.internalDate, message.flags);
          }
        });
  }

  /** The body of this message can't be fetched as it should be, until {@link #healBodies}. */
  public void trouble(long uid, BodyTrouble trouble) {
    lock.run(() -> bodyTroubles.put(uid, trouble));
  }

  /** Every body can be fetched again. */
  public void healBodies() {
    lock.run(bodyTroubles::clear);
  }

  /** SELECT answers READ-ONLY and changes are refused with NOPERM. */
  public void readOnly(boolean value) {
    lock.run(() -> isReadOnly = value);
  }

  /** The special use LIST shows, such as {@code \Sent} (RFC 6154). */
  public void specialUse(String attribute) {
    lock.run(() -> specialUse = Optional.of(attribute));
  }

  /** Lets UIDNEXT jump ahead, as after messages came and went. */
  public void skipUids(long count) {
    lock.run(() -> uidNext += count);
  }

  // What follows is called with the lock held.

  Message store(byte[] content, OffsetDateTime internalDate, SortedSet<String> flags) {
    var message = new Message(uidNext++, content, internalDate, flags, ++highestModSeq);
    messages.add(message);
    learnKeywords(flags);
    return message;
  }

  void changeFlags(Message message, SortedSet<String> flags) {
    message.flags = flags;
    message.modSeq = ++highestModSeq;
    flagChanges++;
    learnKeywords(flags);
  }

  List<Message> remove(Predicate<Message> which) {
    var removed = new ArrayList<Message>();
    messages.removeIf(
        message -> {
          if (which.test(message)) {
            message.isExpunged = true;
            removed.add(message);
            return true;
          }
          return false;
        });
    if (!removed.isEmpty()) {
      highestModSeq++;
      expunges++;
    }
    return removed;
  }

  Optional<Message> find(long uid) {
    int at = indexFrom(uid);
    return at < messages.size() && messages.get(at).uid == uid
        ? Optional.of(messages.get(at))
        : Optional.empty();
  }

  /** Index of the first message with this UID or a larger one. */
  int indexFrom(long uid) {
    int low = 0;
    int high = messages.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (messages.get(middle).uid < uid) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  long totalBytes() {
    return messages.stream().mapToLong(message -> message.content.length).sum();
  }

  private void learnKeywords(SortedSet<String> flags) {
    for (String flag : flags) {
      if (Flags.isKeyword(flag)) {
        keywords.add(flag);
      }
    }
  }
}
