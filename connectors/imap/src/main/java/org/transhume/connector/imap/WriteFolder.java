package org.transhume.connector.imap;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.transhume.engine.endpoint.Batch;
import org.transhume.engine.endpoint.BodyReceiver;
import org.transhume.engine.endpoint.DestinationFolder;
import org.transhume.engine.endpoint.FolderStatus;
import org.transhume.engine.endpoint.Item;
import org.transhume.engine.endpoint.MessageOutcome;
import org.transhume.engine.endpoint.Meta;
import org.transhume.engine.endpoint.Problem;
import org.transhume.engine.endpoint.Relocation;
import org.transhume.engine.endpoint.RemovableFolder;
import org.transhume.imap.Capabilities;
import org.transhume.imap.CopyResult;
import org.transhume.imap.CopyUids;
import org.transhume.imap.EncodedMailboxName;
import org.transhume.imap.ImapConnection;
import org.transhume.imap.SelectOptions;
import org.transhume.imap.SelectedMailbox;
import org.transhume.imap.StoreChange;
import org.transhume.imap.StoreResult;
import org.transhume.imap.TaggedResponse;
import org.transhume.mail.Flag;
import org.transhume.mail.Flags;
import org.transhume.mail.Handle;
import org.transhume.mail.MailboxName;
import org.transhume.mail.ModSeq;
import org.transhume.mail.Retry;
import org.transhume.mail.Scope;
import org.transhume.mail.SearchKeys;
import org.transhume.mail.UidSet;

/** A folder open for reading and writing; it stays selected while messages are appended to it. */
final class WriteFolder implements DestinationFolder, RemovableFolder {
  private final FolderConnection connection;
  private final ReadFolder reading;
  private @Nullable ImapBatch lastBatch;

  /** EXISTS before the first batch since the server was last asked for news; below 0: none. */
  private long existsBeforeBatch = -1;

  WriteFolder(FolderConnection connection) {
    this.connection = connection;
    this.reading = new ReadFolder(connection);
  }

  /** Selects a folder; one that can only be read is refused. */
  static WriteFolder open(Account account, MailboxName name) {
    EncodedMailboxName wireName = account.wireName(name, Doing.OPENING);
    Account.Opened<SelectedMailbox> opened =
        account.open(
            Doing.OPENING,
            name.text(),
            imap -> imap.select(wireName, SelectOptions.usual()).await());
    if (opened.value().readOnly()) {
      account.giveBack(opened.loan());
      throw account
          .faults()
          .of(
              new Ruling(Scope.FOLDER, Retry.NEVER, Problem.NOT_PERMITTED),
              Doing.OPENING,
              name.text(),
              "the server opened it read-only");
    }
    return new WriteFolder(new FolderConnection(account, name, opened));
  }

  @Override
  public FolderStatus status() {
    return reading.status();
  }

  @Override
  public Handle<UidSet> uids() {
    existsBeforeBatch = -1; // It asks for news itself.
    return reading.uids();
  }

  @Override
  public Handle<UidSet> list(UidSet uids, Set<Item> items, Consumer<Meta> receiver) {
    askForNews();
    return reading.list(uids, items, receiver);
  }

  @Override
  public Handle<UidSet> search(SearchKeys keys) {
    return reading.search(keys);
  }

  @Override
  public Handle<UidSet> changedSince(ModSeq since, UidSet uids, Consumer<Meta> receiver) {
    askForNews();
    return reading.changedSince(since, uids, receiver);
  }

  @Override
  public Handle<UidSet> bodies(UidSet uids, BodyReceiver receiver) {
    askForNews();
    return reading.bodies(uids, receiver);
  }

  /**
   * RFC 9051 section 6.3.12: EXISTS should come with the answer to APPEND. Courier 5.0 tells it
   * when it is asked next, and until then no UID names what was stored.
   */
  private void askForNews() {
    if (existsBeforeBatch >= 0 && connection.imap(Doing.READING).exists() <= existsBeforeBatch) {
      var _ = connection.send(Doing.READING, ImapConnection::noop);
    }
    existsBeforeBatch = -1;
  }

  @Override
  public boolean keeps(Flag flag) {
    return connection.selected().keeps(flag);
  }

  @Override
  public Batch begin() {
    ImapConnection imap = connection.imap(Doing.APPENDING);
    ImapBatch before = lastBatch;
    if (before != null && before.isBeingFilled()) {
      throw new IllegalStateException("The batch before is still being filled");
    }
    var batch =
        new ImapBatch(
            connection,
            imap.capabilities().has("MULTIAPPEND"),
            () -> imap.append(connection.selected().name()));
    lastBatch = batch;
    if (existsBeforeBatch < 0) {
      existsBeforeBatch = imap.exists();
    }
    return batch;
  }

