package org.transhume.connector.imap;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.transhume.engine.content.Identity;
import org.transhume.engine.endpoint.BodyReceiver;
import org.transhume.engine.endpoint.FolderStatus;
import org.transhume.engine.endpoint.Item;
import org.transhume.engine.endpoint.Meta;
import org.transhume.engine.endpoint.OpenFolder;
import org.transhume.imap.BodySection;
import org.transhume.imap.FetchItem;
import org.transhume.imap.FetchItems;
import org.transhume.imap.FetchResult;
import org.transhume.imap.ImapConnection;
import org.transhume.imap.RefusedException;
import org.transhume.imap.SearchQuery;
import org.transhume.imap.SearchResult;
import org.transhume.imap.TaggedResponse;
import org.transhume.mail.Handle;
import org.transhume.mail.ModSeq;
import org.transhume.mail.Scope;
import org.transhume.mail.SearchKeys;
import org.transhume.mail.Uid;
import org.transhume.mail.UidSet;

/** A folder open for reading. It sends UID FETCH, UID SEARCH and NOOP and nothing else. */
final class ReadFolder implements OpenFolder {
  private static final BodySection IDENTITY =
      BodySection.headerFields(Identity.FIELDS.toArray(String[]::new));

  private static final BodySection IDENTITY_AND_RECEIVED =
      BodySection.headerFields(
          Stream.concat(Identity.FIELDS.stream(), Stream.of("Received")).toArray(String[]::new));

  /** What fits into a command line of every server; a longer set costs further commands. */
  private static final int ONE_COMMAND_CHARS = 8000;

  private final FolderConnection connection;

  /** Until the question after the first one: what comes later asks for what is true then. */
  private Optional<AskedAhead> asked;

  private boolean hasToldUids;

  ReadFolder(FolderConnection connection) {
    this(connection, Optional.empty());
  }

  /** The same with answers that are on their way. */
  ReadFolder(FolderConnection connection, Optional<AskedAhead> asked) {
    this.connection = connection;
    this.asked = asked;
  }

  @Override
  public FolderStatus status() {
    return connection.status();
  }

  @Override
  public Handle<UidSet> uids() {
    if (asked.isPresent() && !hasToldUids) {
      hasToldUids = true;
      AskedAhead ahead = asked.get();
      return connection.answer(Doing.READING, ahead.sent(), () -> uidsBy(ahead));
    }
    asked = Optional.empty();
    return uidsNow();
  }

  /** As they were when the folder was opened, unless something has happened since. */
  private UidSet uidsBy(AskedAhead ahead) {
    UidSet found = ahead.uids();
    if (found.size() == connection.imap(Doing.READING).exists() && !connection.hasLostMessages()) {
      return found;
    }
    asked = Optional.empty();
    return uidsNow().await();
  }

  private Handle<UidSet> uidsNow() {
    long gone = connection.imap(Doing.READING).expunges();
    Handle<TaggedResponse> news = connection.send(Doing.READING, ImapConnection::noop);
    Handle<SearchResult> early = search();
    return connection.answer(
        Doing.READING,
        early,
        () -> {
          awaitNews(news);
          return currentUids(early, gone);
        });
  }

  private Handle<SearchResult> search() {
    return connection.send(Doing.READING, imap -> imap.uidSearch(SearchQuery.all()));
  }

  private static void awaitNews(Handle<TaggedResponse> news) {
    try {
      var _ = news.await();
    } catch (RefusedException _) {
      // What there is to search is told all the same, or was before.
    }
  }

  /**
   * What was found together with the news, if it agrees with them. Dovecot does not take in what
   * has come and gone before NOOP is answered, and searches what was there before: then it is
   * searched again. What still falls short is asked for its UIDs one by one.
   */
  private UidSet currentUids(Handle<SearchResult> early, long goneBefore) {
    try {
      UidSet found = early.await().uids();
      ImapConnection imap = connection.imap(Doing.READING);
      if (found.size() == imap.exists() && imap.expunges() == goneBefore) {
        return found;
      }
      found = search().await().uids();
      // EXISTS is not told again when messages go.
      boolean tooFew = found.size() < imap.exists() && !connection.hasLostMessages();
      return tooFew ? found.union(listedUids()) : found;
    } catch (RefusedException _) {
      return listedUids(); // Some servers cannot search (QQ).
    }
  }

  private UidSet listedUids() {
    if (connection.imap(Doing.READING).exists() == 0) {
      return UidSet.empty(); // 1:* names a message that is not there; some servers say BAD.
    }
    FetchResult listed =
        connection
            .<FetchResult>send(
                Doing.READING,
                imap -> imap.uidFetch(UidSet.range(1, Uid.MAX_VALUE), FetchItems.of(), _ -> {}))
            .await();
    connection.requireOk(listed.tagged(), Doing.READING);
    return listed.told();
  }

  @Override
  public Handle<UidSet> list(UidSet uids, Set<Item> items, Consumer<Meta> receiver) {
    if (uids.isEmpty()) {
      return Handle.of(uids);
    }
    Optional<AskedAhead> ahead = asked.filter(early -> early.answers(items));
    asked = Optional.empty();
    if (ahead.isPresent()) {
      return connection.answer(
          Doing.READING, ahead.get().sent(), () -> listed(uids, items, receiver, ahead.get()));
    }
    return listNow(uids, items, receiver);
  }

