package org.transhume.engine.ledger;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.transhume.mail.MailboxName;

/** The pairs of one transfer, read once and kept in step with the storage. For several threads. */
final class Pairs {
  private final LedgerStorage storage;

  /** Guards the map; held over no input or output. */
  private final ReentrantLock lock = new ReentrantLock();

  private final Map<PairId, PairRecord> byId = new LinkedHashMap<>();

  private final Map<MailboxName, Map<PairId, PairRecord>> bySource = new HashMap<>();

  Pairs(LedgerStorage storage) {
    this.storage = storage;
    storage.pairs().forEach(this::keep);
  }

  List<PairRecord> all() {
    lock.lock();
    try {
      return List.copyOf(byId.values());
    } finally {
      lock.unlock();
    }
  }

  /** Those of a source folder, earlier lives included. */
  List<PairRecord> of(MailboxName source) {
    lock.lock();
    try {
      return List.copyOf(bySource.getOrDefault(source, Map.of()).values());
    } finally {
      lock.unlock();
    }
  }

  private void keep(PairRecord pair) {
    PairRecord before = byId.put(pair.id(), pair);
    if (before != null) {
      bySource.getOrDefault(before.source().name(), Map.of()).remove(pair.id());
    }
    bySource.computeIfAbsent(pair.source().name(), _ -> new LinkedHashMap<>()).put(pair.id(), pair);
  }

  private void forget(PairId pair) {
    PairRecord before = byId.remove(pair);
    if (before != null) {
      bySource.getOrDefault(before.source().name(), Map.of()).remove(pair);
    }
  }

  /** Returns when it is durable. */
  void put(PairRecord pair) {
    storage.write(List.of(new LedgerRecord.PutPair(pair))).await();
    lock.lock();
    try {
      keep(pair);
    } finally {
      lock.unlock();
    }
  }

  /** Returns when it is durable. */
  void drop(PairId pair) {
    storage.write(List.of(new LedgerRecord.DropPair(pair))).await();
    lock.lock();
    try {
      forget(pair);
    } finally {
      lock.unlock();
    }
  }
}
