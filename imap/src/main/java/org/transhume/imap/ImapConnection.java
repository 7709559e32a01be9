package org.transhume.imap;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import org.transhume.mail.Handle;
import org.transhume.mail.ModSeq;
import org.transhume.mail.SpecialUse;
import org.transhume.mail.Uid;
import org.transhume.mail.UidSet;

/**
 * A connection to an IMAP server (RFC 9051, RFC 3501).
 *
 * <p><b>Handles.</b> A command method sends and returns; {@link Handle#await} blocks. Not waiting
 * is pipelining. What goes wrong on the way, a dead connection included, comes out of the handle;
 * no handle waits for ever ({@link ConnectionSettings#commandTimeout}).
 *
 * <p><b>Refusals.</b> Commands over messages (UID FETCH, STORE, COPY, MOVE, EXPUNGE and APPEND) end
 * with a result that carries the tagged response whatever it says, because NO can leave them half
 * done. All other commands end with what was asked for, or throw {@link RefusedException} with the
 * tagged response for NO and BAD.
 *
 * <p><b>SELECT.</b> Behind an unanswered {@link #select} or {@link #examine} reads may be sent;
 * they fail with it. STORE, COPY, MOVE, EXPUNGE and APPEND wait for its answer before they are
 * sent.
 *
 * <p><b>Threads.</b> Any thread may send; commands leave in the order the methods were called. One
 * virtual thread reads, completes handles and calls handlers and sinks; it must not await a handle
 * of the same connection. {@link Session} states the discipline of the locks.
 */
public final class ImapConnection implements AutoCloseable {
  private final Session session;

  ImapConnection(Session session) {
    this.session = session;
  }

  /**
   * Connects, sets TLS up as the settings say, and reads greeting and capabilities. Blocks.
   *
   * @throws ImapException if any of it fails, with the reason; nothing is left open
   */
  public static ImapConnection open(ConnectionSettings settings) {
    return new ImapConnection(Opening.open(settings));
  }

  /**
   * Logs in the best way the server offers and learns its capabilities anew. Blocks for the whole
   * exchange.
   *
   * @throws RefusedException if the server says no, with {@link Reason#AUTHENTICATION_FAILED} or
   *     {@link Reason#AUTHENTICATION_UNAVAILABLE}
   * @throws ImapException if there is no way to log in, or the connection dies
   */
  public Capabilities login(Credentials credentials) {
    long before = session.facts().timesAnnounced();
    new Authentication(session).authenticate(credentials);
    return session.facts().timesAnnounced() > before
        ? session.facts().capabilities()
        : capability().await();
  }

  /**
   * Compresses both directions from here on (RFC 4978). Only where COMPRESS=DEFLATE is announced,
   * and after login, so that no password is compressed together with what others may choose. Blocks
   * for a round trip in which nothing else is sent.
   *
   * @return false if the server would not; the connection goes on as it was
   * @throws ImapException if the connection dies
   */
  public boolean compress() {
    return session.sendAlone(new CompressCommand(session)).isOk();
  }

  /** What the server announced last. */
  public Capabilities capabilities() {
    return session.facts().capabilities();
  }

  /** The words the server greeted with, untrusted: some say there what they are. */
  public String greeting() {
    return session.awaitGreeting().text();
  }

  /** The certificate the server presented; absent without TLS. All its texts are untrusted. */
  public Optional<PresentedCertificate> certificate() {
    return session.certificate();
  }

  /** The state as the last answer left it. */
  public ConnectionState state() {
    return session.facts().state();
  }

  /** Whether commands can still be sent. */
  public boolean isOpen() {
    return session.failure() == null;
  }

  /** How names are written on this connection. */
  public NameEncoding nameEncoding() {
    return session.facts().nameEncoding();
  }

  /** How many messages the selected mailbox holds, as the server said last. */
  public long exists() {
    return session.facts().exists();
  }

  /** How often the server has told that a message is gone; a change is a reason to look again. */
  public long expunges() {
    return session.facts().expunges();
  }

  /** Holds back what this thread sends until the burst is closed, so that it leaves together. */
  public Burst burst() {
    return new Burst(session);
  }

  /** Asks for the capabilities. */
  public Handle<Capabilities> capability() {
    return session.send(new CapabilityCommand(session));
  }

