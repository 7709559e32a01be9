package org.transhume.store;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.transhume.engine.ledger.AccountId;
import org.transhume.engine.ledger.LedgerRecord;
import org.transhume.engine.ledger.PairId;

/**
 * Which transfer has which pair, as of the last list handed over: what is said of a pair that is
 * not there would be written and never be read. Guarded by its owner's lock.
 */
final class KnownPairs {
  private final Map<PairId, AccountId> owners = new HashMap<>();

  /** Takes in a pair that is in the file. */
  void add(PairId pair, AccountId transfer) {
    owners.put(pair, transfer);
  }

  /**
   * Takes in what a list does to the pairs.
   *
   * @throws IllegalArgumentException if it speaks of a pair the transfer does not have; then
   *     nothing is taken in
   */
  void accept(AccountId transfer, List<LedgerRecord> records) {
    var changes = new HashMap<PairId, Optional<AccountId>>();
    for (LedgerRecord record : records) {
      switch (record) {
        case LedgerRecord.PutPair put -> {
          Optional<AccountId> owner = owner(put.pair().id(), changes);
          if (owner.isPresent() && !owner.get().equals(transfer)) {
            throw new IllegalArgumentException("Another transfer has " + put.pair().id());
          }
          changes.put(put.pair().id(), Optional.of(transfer));
        }
        case LedgerRecord.DropPair drop -> {
          if (owner(drop.pair(), changes).isPresent()) {
            require(transfer, drop.pair(), changes);
          }
          changes.put(drop.pair(), Optional.empty());
        }
        case LedgerRecord.PutRange put -> require(transfer, put.pair(), changes);
        case LedgerRecord.ClearRange clear -> require(transfer, clear.pair(), changes);
        case LedgerRecord.PutContents put -> require(transfer, put.pair(), changes);
        case LedgerRecord.PutIntent put -> require(transfer, put.intent().pair(), changes);
        case LedgerRecord.PutNote put -> require(transfer, put.pair(), changes);
        case LedgerRecord.ClearNotes clear -> require(transfer, clear.pair(), changes);
        case LedgerRecord.CloseIntent _,
            LedgerRecord.PutFlags _,
            LedgerRecord.PutPass _,
            LedgerRecord.PutFolderMade _,
            LedgerRecord.DropFolderMade _ -> {}
      }
    }
    changes.forEach(
        (pair, owner) ->
            owner.ifPresentOrElse(now -> owners.put(pair, now), () -> owners.remove(pair)));
  }

  private Optional<AccountId> owner(PairId pair, Map<PairId, Optional<AccountId>> changes) {
    return changes.getOrDefault(pair, Optional.ofNullable(owners.get(pair)));
  }

  private void require(AccountId transfer, PairId pair, Map<PairId, Optional<AccountId>> changes) {
    if (!owner(pair, changes).equals(Optional.of(transfer))) {
      throw new IllegalArgumentException("The transfer from " + transfer + " has no " + pair);
    }
  }
}