  private UidSet listed(UidSet uids, Set<Item> items, Consumer<Meta> receiver, AskedAhead ahead) {
    var told = new UidSet.Builder();
    for (Meta meta : ahead.listed()) {
      if (uids.contains(meta.uid().value())) {
        told.add(meta.uid().value());
        receiver.accept(meta);
      }
    }
    UidSet listed = told.build();
    UidSet missing = uids.minus(listed);
    return missing.isEmpty() ? listed : listed.union(listNow(missing, items, receiver).await());
  }

  private Handle<UidSet> listNow(UidSet uids, Set<Item> items, Consumer<Meta> receiver) {
    var metas = new MetaReader(uids, items, receiver);
    FetchItems wanted = fetchItems(items);
    Handle<FetchResult> sent =
        connection.send(Doing.READING, imap -> imap.uidFetch(inOneGo(uids), wanted, metas));
    return connection.answer(
        Doing.READING,
        sent,
        () -> {
          connection.requireOk(sent.await().tagged(), Doing.READING);
          UidSet missing = uids.minus(metas.told());
          if (!missing.isEmpty()) {
            askAgain(missing, wanted, metas);
          }
          return metas.told();
        });
  }

  /** Some servers leave messages out of a long answer in silence (Yahoo). */
  private void askAgain(UidSet missing, FetchItems wanted, MetaReader metas) {
    FetchResult again =
        connection
            .<FetchResult>send(Doing.READING, imap -> imap.uidFetch(missing, wanted, metas))
            .await();
    connection.requireOk(again.tagged(), Doing.READING);
  }

  private FetchItems fetchItems(Set<Item> items) {
    var wanted = EnumSet.noneOf(FetchItem.class);
    for (Item item : items) {
      switch (item) {
        case FLAGS -> {
          wanted.add(FetchItem.FLAGS);
          // RFC 7162 section 3.1.2.2: a mailbox without modification sequences says BAD to MODSEQ.
          if (connection.selected().highestModSeq().isKnown()) {
            wanted.add(FetchItem.MODSEQ);
          }
        }
        case INTERNAL_DATE -> wanted.add(FetchItem.INTERNAL_DATE);
        case SIZE -> wanted.add(FetchItem.SIZE);
        case IDENTITY, IDENTITY_AND_RECEIVED -> {}
      }
    }
    FetchItems fetched = FetchItems.of(wanted.toArray(FetchItem[]::new));
    if (items.contains(Item.IDENTITY_AND_RECEIVED)) {
      return fetched.withBody(IDENTITY_AND_RECEIVED);
    }
    return items.contains(Item.IDENTITY) ? fetched.withBody(IDENTITY) : fetched;
  }

  /**
   * The set, or where it is long and most of the folder, all from its first to its last: one
   * command whatever the gaps, and what was not wanted is passed over.
   */
  private UidSet inOneGo(UidSet uids) {
    ImapConnection imap = connection.imap(Doing.READING);
    // A server that bears so many messages a command and no more gets sets that can be counted.
    boolean isMost =
        uids.size() * 2 >= imap.exists() && imap.capabilities().messageLimit().isEmpty();
    return isMost && uids.toString().length() > ONE_COMMAND_CHARS ? span(uids) : uids;
  }

  private static UidSet span(UidSet uids) {
    return UidSet.range(uids.first().value(), uids.last().value());
  }

  @Override
  public Handle<UidSet> search(SearchKeys keys) {
    SearchQuery query = SearchQuery.keys(keys);
    Handle<SearchResult> sent = connection.send(Doing.SEARCHING, imap -> imap.uidSearch(query));
    return connection.answer(Doing.SEARCHING, sent, () -> sent.await().uids());
  }

  @Override
  public Handle<UidSet> changedSince(ModSeq since, UidSet uids, Consumer<Meta> receiver) {
    if (uids.isEmpty()) {
      return Handle.of(uids);
    }
    var metas = new MetaReader(uids, Set.of(Item.FLAGS), receiver);
    FetchItems wanted = FetchItems.of(FetchItem.FLAGS, FetchItem.MODSEQ);
    // Only what changed is answered, so that the span costs no more than the set.
    Handle<FetchResult> sent =
        connection.send(
            Doing.READING, imap -> imap.uidFetchChanged(span(uids), since, wanted, metas));
    return connection.answer(
        Doing.READING,
        sent,
        () -> {
          connection.requireOk(sent.await().tagged(), Doing.READING);
          return metas.told();
        });
  }

  @Override
  public Handle<UidSet> bodies(UidSet uids, BodyReceiver receiver) {
    if (uids.isEmpty()) {
      return Handle.of(uids);
    }
    FetchItems whole = FetchItems.of().withBody(BodySection.whole());
    Handle<FetchResult> sent =
        connection.send(
            Doing.READING, imap -> imap.uidFetch(uids, whole, new BodyReader(uids, receiver)));
    return connection.answer(
        Doing.READING,
        sent,
        () -> {
          FetchResult fetched = sent.await();
          // NO may be about one message; what was not delivered can be asked for again.
          if (!fetched.tagged().isOk()
              && Refusals.rule(Doing.READING, fetched.tagged()).scope().compareTo(Scope.FOLDER)
                  > 0) {
            throw connection.fault(fetched.tagged(), Doing.READING);
          }
          return fetched.notDelivered();
        });
  }

  @Override
  public void close() {
    connection.close();
  }
}
