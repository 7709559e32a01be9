package org.transhume.engine.delta;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.transhume.engine.endpoint.Item;
import org.transhume.engine.endpoint.Meta;
import org.transhume.engine.endpoint.OpenFolder;
import org.transhume.engine.endpoint.Side;
import org.transhume.engine.ledger.PairLedger;
import org.transhume.engine.ledger.RangeMap;
import org.transhume.mail.Flags;
import org.transhume.mail.ModSeq;
import org.transhume.mail.UidSet;

/**
 * The source messages whose flags are no longer what the ledger last saw, kept as ranges: a folder
 * that was marked read costs a few numbers. Filled by the thread that reads the wire, then read by
 * the one that awaited it.
 */
public final class FlagChanges {
  private final RangeMap numbers = new RangeMap();
  private final List<Flags> sets = new ArrayList<>();
  private final Map<Flags, Integer> numberOf = new HashMap<>();

  private FlagChanges() {}

  /** No change at all. */
  public static FlagChanges none() {
    return new FlagChanges();
  }

  /** Asks for what changed after {@code since} only: its lines are as many as the changes. */
  public static FlagChanges since(ModSeq since, UidSet uids, OpenFolder source, PairLedger ledger) {
    var changes = new FlagChanges();
    source.changedSince(since, uids, meta -> changes.compare(meta, uids, ledger)).await();
    return changes;
  }

  /** Lists the flags of all {@code uids}, one line a message: the server tells no changes. */
  public static FlagChanges byListing(UidSet uids, OpenFolder source, PairLedger ledger) {
    var changes = new FlagChanges();
    source.list(uids, Set.of(Item.FLAGS), meta -> changes.compare(meta, uids, ledger)).await();
    return changes;
  }

  private void compare(Meta meta, UidSet uids, PairLedger ledger) {
    long uid = meta.uid().value();
    if (meta.flags().isEmpty() || !uids.contains(uid)) {
      return;
    }
    Flags now = meta.flags().get();
    if (!ledger.lastFlags(Side.SOURCE, uid).filter(now::equals).isPresent()) {
      int number = numberOf.computeIfAbsent(now, this::keep);
      numbers.put(uid, uid, number);
    }
  }

  private int keep(Flags flags) {
    sets.add(flags);
    return sets.size() - 1;
  }

  /** The messages that changed. */
  public UidSet uids() {
    return numbers.keys();
  }

  /** What the flags of a message that changed are now. */
  Flags now(long uid) {
    return sets.get((int) numbers.get(uid).orElseThrow());
  }
}
