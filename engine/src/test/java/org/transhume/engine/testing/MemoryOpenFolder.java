package org.transhume.engine.testing;

import static java.util.function.Predicate.not;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.transhume.engine.endpoint.BodyReceiver;
import org.transhume.engine.endpoint.BodySink;
import org.transhume.engine.endpoint.FolderStatus;
import org.transhume.engine.endpoint.HeaderFields;
import org.transhume.engine.endpoint.Item;
import org.transhume.engine.endpoint.Meta;
import org.transhume.engine.endpoint.OpenFolder;
import org.transhume.engine.endpoint.Problem;
import org.transhume.mail.Flag;
import org.transhume.mail.Handle;
import org.transhume.mail.ModSeq;
import org.transhume.mail.Scope;
import org.transhume.mail.SearchKeys;
import org.transhume.mail.UidSet;

/** A folder of a {@link MemoryAccount}, open to be read. */
class MemoryOpenFolder implements OpenFolder {
  final MemorySession session;
  final MemoryAccount account;
  final MemoryConnection connection;
  private final FolderStatus status;

  MemoryOpenFolder(MemorySession session, MemoryConnection connection) {
    this.session = session;
    this.account = session.account();
    this.connection = connection;
    this.status = connection.folder(Command.OPEN).status();
  }

  @Override
  public FolderStatus status() {
    return status;
  }

  @Override
  public Handle<UidSet> uids() {
    return connection.command(
        Command.UIDS,
        () -> {
          MemoryFolder folder = connection.folder(Command.UIDS);
          folder.beforeLook();
          return folder.uids();
        });
  }

  @Override
  public Handle<UidSet> list(UidSet uids, Set<Item> items, Consumer<Meta> receiver) {
    if (uids.isEmpty()) {
      return Handle.of(uids);
    }
    Set<Item> asked = Set.copyOf(items);
    return connection.command(
        Command.LIST,
        () -> {
          MemoryFolder folder = connection.folder(Command.LIST);
          if (uids.last().value() > folder.lastUid()) {
            folder.beforeLook();
          }
          return tell(uids, ModSeq.NONE, asked, receiver);
        });
  }

  /** Understands {@code SUBJECT "text"} and nothing else. */
  @Override
  public Handle<UidSet> search(SearchKeys keys) {
    return connection.command(Command.SEARCH, () -> found(keys.text()));
  }

  static UidSet marked(MemoryFolder folder) {
    var marked = new UidSet.Builder();
    folder.messages().stream()
        .filter(each -> each.mail().flags().contains(Flag.DELETED))
        .forEach(each -> marked.add(each.uid().value()));
    return marked.build();
  }

  private UidSet found(String criteria) {
    if (criteria.equals("DELETED")) {
      return marked(connection.folder(Command.SEARCH));
    }
    if (!criteria.startsWith("SUBJECT \"") || !criteria.endsWith("\"")) {
      throw session.failure(
          Command.SEARCH, Problem.SEARCH_REFUSED, Scope.ACCOUNT, "Unknown argument " + criteria);
    }
    String wanted = criteria.substring("SUBJECT \"".length(), criteria.length() - 1);
    var found = new UidSet.Builder();
    connection
        .folder(Command.SEARCH)
        .uids()
        .forEach(
            uid ->
                connection
                    .folder(Command.SEARCH)
                    .find(uid)
                    .filter(each -> HeaderOfMail.subject(each.mail().octets()).contains(wanted))
                    .ifPresent(_ -> found.add(uid)));
    return found.build();
  }

  @Override
  public Handle<UidSet> changedSince(ModSeq since, UidSet uids, Consumer<Meta> receiver) {
    if (!account.abilities().tellsChanges()) {
      throw new IllegalStateException("This server tells no changes");
    }
    if (uids.isEmpty()) {
      return Handle.of(uids);
    }
    return connection.command(
        Command.CHANGED_SINCE, () -> tell(uids, since, Set.of(Item.FLAGS), receiver));
  }

  private UidSet tell(UidSet uids, ModSeq since, Set<Item> items, Consumer<Meta> receiver) {
    var told = new UidSet.Builder();
    for (long uid : inOrderOfAnswers(connection.folder(Command.LIST).uids().intersect(uids))) {
      Optional<StoredMessage> message =
          connection
              .folder(Command.LIST)
              .find(uid)
              .filter(each -> each.modSeq().compareTo(since) > 0);
      message.ifPresent(
          each -> {
            account.counts().countMessageTold();
            receive(receiver, meta(each, items));
            told.add(uid);
          });
    }
    return told.build();
  }

