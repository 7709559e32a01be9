package org.transhume.engine.testing;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.transhume.engine.endpoint.FolderStatus;
import org.transhume.engine.endpoint.ListedFolder;
import org.transhume.engine.endpoint.ListedFolder.Namespace;
import org.transhume.engine.endpoint.MessageOutcome.Place;
import org.transhume.mail.Flags;
import org.transhume.mail.InternalDate;
import org.transhume.mail.MailboxName;
import org.transhume.mail.ModSeq;
import org.transhume.mail.SpecialUse;
import org.transhume.mail.Uid;
import org.transhume.mail.UidNext;
import org.transhume.mail.UidSet;
import org.transhume.mail.UidValidity;

/**
 * A folder of a {@link MemoryAccount}. The public methods are the owner's doings: they are not
 * commands, are not counted and meet no fault. Safe for several threads.
 */
public final class MemoryFolder {
  private final MemoryAccount account;

  // The account's lock guards all of these.
  private MailboxName name;
  private UidValidity uidValidity;
  private long uidNext = 1;
  private long highestModSeq = 1;
  private NavigableMap<Long, StoredMessage> messages = new TreeMap<>();
  private final List<Late> late = new ArrayList<>();
  private final Set<SpecialUse> uses = EnumSet.noneOf(SpecialUse.class);
  private Namespace namespace = Namespace.PERSONAL;
  private boolean selectable;
  private boolean readOnly;

  /** Octets of a message on its way, and what was said of it. */
  record Pending(byte[] octets, Flags flags, Optional<InternalDate> internalDate) {}

  /** Messages that nobody can see yet; {@code looks} is negative if only the test can land them. */
  private record Late(List<Pending> messages, int looks) {}

  MemoryFolder(
      MemoryAccount account, MailboxName name, UidValidity uidValidity, boolean selectable) {
    this.account = account;
    this.name = name;
    this.uidValidity = uidValidity;
    this.selectable = selectable;
  }

  /** Puts a message there as it is, whatever the account's {@link Behaviour}. */
  public Uid put(Mail mail) {
    return account.locked(
        () -> {
          var uid = new Uid(uidNext++);
          messages.put(uid.value(), new StoredMessage(uid, mail, nextModSeq()));
          account.use(mail.octets().remaining());
          return uid;
        });
  }

  /** Removes messages for ever. */
  public void expunge(long... uids) {
    expunge(UidSet.of(uids));
  }

  void expunge(UidSet uids) {
    account.locked(
        () -> {
          uids.forEach(
              uid -> {
                StoredMessage gone = messages.remove(uid);
                if (gone != null) {
                  account.use(-gone.mail().octets().remaining());
                  nextModSeq();
                }
              });
          return true;
        });
  }

  /** The owner moves messages, in the order given, into another folder of the account. */
  public void moveTo(String other, long... uids) {
    account.locked(
        () -> {
          MemoryFolder target = account.folder(other);
          for (long uid : uids) {
            StoredMessage message = find(uid).orElseThrow();
            expunge(uid);
            target.put(message.mail());
          }
          return true;
        });
  }

  /** Gives a message exactly those flags. */
  public void setFlags(long uid, Flags flags) {
    account.locked(
        () ->
            messages.computeIfPresent(
                uid,
                (_, was) ->
                    new StoredMessage(
                        was.uid(),
                        new Mail(was.mail().octets(), flags, was.mail().internalDate()),
                        nextModSeq())));
  }

  /** As restored from a backup of when {@code next} was UIDNEXT, UIDVALIDITY included. */
  public void goBack(long next) {
    account.locked(
        () -> {
          messages = new TreeMap<>(messages.headMap(next));
          uidNext = next;
          return nextModSeq();
        });
  }

  /**
   * The folder's life begins anew: another UIDVALIDITY, the same messages under new UIDs from 1.
   */
  public void renew() {
    account.locked(
        () -> {
          uidValidity = account.nextUidValidity();
          List<Mail> mail = mail();
          messages = new TreeMap<>();
          uidNext = 1;
          account.use(-mail.stream().mapToLong(each -> each.octets().remaining()).sum());
          mail.forEach(this::put);
          return true;
        });
  }

  /** UIDs go on at {@code uid}, which none has reached yet. */
  public MemoryFolder uidsFrom(long uid) {
    return account.locked(
        () -> {
          if (uid < uidNext) {
            throw new IllegalArgumentException("UIDs never go back: " + uid);
          }
          uidNext = uid;
          return this;
        });
  }

  /** Deletes the folder with all that is in it; its children stay. */
  public void delete() {
    account.locked(
        () -> {
          expunge(uids());
          account.forget(this);
          return true;
        });
  }

