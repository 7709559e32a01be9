package org.transhume.engine.ledger;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.transhume.mail.Handle;
import org.transhume.mail.UidSet;

/**
 * A ledger that is read and never written, for plans: every write is forgotten at once. Safe for
 * several threads.
 */
public final class DryLedgerStorage implements LedgerStorage {
  /** Far above every number a ledger file has given. */
  private static final long FIRST_NUMBER = 1L << 60;

  private final Optional<LedgerStorage> storage;
  private final AtomicLong numbers = new AtomicLong(FIRST_NUMBER);

  private DryLedgerStorage(Optional<LedgerStorage> storage) {
    this.storage = storage;
  }

  /** Reads what {@code storage} holds. */
  public static DryLedgerStorage over(LedgerStorage storage) {
    return new DryLedgerStorage(Optional.of(storage));
  }

  /** The ledger of a transfer that never ran. */
  public static DryLedgerStorage empty() {
    return new DryLedgerStorage(Optional.empty());
  }

  @Override
  public Handle<Boolean> write(List<LedgerRecord> records) {
    return Handle.of(true);
  }

  @Override
  public long newNumber() {
    return numbers.getAndIncrement();
  }

  @Override
  public List<PairRecord> pairs() {
    return storage.map(LedgerStorage::pairs).orElse(List.of());
  }

  @Override
  public RangeMap ranges(PairId pair, Column column) {
    return storage.map(s -> s.ranges(pair, column)).orElseGet(RangeMap::new);
  }

  @Override
  public void contents(PairId pair, UidSet uids, Consumer<ContentEntry> receiver) {
    storage.ifPresent(s -> s.contents(pair, uids, receiver));
  }

  @Override
  public List<Intent> intents(PairId pair) {
    return storage.map(s -> s.intents(pair)).orElse(List.of());
  }

  @Override
  public List<Note> notes(PairId pair, UidSet uids) {
    return storage.map(s -> s.notes(pair, uids)).orElse(List.of());
  }

  @Override
  public List<NumberedFlags> flags() {
    return storage.map(LedgerStorage::flags).orElse(List.of());
  }

  @Override
  public List<FolderKey> foldersMade() {
    return storage.map(LedgerStorage::foldersMade).orElse(List.of());
  }

  @Override
  public List<PassRecord> passes() {
    return storage.map(LedgerStorage::passes).orElse(List.of());
  }

  @Override
  public UidSet mappedAt(FolderKey destination) {
    return storage.map(s -> s.mappedAt(destination)).orElse(UidSet.empty());
  }

  @Override
  public void close() {
    storage.ifPresent(LedgerStorage::close);
  }
}