  /** Whoever throws into the thread that reads loses the connection. */
  private void receive(Consumer<Meta> receiver, Meta meta) {
    try {
      receiver.accept(meta);
    } catch (RuntimeException e) {
      connection.die();
      throw e;
    }
  }

  private Meta meta(StoredMessage message, Set<Item> items) {
    Mail mail = message.mail();
    long announced = Math.max(0, mail.octets().remaining() + account.behaviour().sizeLieBytes);
    boolean flags = items.contains(Item.FLAGS);
    return new Meta(
        message.uid(),
        flags ? Optional.of(mail.flags()) : Optional.empty(),
        items.contains(Item.INTERNAL_DATE)
            ? Optional.of(mail.internalDate()).filter(not(account.behaviour().hidesDate))
            : Optional.empty(),
        items.contains(Item.SIZE) ? OptionalLong.of(announced) : OptionalLong.empty(),
        header(mail, items),
        flags && account.abilities().tellsChanges() ? message.modSeq() : ModSeq.NONE);
  }

  private static Optional<HeaderFields> header(Mail mail, Set<Item> items) {
    if (items.contains(Item.IDENTITY_AND_RECEIVED)) {
      return Optional.of(HeaderOfMail.identityAndReceivedFields(mail.octets()));
    }
    return items.contains(Item.IDENTITY)
        ? Optional.of(HeaderOfMail.identityFields(mail.octets()))
        : Optional.empty();
  }

  @Override
  public Handle<UidSet> bodies(UidSet uids, BodyReceiver receiver) {
    if (uids.isEmpty()) {
      return Handle.of(uids);
    }
    return connection.command(Command.BODIES, () -> deliver(uids, receiver));
  }

  private UidSet deliver(UidSet uids, BodyReceiver receiver) {
    MemoryFolder folder = connection.folder(Command.BODIES);
    UidSet withheld = account.faults().withheld(folder.name().text(), uids);
    var delivered = new UidSet.Builder();
    for (long uid : inOrderOfAnswers(folder.uids().intersect(uids).minus(withheld))) {
      // Looked up again each time: it may have been expunged while those before it were on the way.
      Optional<StoredMessage> message = connection.folder(Command.BODIES).find(uid);
      if (message.isPresent()) {
        deliver(message.get(), receiver);
        delivered.add(uid);
      }
    }
    return uids.minus(delivered.build());
  }

  private void deliver(StoredMessage message, BodyReceiver receiver) {
    try {
      BodySink sink = receiver.begin(message.uid(), message.mail().octets().remaining());
      try {
        stream(message, sink);
      } catch (RuntimeException e) {
        sink.abort(e);
        throw e;
      }
      sink.end();
    } catch (RuntimeException e) {
      connection.die();
      throw e;
    }
  }

  private void stream(StoredMessage message, BodySink sink) {
    String folder = connection.folder(Command.BODIES).name().text();
    long deadly = account.faults().poison(folder, message.uid().value()).orElse(Long.MAX_VALUE);
    ByteBuffer octets = message.mail().octets();
    var slice = ByteBuffer.allocate(account.behaviour().sliceBytes);
    while (octets.hasRemaining()) {
      if (connection.isDead()) {
        throw session.lost(Command.BODIES);
      }
      int wanted = Math.min(slice.capacity(), octets.remaining());
      int before = (int) Math.min(wanted, deadly - octets.position());
      int passing = account.faults().passing(before);
      slice.clear().put(octets.slice(octets.position(), passing)).flip();
      octets.position(octets.position() + passing);
      account.counts().countRead(passing);
      if (passing > 0) {
        sink.write(slice);
      }
      if (slice.hasRemaining()) {
        throw new IllegalStateException("The sink left octets in the buffer: " + slice);
      }
      if (passing < wanted) {
        throw session.lost(Command.BODIES);
      }
    }
  }

  private long[] inOrderOfAnswers(UidSet uids) {
    long[] ascending = uids.stream().toArray();
    return account.behaviour().backwards
        ? LongStream.iterate(ascending.length - 1, i -> i >= 0, i -> i - 1)
            .map(i -> ascending[(int) i])
            .toArray()
        : ascending;
  }

  @Override
  public void close() {
    connection.close();
  }
}
