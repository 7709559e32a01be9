package org.transhume.engine.deletion;

import java.util.HashMap;
import java.util.Optional;
import java.util.Set;
import org.transhume.engine.endpoint.DestinationFolder;
import org.transhume.engine.endpoint.Item;
import org.transhume.engine.endpoint.Meta;
import org.transhume.engine.ledger.LedgerChange;
import org.transhume.engine.ledger.MessageState;
import org.transhume.engine.ledger.PairLedger;
import org.transhume.mail.Flag;
import org.transhume.mail.Flags;
import org.transhume.mail.ModSeq;
import org.transhume.mail.UidSet;

/**
 * Removes copies of ours at the destination, in batches. That they are about to go is durable
 * before the first is marked; that they are gone is written when they are not listed any more, and
 * then they are forgotten. A removal that was cut off in between is taken back by {@link
 * UnfinishedRemovals}. One thread.
 */
public final class CopyRemoval {
  private static final int BATCH = 500;
  private static final Flags DELETED = Flags.of(Flag.DELETED);

  private final DestinationFolder destination;
  private final PairLedger ledger;
  private final MessageState otherwise;

  /**
   * A removal in an open folder. Only where named messages alone can be removed.
   *
   * @param otherwise the state of a message whose copy stays after all
   */
  public CopyRemoval(DestinationFolder destination, PairLedger ledger, MessageState otherwise) {
    this.destination = destination;
    this.ledger = ledger;
    this.otherwise = otherwise;
  }

  /**
   * Removes the copies of {@code messages}, of each only as long as nobody touches it.
   *
   * @return the source UIDs of those that are gone
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
    ledger.change().state(batch, MessageState.LEAVING).record().await();
    UidSet marked = mark(batch);
    if (!marked.isEmpty()) {
      destination.remove(marked).await();
    }
    UidSet there = destination.uids().await();
    var gone = new UidSet.Builder();
    var stay = new UidSet.Builder();
    batch.forEach(
        uid -> (there.contains(ledger.destinationUid(uid).orElse(0)) ? stay : gone).add(uid));
    UidSet unmark = marked.intersect(ledger.destinationUids(stay.build()));
    if (!unmark.isEmpty()) {
      destination.store(unmark, Flags.none(), DELETED, Optional.empty()).await();
    }
    LedgerChange change = ledger.change().state(stay.build(), otherwise);
    change.forget(gone.build()).record().await();
    return gone.build();
  }

  /** Marks those that are still as we left them; destination UIDs. */
  private UidSet mark(UidSet batch) {
    var metas = new HashMap<Long, Meta>();
    destination
        .list(
            ledger.destinationUids(batch),
            Set.of(Item.FLAGS),
            meta -> metas.put(meta.uid().value(), meta))
        .await();
    var copies = new UidSet.Builder();
    batch.forEach(
        uid -> {
          Meta copy = metas.get(ledger.destinationUid(uid).orElse(0));
          if (copy != null && OurCopies.isAsLeft(copy, ledger, uid)) {
            copies.add(copy.uid().value());
          }
        });
    UidSet untouched = copies.build();
    if (untouched.isEmpty()) {
      return untouched;
    }
    // Somebody who is quicker than the mark keeps his message, where the server can tell.
    Optional<ModSeq> newest =
        metas.values().stream().map(Meta::modSeq).allMatch(ModSeq::isKnown)
            ? metas.values().stream().map(Meta::modSeq).max(ModSeq::compareTo)
            : Optional.empty();
    return untouched.minus(destination.store(untouched, DELETED, Flags.none(), newest).await());
  }
}
