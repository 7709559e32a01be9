package org.transhume.engine.deletion;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.transhume.engine.content.Identity;
import org.transhume.engine.endpoint.DestinationFolder;
import org.transhume.engine.endpoint.Item;
import org.transhume.engine.endpoint.OpenFolder;
import org.transhume.engine.endpoint.Side;
import org.transhume.engine.ledger.LedgerChange;
import org.transhume.engine.ledger.MessageState;
import org.transhume.engine.ledger.Origin;
import org.transhume.engine.ledger.PairLedger;
import org.transhume.mail.Flag;
import org.transhume.mail.Flags;
import org.transhume.mail.Uid;
import org.transhume.mail.UidSet;

/**
 * Removals that were cut off: what is gone is forgotten, what still stands there loses the mark we
 * gave it and counts as standing there. Whether it is to go is decided anew. One thread.
 */
public final class UnfinishedRemovals {
  private static final Flags DELETED = Flags.of(Flag.DELETED);

  private UnfinishedRemovals() {}

  /**
   * What was about to be removed at the source and is in {@code listed}: it stands at both sides
   * again. Its copy counts as adopted from now on: what the source still does with commands of a
   * dead connection, or somebody with our marks, never makes another option remove it. Under a UID
   * that was given a second time stands another message: what is on record is forgotten.
   *
   * @param listed what the source folder holds
   * @return whether anything was taken back
   */
  public static boolean takeBack(OpenFolder source, PairLedger ledger, UidSet listed) {
    UidSet back = ledger.in(MessageState.REMOVED_HERE).intersect(listed);
    if (back.isEmpty()) {
      return false;
    }
    Map<Long, Long> identities = new HashMap<>();
    ledger.contents(back, entry -> identities.put(entry.uid(), entry.content().identity()));
    var same = new UidSet.Builder();
    source
        .list(
            back,
            Set.of(Item.IDENTITY),
            meta -> {
              Long onRecord = identities.get(meta.uid().value());
              if (meta.identity()
                  .map(Identity::of)
                  .map(Identity::hash)
                  .equals(Optional.ofNullable(onRecord))) {
                same.add(meta.uid().value());
              }
            })
        .await();
    LedgerChange change = ledger.change();
    same.build()
        .forEach(
            uid ->
                change.present(
                    uid, new Uid(ledger.destinationUid(uid).orElseThrow()), Origin.ADOPTED));
    change.forget(back.minus(same.build())).record().await();
    return true;
  }

  /**
   * Takes back what was begun at the destination.
   *
   * @param dry change nothing there: the marks count as the flags we last saw
   */
  public static void takeBack(DestinationFolder destination, PairLedger ledger, boolean dry) {
    UidSet leaving = ledger.in(MessageState.LEAVING);
    if (leaving.isEmpty()) {
      return;
    }
    UidSet there = destination.uids().await();
    UidSet standing = ledger.destinationUids(leaving).intersect(there);
    Map<Long, Flags> flags = new HashMap<>();
    destination
        .list(
            standing,
            Set.of(Item.FLAGS),
            meta -> meta.flags().ifPresent(now -> flags.put(meta.uid().value(), now)))
        .await();
    var marked = new UidSet.Builder();
    flags.forEach(
        (copy, now) -> {
          if (now.contains(Flag.DELETED)) {
            marked.add(copy);
          }
        });
    if (!dry && !marked.build().isEmpty()) {
      destination.store(marked.build(), Flags.none(), DELETED, Optional.empty()).await();
    }
    var gone = new UidSet.Builder();
    var back = new UidSet.Builder();
    LedgerChange change = ledger.change();
    leaving.forEach(
        uid -> {
          long copy = ledger.destinationUid(uid).orElse(0);
          if (!standing.contains(copy)) {
            gone.add(uid);
          } else {
            back.add(uid);
            Flags now = flags.get(copy);
            if (dry && now != null && now.contains(Flag.DELETED)) {
              change.flags(Side.DESTINATION, uid, now);
            }
          }
        });
    change.state(back.build(), MessageState.PRESENT).forget(gone.build()).record().await();
  }
}
