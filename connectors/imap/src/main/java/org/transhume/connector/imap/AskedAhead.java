package org.transhume.connector.imap;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.transhume.engine.endpoint.Ahead;
import org.transhume.engine.endpoint.Item;
import org.transhume.engine.endpoint.Meta;
import org.transhume.imap.FetchItem;
import org.transhume.imap.FetchItems;
import org.transhume.imap.ImapConnection;
import org.transhume.imap.ImapException;
import org.transhume.imap.SearchQuery;
import org.transhume.imap.SearchResult;
import org.transhume.mail.Handle;
import org.transhume.mail.Uid;
import org.transhume.mail.UidSet;

/**
 * What was asked along with opening a folder, so that its first questions cost no round trip. One
 * thread.
 */
final class AskedAhead {
  private static final Set<Item> LISTED = EnumSet.of(Item.FLAGS, Item.INTERNAL_DATE, Item.SIZE);

  private final Handle<UidSet> sent;
  private final List<Meta> listed;
  private final boolean isListing;

  private AskedAhead(Handle<UidSet> sent, List<Meta> listed, boolean isListing) {
    this.sent = sent;
    this.listed = listed;
    this.isListing = isListing;
  }

  /** Sends, behind EXAMINE, what is wanted and can be had in one command. */
  static Optional<AskedAhead> send(ImapConnection imap, Ahead ahead) {
    boolean isInOneCommand = imap.capabilities().messageLimit().isEmpty();
    return switch (ahead) {
      case UIDS -> isInOneCommand ? Optional.of(search(imap)) : Optional.empty();
      case LISTING -> isInOneCommand ? Optional.of(listing(imap)) : Optional.empty();
      case NOTHING -> Optional.empty();
    };
  }

  private static AskedAhead search(ImapConnection imap) {
    return new AskedAhead(
        imap.uidSearch(SearchQuery.all()).map(SearchResult::uids), List.of(), false);
  }

  private static AskedAhead listing(ImapConnection imap) {
    UidSet all = UidSet.range(1, Uid.MAX_VALUE);
    var listed = new ArrayList<Meta>();
    var metas = new MetaReader(all, LISTED, listed::add);
    FetchItems items = FetchItems.of(FetchItem.FLAGS, FetchItem.INTERNAL_DATE, FetchItem.SIZE);
    return new AskedAhead(
        imap.uidFetch(all, items, metas)
            .map(fetched -> fetched.tagged().isOk() ? metas.told() : UidSet.empty()),
        listed,
        true);
  }

  /** Until it is done the connection is in use. */
  Handle<?> sent() {
    return sent;
  }

  /** What the folder held then. Empty too where the server would not say. */
  UidSet uids() {
    try {
      return sent.await();
    } catch (ImapException e) {
      return UidSet.empty();
    }
  }

  /** Whether {@link #listed} answers a question for {@code items}. */
  boolean answers(Set<Item> items) {
    return isListing && LISTED.containsAll(items);
  }

  /** What was listed, of messages as they were then. */
  List<Meta> listed() {
    return uids().isEmpty() ? List.of() : listed;
  }
}
