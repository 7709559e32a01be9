package org.transhume.imap.testkit.memory;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import org.transhume.imap.testkit.wire.ModifiedUtf7;

/** One user's mail at a {@link MemoryImapServer}. Public methods are thread-safe. */
public final class MemoryAccount {
  private static final String INBOX = "INBOX";

  private final ServerLock lock;
  private final LongSupplier uidValidities;

  final String user;
  final String password;
  final TreeMap<String, MemoryMailbox> mailboxes = new TreeMap<>();
  final TreeSet<String> subscriptions = new TreeSet<>();
  OptionalLong quotaBytes = OptionalLong.empty();
  OptionalLong quotaMessages = OptionalLong.empty();
  int connections;

  MemoryAccount(ServerLock lock, LongSupplier uidValidities, String user, String password) {
    this.lock = lock;
    this.uidValidities = uidValidities;
    this.user = user;
    this.password = password;
    add(INBOX);
  }

  /** The mailbox of this name, in Unicode and with the server's separator; it must exist. */
  public MemoryMailbox mailbox(String name) {
    return find(name).orElseThrow(() -> new IllegalArgumentException("no mailbox " + name));
  }

  /** The mailbox of this name, if it exists. */
  public Optional<MemoryMailbox> find(String name) {
    return lock.hold(() -> get(ModifiedUtf7.encode(name)));
  }

  /** Creates a mailbox; one that exists is answered as it is. */
  public MemoryMailbox create(String name) {
    return createRaw(ModifiedUtf7.encode(name));
  }

  /** Creates a mailbox by its name on the wire, valid or not: {@code R&bad}. */
  public MemoryMailbox createRaw(String wireName) {
    return lock.hold(() -> get(wireName).orElseGet(() -> add(wireName)));
  }

  /** Removes a mailbox with its messages; connections that have it selected get BYE. */
  public void delete(String name) {
    lock.run(() -> remove(ModifiedUtf7.encode(name)));
  }

  /** Names of all mailboxes, as on the wire. */
  public List<String> mailboxNames() {
    return lock.hold(() -> List.copyOf(mailboxes.keySet()));
  }

  /** Subscribed names, as on the wire. */
  public SortedSet<String> subscriptions() {
    return lock.hold(() -> new TreeSet<>(subscriptions));
  }

  /** Subscribes to a name, whether or not a mailbox has it. */
  public void subscribe(String name) {
    lock.run(() -> subscriptions.add(ModifiedUtf7.encode(name)));
  }

  /** Limits the bytes of all messages together; one more is refused with OVERQUOTA. */
  public void quotaBytes(long limit) {
    lock.run(() -> quotaBytes = OptionalLong.of(limit));
  }

  /** Limits the number of messages. */
  public void quotaMessages(long limit) {
    lock.run(() -> quotaMessages = OptionalLong.of(limit));
  }

  /** Takes all limits away. */
  public void unlimited() {
    lock.run(
        () -> {
          quotaBytes = OptionalLong.empty();
          quotaMessages = OptionalLong.empty();
        });
  }

  // What follows is called with the lock held and speaks of names on the wire.

  static String canonical(String name) {
    return name.equalsIgnoreCase(INBOX) ? INBOX : name;
  }

  Optional<MemoryMailbox> get(String name) {
    return Optional.ofNullable(mailboxes.get(canonical(name)));
  }

  MemoryMailbox add(String name) {
    long uidValidity = uidValidities.getAsLong();
    var mailbox = new MemoryMailbox(lock, canonical(name), uidValidity, "mbx" + uidValidity);
    mailboxes.put(mailbox.name, mailbox);
    return mailbox;
  }

  void remove(String name) {
    MemoryMailbox mailbox = mailboxes.remove(canonical(name));
    if (mailbox != null) {
      mailbox.isGone = true;
    }
  }

  /** Renames a mailbox and all below it; the old name of INBOX stays, emptied. */
  void rename(MemoryMailbox mailbox, String newName, char separator) {
    if (mailbox.name.equals(INBOX)) {
      MemoryMailbox target = add(newName);
      for (Message message : List.copyOf(mailbox.messages)) {
        target.store(message.content, message.internalDate, message.flags);
      }
      mailbox.remove(message -> true);
      return;
    }
    String oldName = mailbox.name;
    for (MemoryMailbox moved : List.copyOf(mailboxes.values())) {
      if (moved.name.equals(oldName) || moved.name.startsWith(oldName + separator)) {
        mailboxes.remove(moved.name);
        moved.name = newName + moved.name.substring(oldName.length());
        mailboxes.put(moved.name, moved);
      }
    }
  }

  /** Words against storing this much more, empty if there is room. */
  Optional<String> quotaRefusal(long moreBytes, long moreMessages) {
    boolean tooMuch = quotaBytes.isPresent() && usedBytes() + moreBytes > quotaBytes.getAsLong();
    boolean tooMany =
        quotaMessages.isPresent() && usedMessages() + moreMessages > quotaMessages.getAsLong();
    return tooMuch || tooMany
        ? Optional.of("NO [OVERQUOTA] Quota exceeded (mailbox for user is full)")
        : Optional.empty();
  }

  long usedBytes() {
    return mailboxes.values().stream().mapToLong(MemoryMailbox::totalBytes).sum();
  }

  long usedMessages() {
    return mailboxes.values().stream().mapToLong(mailbox -> mailbox.messages.size()).sum();
  }
}