  @Override
  public Handle<UidSet> store(
      UidSet uids, Flags add, Flags remove, Optional<ModSeq> unchangedSince) {
    if (uids.isEmpty() || (add.isEmpty() && remove.isEmpty())) {
      return Handle.of(UidSet.empty());
    }
    askForNews();
    Optional<ModSeq> since = unchangedSince.filter(_ -> tellsChanges());
    if (add.isEmpty() || remove.isEmpty()) {
      var change = new StoreChange(remove.isEmpty(), add.plus(remove), since);
      Handle<StoreResult> sent = change(uids, change);
      return connection.answer(Doing.FLAGGING, sent, () -> leftAlone(sent));
    }
    return storeBoth(uids, add, remove, since);
  }

  /**
   * Adds first, and takes away only of those that had not changed. Adding changes them, so that the
   * second time their modification sequence cannot be asked about any more: what somebody else
   * changes between the two is at most the very flags taken away.
   */
  private Handle<UidSet> storeBoth(UidSet uids, Flags add, Flags remove, Optional<ModSeq> since) {
    Handle<StoreResult> added = change(uids, new StoreChange(true, add, since));
    UidSet left =
        since.isPresent()
            ? connection.answer(Doing.FLAGGING, added, () -> leftAlone(added)).await()
            : UidSet.empty();
    UidSet others = uids.minus(left);
    if (others.isEmpty()) {
      return Handle.of(left);
    }
    Handle<StoreResult> removed = change(others, StoreChange.removing(remove));
    return connection.answer(
        Doing.FLAGGING,
        removed,
        () -> {
          UidSet unadded = leftAlone(added);
          return unadded.union(leftAlone(removed));
        });
  }

  private Handle<StoreResult> change(UidSet uids, StoreChange change) {
    return connection.send(Doing.FLAGGING, imap -> imap.uidStore(uids, change));
  }

  private UidSet leftAlone(Handle<StoreResult> sent) {
    StoreResult result = sent.await();
    // NO with MODIFIED: some messages had changed, or were gone (RFC 7162 section 3.1.3).
    if (!result.tagged().hasCode("MODIFIED")) {
      connection.requireOk(result.tagged(), Doing.FLAGGING);
    }
    return result.modified();
  }

  private boolean tellsChanges() {
    return connection.selected().highestModSeq().isKnown();
  }

  @Override
  public Handle<Relocation> copyTo(UidSet uids, MailboxName to) {
    EncodedMailboxName wireName = connection.wireName(to, Doing.MOVING);
    return relocation(connection.send(Doing.MOVING, imap -> imap.uidCopy(uids, wireName)));
  }

  @Override
  public Handle<Relocation> moveTo(UidSet uids, MailboxName to) {
    EncodedMailboxName wireName = connection.wireName(to, Doing.MOVING);
    return relocation(connection.send(Doing.MOVING, imap -> imap.uidMove(uids, wireName)));
  }

  private Handle<Relocation> relocation(Handle<CopyResult> sent) {
    return connection.answer(
        Doing.MOVING,
        sent,
        () -> {
          connection.requireOk(sent.await().tagged(), Doing.MOVING);
          return new Relocation(sent.await().uids().map(WriteFolder::places));
        });
  }

  private static Map<Long, MessageOutcome.Place> places(CopyUids told) {
    var places = new HashMap<Long, MessageOutcome.Place>();
    for (int i = 0; i < told.source().size(); i++) {
      places.put(
          told.source().get(i).value(),
          new MessageOutcome.Place(told.uidValidity(), told.destination().get(i)));
    }
    return places;
  }

  @Override
  public Handle<Boolean> remove(UidSet uids) {
    Capabilities announced = connection.imap(Doing.REMOVING).capabilities();
    if (!announced.hasUidPlus()) {
      throw new IllegalStateException("Without UIDPLUS no message can be removed by its name");
    }
    if (uids.isEmpty()) {
      return Handle.of(true);
    }
    // Awaited: if marking fails, expunging would remove what its owner had marked, at most.
    var marking = StoreChange.adding(Flags.of(Flag.DELETED));
    Handle<StoreResult> marked =
        connection.send(Doing.REMOVING, imap -> imap.uidStore(uids, marking));
    connection
        .answer(
            Doing.REMOVING,
            marked,
            () -> {
              connection.requireOk(marked.await().tagged(), Doing.REMOVING);
              return true;
            })
        .await();
    Handle<TaggedResponse> expunged =
        connection.send(Doing.REMOVING, imap -> imap.uidExpunge(uids));
    return connection.answer(
        Doing.REMOVING,
        expunged,
        () -> {
          connection.requireOk(expunged.await(), Doing.REMOVING);
          return true;
        });
  }

  @Override
  public Handle<Boolean> removeMarked() {
    Handle<TaggedResponse> expunged = connection.send(Doing.REMOVING, ImapConnection::expunge);
    return connection.answer(
        Doing.REMOVING,
        expunged,
        () -> {
          connection.requireOk(expunged.await(), Doing.REMOVING);
          return true;
        });
  }

  @Override
  public void close() {
    ImapBatch batch = lastBatch;
    if (batch != null) {
      batch.abandon();
    }
    connection.close();
  }
}