  /** Tells who we are, or nothing with an empty map; ends with who the server says it is. */
  public Handle<Map<String, String>> id(Map<String, String> fields) {
    return session.send(new IdCommand(fields));
  }

  /** Switches extensions on; ends with those that are on. Before any mailbox is selected. */
  public Handle<Capabilities> enable(String... capabilities) {
    return session.send(new EnableCommand(session, List.of(capabilities)));
  }

  /** Asks whose mailboxes are where. Only where NAMESPACE is announced. */
  public Handle<Namespaces> namespace() {
    return session.send(new NamespaceCommand());
  }

  /** Lists mailboxes. A server that could not read some of them may answer NO and none. */
  public Handle<List<ListedMailbox>> list(ListQuery query) {
    return session.send(ListCommand.list(query));
  }

  /** Lists subscribed names the way of RFC 3501. */
  public Handle<List<ListedMailbox>> lsub(String pattern) {
    return session.send(ListCommand.lsub(pattern));
  }

  /**
   * Lists all mailboxes with subscriptions and special uses, and the status of each that can be
   * selected, in the fewest round trips this server allows. Blocks. Items the server does not know
   * are left out; a mailbox whose status was refused has none.
   *
   * @throws RefusedException if LIST itself is refused
   */
  public List<ListedMailbox> discover(Set<StatusItem> status) {
    return new Discovery(session).discover(status);
  }

  /** Asks for the state of a mailbox that is not selected. */
  public Handle<MailboxStatus> status(EncodedMailboxName mailbox, Set<StatusItem> items) {
    return session.send(new StatusCommand(mailbox, items));
  }

  /** Opens a mailbox for reading and writing. */
  public Handle<SelectedMailbox> select(EncodedMailboxName mailbox, SelectOptions options) {
    return session.send(new SelectCommand(session, mailbox, false, options));
  }

  /** Opens a mailbox for reading: nothing sent afterwards can change it. */
  public Handle<SelectedMailbox> examine(EncodedMailboxName mailbox, SelectOptions options) {
    return session.send(new SelectCommand(session, mailbox, true, options));
  }

  /** Leaves the selected mailbox without expunging. Only where UNSELECT is announced. */
  public Handle<TaggedResponse> unselect() {
    return session.send(new CloseCommand(session, false));
  }

  /** Leaves the selected mailbox and removes all that is marked as deleted, unless examined. */
  public Handle<TaggedResponse> closeMailbox() {
    return session.send(new CloseCommand(session, true));
  }

  /**
   * Fetches items, and a body if one is asked for, of {@code uids}; a set that ends at the largest
   * possible UID is sent as {@code n:*}. Large sets are cut into several commands.
   */
  public Handle<FetchResult> uidFetch(UidSet uids, FetchItems items, FetchHandler handler) {
    return uidFetch(uids, items, Optional.empty(), handler);
  }

  /** Fetches items of those of {@code uids} that changed after {@code since}; needs CONDSTORE. */
  public Handle<FetchResult> uidFetchChanged(
      UidSet uids, ModSeq since, FetchItems items, FetchHandler handler) {
    return uidFetch(uids, items, Optional.of(since), handler);
  }

  private Handle<FetchResult> uidFetch(
      UidSet uids, FetchItems items, Optional<ModSeq> since, FetchHandler handler) {
    Function<UidSet, Handle<FetchResult>> ask =
        part -> session.send(new FetchCommand(part, items, since, handler));
    if (capabilities().messageLimit().isEmpty()) {
      return inParts(uids, ask, FetchResult::and);
    }
    return inParts(
        uids,
        part -> new ContinuedHandle<>(part, ask.apply(part), ask, FetchResult.CONTINUED),
        FetchResult::and);
  }

  /** Finds messages. */
  public Handle<SearchResult> uidSearch(SearchQuery query) {
    Handle<SearchCommand.Answer> sent = session.send(new SearchCommand(session, query));
    if (capabilities().messageLimit().isPresent()) {
      sent =
          new ContinuedHandle<>(
              UidSet.range(1, Uid.MAX_VALUE),
              sent,
              left -> session.send(new SearchCommand(session, query.among(left))),
              SearchCommand.CONTINUED);
    }
    return sent.map(SearchCommand.Answer::result);
  }