  /** Gives the folder another whole name; UIDs and UIDVALIDITY stay. */
  public void rename(String newName) {
    account.locked(
        () -> {
          account.forget(this);
          name = account.name(newName);
          account.keep(this);
          return true;
        });
  }

  /** Subscribes to the folder. */
  public MemoryFolder subscribed() {
    return account.locked(
        () -> {
          account.subscribe(name.text());
          return this;
        });
  }

  /** Gives the folder a special use. */
  public MemoryFolder use(SpecialUse use) {
    return account.locked(
        () -> {
          uses.add(use);
          return this;
        });
  }

  /** Makes the folder somebody else's. */
  public MemoryFolder in(Namespace whose) {
    return account.locked(
        () -> {
          namespace = whose;
          return this;
        });
  }

  /** Makes the folder a mere parent (\Noselect), or a real one. */
  public MemoryFolder selectable(boolean yes) {
    return account.locked(
        () -> {
          selectable = yes;
          return this;
        });
  }

  /** Nothing can be written into this folder, or again everything. */
  public MemoryFolder readOnly(boolean yes) {
    return account.locked(
        () -> {
          readOnly = yes;
          return this;
        });
  }

  /** Its present whole name. */
  public MailboxName name() {
    return account.locked(() -> name);
  }

  /** Its present life. */
  public UidValidity uidValidity() {
    return account.locked(() -> uidValidity);
  }

  /** What is in it, by UID. */
  public List<StoredMessage> messages() {
    return account.locked(() -> List.copyOf(messages.values()));
  }

  /** What is in it without UIDs, in the order of arrival. */
  public List<Mail> mail() {
    return account.locked(() -> messages.values().stream().map(StoredMessage::mail).toList());
  }

  /** The UIDs of what is in it. */
  public UidSet uids() {
    return account.locked(
        () -> {
          var uids = new UidSet.Builder();
          messages.keySet().forEach(uids::add);
          return uids.build();
        });
  }

  /** The largest UID a message has or had. */
  long lastUid() {
    return account.locked(() -> uidNext - 1);
  }

  Optional<StoredMessage> find(long uid) {
    return account.locked(() -> Optional.ofNullable(messages.get(uid)));
  }

  FolderStatus status() {
    return account.locked(
        () ->
            new FolderStatus(
                uidValidity,
                account.behaviour().uidNextHidden
                    ? Optional.empty()
                    : Optional.of(new UidNext(uidNext)),
                messages.size(),
                account.abilities().tellsChanges() ? new ModSeq(highestModSeq) : ModSeq.NONE));
  }

  ListedFolder listed() {
    return account.locked(
        () ->
            new ListedFolder(
                name,
                selectable,
                account.subscriptions().contains(name.text()),
                uses,
                namespace,
                selectable && !account.behaviour().statusHidden
                    ? Optional.of(status())
                    : Optional.empty()));
  }

  boolean isSelectable() {
    return account.locked(() -> selectable);
  }

  boolean isReadOnly() {
    return account.locked(() -> readOnly || account.behaviour().readOnly);
  }

  /** Stores a message as the server does. */
  Place store(Pending message) {
    return account.locked(
        () -> {
          Behaviour behaviour = account.behaviour();
          var octets = ByteBuffer.wrap(behaviour.storesAs.apply(message.octets()));
          var date = message.internalDate().map(behaviour.datesAs).orElse(behaviour.today);
          var mail = new Mail(octets, message.flags().keep(behaviour.keeps), date);
          return new Place(uidValidity, twin(octets).orElseGet(() -> put(mail)));
        });
  }

  private Optional<Uid> twin(ByteBuffer octets) {
    return account.abilities().mergesTwins()
        ? messages.values().stream()
            .filter(each -> each.mail().octets().equals(octets))
            .map(StoredMessage::uid)
            .findFirst()
        : Optional.empty();
  }

  void addLate(List<Pending> pending, int looks) {
    account.locked(() -> late.add(new Late(List.copyOf(pending), looks)));
  }

  /** Somebody is about to look: what is due lands, the rest comes one look nearer. */
  void beforeLook() {
    account.locked(
        () -> {
          var waiting = new ArrayList<Late>();
          for (Iterator<Late> each = late.iterator(); each.hasNext(); ) {
            Late one = each.next();
            each.remove();
            if (one.looks() == 0) {
              one.messages().forEach(this::store);
            } else {
              waiting.add(new Late(one.messages(), Math.max(one.looks() - 1, -1)));
            }
          }
          return late.addAll(waiting);
        });
  }

  /** All that is late lands now. */
  void land() {
    account.locked(
        () -> {
          late.forEach(each -> each.messages().forEach(this::store));
          late.clear();
          return true;
        });
  }

  private ModSeq nextModSeq() {
    return new ModSeq(++highestModSeq);
  }
}
