package org.transhume.engine.follow;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.transhume.engine.content.Identity;
import org.transhume.engine.endpoint.FolderList;
import org.transhume.engine.endpoint.FolderStatus;
import org.transhume.engine.endpoint.Item;
import org.transhume.engine.endpoint.ListedFolder;
import org.transhume.engine.endpoint.MailSource;
import org.transhume.engine.endpoint.OpenFolder;
import org.transhume.engine.ledger.FolderKey;
import org.transhume.engine.ledger.MessageState;
import org.transhume.engine.ledger.PairLedger;
import org.transhume.engine.ledger.PairRecord;
import org.transhume.engine.ledger.TransferLedger;
import org.transhume.mail.MailboxName;
import org.transhume.mail.UidSet;

/**
 * Finds the folders that were renamed at the source: what is on record stays valid, under the new
 * name. A folder that is not on record is one that is gone if it has its UIDVALIDITY and every
 * message on record that is still there has the identity on record: RENAME keeps both (RFC 9051
 * section 6.3.6), and no other folder has them by chance. One thread.
 */
public final class SourceRenames {
  private static final int WINDOW = 5_000;

  private final MailSource source;
  private final TransferLedger ledger;

  public SourceRenames(MailSource source, TransferLedger ledger) {
    this.source = source;
    this.ledger = ledger;
  }

  /**
   * A folder that has another name now.
   *
   * @param pair what is on record, under the new name
   */
  public record Renamed(MailboxName before, PairRecord pair) {
    /** The name it has now. */
    public MailboxName now() {
      return pair.source().name();
    }
  }

  /**
   * Looks for them in {@code listed}, and puts their new names on record. It opens folders only
   * where one is gone and a new one has its UIDVALIDITY.
   */
  public List<Renamed> follow(FolderList listed) {
    var renamed = new ArrayList<Renamed>();
    Set<MailboxName> taken = new HashSet<>();
    ledger.pairs().forEach(pair -> taken.add(pair.source().name()));
    for (PairRecord pair : ledger.pairs()) {
      if (listed.find(pair.source().name()).filter(ListedFolder::selectable).isPresent()) {
        continue;
      }
      List<ListedFolder> candidates =
          listed.folders().stream()
              .filter(folder -> !taken.contains(folder.name()) && mayBe(folder, pair))
              .filter(folder -> holdsWhatIsOnRecord(folder.name(), ledger.open(pair)))
              .toList();
      // Two folders with the same messages under the same UIDs: nobody knows which it was.
      if (candidates.size() == 1) {
        MailboxName now = candidates.getFirst().name();
        taken.add(now);
        renamed.add(
            new Renamed(
                pair.source().name(),
                ledger.rename(
                    pair, new FolderKey(now, pair.source().uidValidity()), pair.destination())));
      }
    }
    return renamed;
  }

  private static boolean mayBe(ListedFolder folder, PairRecord pair) {
    return folder.selectable()
        && folder
            .status()
            .map(FolderStatus::uidValidity)
            .filter(pair.source().uidValidity()::equals)
            .isPresent();
  }

  private boolean holdsWhatIsOnRecord(MailboxName name, PairLedger pair) {
    UidSet copied = pair.in(MessageState.PRESENT).union(pair.in(MessageState.GONE_THERE));
    if (copied.isEmpty()) {
      return false;
    }
    try (OpenFolder folder = source.open(name)) {
      if (!folder.status().uidValidity().equals(pair.pair().source().uidValidity())) {
        return false;
      }
      UidSet both = copied.intersect(folder.uids().await());
      if (both.isEmpty()) {
        return false;
      }
      for (UidSet rest = both; !rest.isEmpty(); ) {
        UidSet window = rest.take(WINDOW);
        if (!isOnRecord(folder, window, pair)) {
          return false;
        }
        rest = rest.minus(window);
      }
      return true;
    }
  }

  /** Whether each of the messages has the identity that passed when it was copied. */
  private static boolean isOnRecord(OpenFolder folder, UidSet uids, PairLedger pair) {
    Map<Long, Long> identities = new HashMap<>();
    pair.contents(uids, entry -> identities.put(entry.uid(), entry.content().identity()));
    if (identities.size() < uids.size()) {
      return false;
    }
    folder
        .list(
            uids,
            Set.of(Item.IDENTITY),
            message ->
                message
                    .identity()
                    .map(Identity::of)
                    .ifPresent(found -> identities.remove(message.uid().value(), found.hash())))
        .await();
    return identities.isEmpty();
  }
}
