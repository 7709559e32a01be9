package org.transhume.engine.ledger;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/** The pairs of one transfer, read once and kept in step with the storage. For several threads. */
final class Pairs {
  private final LedgerStorage storage;

  /** Guards the map; held over no input or output. */
  private final ReentrantLock lock = new ReentrantLock();

  private final Map<PairId, PairRecord> byId = new LinkedHashMap<>();

  Pairs(LedgerStorage storage) {
    this.storage = storage;
    storage.pairs().forEach(pair -> byId.put(pair.id(), pair));
  }

  List<PairRecord> all() {
    lock.lock();
    try {
      return List.copyOf(byId.values());
    } finally {
      lock.unlock();
    }
  }

  /** Returns when it is durable. */
  void put(PairRecord pair) {
    storage.write(List.of(new LedgerRecord.PutPair(pair))).await();
    lock.lock();
    try {
      byId.put(pair.id(), pair);
    } finally {
      lock.unlock();
    }
  }

  /** Returns when it is durable. */
  void drop(PairId pair) {
    storage.write(List.of(new LedgerRecord.DropPair(pair))).await();
    lock.lock();
    try {
      byId.remove(pair);
    } finally {
      lock.unlock();
    }
  }
}