  /** Adds or takes away flags. Large sets are cut into several commands. */
  public Handle<StoreResult> uidStore(UidSet uids, StoreChange change) {
    return inParts(
        uids, part -> session.send(new StoreCommand(session, part, change)), StoreResult::and);
  }

  /** Copies messages into another mailbox. Large sets are cut into several commands. */
  public Handle<CopyResult> uidCopy(UidSet uids, EncodedMailboxName to) {
    return inParts(
        uids, part -> session.send(new CopyCommand(session, part, to, false)), CopyResult::and);
  }

  /** Moves messages into another mailbox. Only where MOVE is announced. */
  public Handle<CopyResult> uidMove(UidSet uids, EncodedMailboxName to) {
    return inParts(
        uids, part -> session.send(new CopyCommand(session, part, to, true)), CopyResult::and);
  }

  /** Removes those of {@code uids} that are marked as deleted. Only where UIDPLUS is announced. */
  public Handle<TaggedResponse> uidExpunge(UidSet uids) {
    return inParts(
        uids,
        part -> session.send(new ExpungeCommand(Optional.of(part))),
        (one, next) -> one.isOk() ? next : one);
  }

  /** Removes every message marked as deleted, whoever marked it. */
  public Handle<TaggedResponse> expunge() {
    return session.send(new ExpungeCommand(Optional.empty()));
  }

  /** A batch of messages for {@code mailbox}. Nothing is sent before its first message. */
  public AppendBatch append(EncodedMailboxName mailbox) {
    return new AppendBatch(session, mailbox);
  }

  /**
   * Creates a mailbox; ends with its MAILBOXID where the server tells it.
   *
   * @param use only where CREATE-SPECIAL-USE is announced
   */
  public Handle<Optional<String>> create(EncodedMailboxName mailbox, Optional<SpecialUse> use) {
    return session.send(new CreateCommand(mailbox, use));
  }

  /** Deletes a mailbox and what is in it. */
  public Handle<TaggedResponse> delete(EncodedMailboxName mailbox) {
    return session.send(new DeleteCommand(mailbox));
  }

  /** Renames a mailbox, and on most servers those below it. */
  public Handle<TaggedResponse> rename(EncodedMailboxName from, EncodedMailboxName to) {
    return session.send(new RenameCommand(from, to));
  }

  /** Subscribes to a mailbox. */
  public Handle<TaggedResponse> subscribe(EncodedMailboxName mailbox) {
    return session.send(new SubscribeCommand(mailbox, true));
  }

  /** Ends a subscription. */
  public Handle<TaggedResponse> unsubscribe(EncodedMailboxName mailbox) {
    return session.send(new SubscribeCommand(mailbox, false));
  }

  /** The limits a mailbox stands under. Only where QUOTA is announced. */
  public Handle<List<Quota>> quotaRoot(EncodedMailboxName mailbox) {
    return session.send(QuotaCommand.ofMailbox(mailbox));
  }

  /** The limits of a quota root. Only where QUOTA is announced. */
  public Handle<List<Quota>> quota(String root) {
    return session.send(QuotaCommand.ofRoot(root));
  }

  /** Does nothing, so that the server can tell its news and does not hang up. */
  public Handle<TaggedResponse> noop() {
    return session.send(new NoopCommand());
  }

  /**
   * Says farewell; ends with true if the server said it too. {@link #close} is still to be called.
   */
  public Handle<Boolean> logout() {
    return session.send(new LogoutCommand());
  }

  /**
   * Ends the connection at once, from any thread: handles under way fail, and the reading thread is
   * interrupted if it is inside a sink. Never throws.
   */
  @Override
  public void close() {
    session.close();
  }

  private <T> Handle<T> inParts(
      UidSet uids, Function<UidSet, Handle<T>> command, BinaryOperator<T> merge) {
    var handles = new ArrayList<Handle<T>>();
    for (UidSet part : MessageLimit.cut(uids, capabilities())) {
      for (UidSet line : UidSets.cut(part)) {
        handles.add(command.apply(line));
      }
    }
    return MergedHandle.of(handles, merge);
  }
}
