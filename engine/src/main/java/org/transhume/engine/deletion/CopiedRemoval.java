package org.transhume.engine.deletion;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.transhume.engine.content.Content;
import org.transhume.engine.content.ContentDigest;
import org.transhume.engine.content.OctetReader;
import org.transhume.engine.endpoint.DestinationFolder;
import org.transhume.engine.endpoint.Item;
import org.transhume.engine.endpoint.Meta;
import org.transhume.engine.endpoint.OpenFolder;
import org.transhume.engine.endpoint.RemovableFolder;
import org.transhume.engine.ledger.MessageState;
import org.transhume.engine.ledger.PairLedger;
import org.transhume.engine.ledger.VerifiedLevel;
import org.transhume.mail.Flag;
import org.transhume.mail.Flags;
import org.transhume.mail.ModSeq;
import org.transhume.mail.SearchKeys;
import org.transhume.mail.UidSet;

/**
 * Removes messages at the source whose copies stand at the destination, octet by octet the same, in
 * batches. That they are about to go is durable before the first is marked: from then on none of
 * them ever counts as gone by its owner's doing. One thread.
 */
public final class CopiedRemoval {
  private static final int BATCH = 500;
  private static final Flags DELETED = Flags.of(Flag.DELETED);
  private static final SearchKeys MARKED = new SearchKeys("DELETED");

  private final RemovableFolder source;
  private final DestinationFolder destination;
  private final PairLedger ledger;
  private final boolean byUid;

  /**
   * A removal between two open folders.
   *
   * @param byUid whether the source can remove named messages alone; where it cannot, nothing is
   *     removed as long as somebody else's message is marked \Deleted
   */
  public CopiedRemoval(
      RemovableFolder source, DestinationFolder destination, PairLedger ledger, boolean byUid) {
    this.source = source;
    this.destination = destination;
    this.ledger = ledger;
    this.byUid = byUid;
  }

  /**
   * Removes {@code messages}, of each only if its copy is proved and stands, and nobody touched it
   * at the source since.
   *
   * @return those that are gone
   */
  public UidSet remove(UidSet messages) {
    var gone = new UidSet.Builder();
    for (UidSet rest = messages; !rest.isEmpty(); ) {
      UidSet batch = rest.take(BATCH);
      gone.addAll(removeBatch(batch));
      rest = rest.minus(batch);
    }
    return gone.build();
  }

  private UidSet removeBatch(UidSet batch) {
    // Asked for first: whatever somebody changes from now on is newer, and stays.
    Optional<ModSeq> newest = newest(batch);
    UidSet safe = SourceMessages.look(source, destination, ledger, proved(batch)).untouched();
    if (safe.isEmpty() || (!byUid && isOthersMarked(source, safe))) {
      return UidSet.empty();
    }
    ledger.change().state(safe, MessageState.REMOVED_HERE).record().await();
    UidSet marked = safe.minus(source.store(safe, DELETED, Flags.none(), newest).await());
    if (byUid && !marked.isEmpty()) {
      source.remove(marked).await();
    } else if (!marked.isEmpty() && !isOthersMarked(source, marked)) {
      source.removeMarked().await();
    }
    UidSet stay = safe.intersect(source.uids().await());
    if (!stay.isEmpty()) {
      source.store(stay.intersect(marked), Flags.none(), DELETED, Optional.empty()).await();
      ledger.change().state(stay, MessageState.PRESENT).record().await();
    }
    return safe.minus(stay);
  }

  /** Whether anything but {@code ours} is marked \Deleted in {@code source}. */
  public static boolean isOthersMarked(OpenFolder source, UidSet ours) {
    return !source.search(MARKED).await().minus(ours).isEmpty();
  }

  private Optional<ModSeq> newest(UidSet uids) {
    var metas = new HashMap<Long, Meta>();
    source.list(uids, Set.of(Item.FLAGS), meta -> metas.put(meta.uid().value(), meta)).await();
    return metas.values().stream().map(Meta::modSeq).allMatch(ModSeq::isKnown)
        ? metas.values().stream().map(Meta::modSeq).max(ModSeq::compareTo)
        : Optional.empty();
  }

  /** Those whose copies hold the same octets; what was not read back yet is read now. */
  private UidSet proved(UidSet batch) {
    UidSet doubtful = batch.minus(ledger.provedBy(VerifiedLevel.OCTETS));
    if (doubtful.isEmpty()) {
      return batch;
    }
    Map<Long, Content> here = new HashMap<>();
    ledger.contents(doubtful, entry -> here.put(entry.uid(), entry.content()));
    here.values().removeIf(content -> content.digest().equals(ContentDigest.UNKNOWN));
    var unknown = new UidSet.Builder();
    doubtful.stream().filter(uid -> !here.containsKey(uid)).forEach(unknown::add);
    read(source, unknown.build(), here);
    Map<Long, Content> there = new HashMap<>();
    read(destination, ledger.destinationUids(doubtful), there);
    var same = new UidSet.Builder();
    doubtful.forEach(
        uid -> {
          Content passed = here.get(uid);
          Content copy = there.get(ledger.destinationUid(uid).orElse(0));
          if (passed != null && copy != null && passed.digest().equals(copy.digest())) {
            same.add(uid);
          }
        });
    ledger.change().verified(same.build(), VerifiedLevel.OCTETS).record().await();
    return batch.minus(doubtful).union(same.build());
  }

  private static void read(OpenFolder folder, UidSet uids, Map<Long, Content> into) {
    if (!uids.isEmpty()) {
      OctetReader.read(folder, uids, (uid, content) -> into.put(uid.value(), content)).await();
    }
  }
}
