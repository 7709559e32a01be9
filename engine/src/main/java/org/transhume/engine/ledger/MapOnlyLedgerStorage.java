package org.transhume.engine.ledger;

import java.util.List;
import java.util.function.Consumer;
import org.transhume.mail.Handle;
import org.transhume.mail.UidSet;

/**
 * A ledger of which only the map of folders is known, and that forgets what is written to it: for a
 * view of the folders alone. Safe for several threads.
 */
public final class MapOnlyLedgerStorage implements LedgerStorage {
  private final LedgerStorage map;
  private final DryLedgerStorage empty = DryLedgerStorage.empty();

  /** Knows the pairs of {@code map}, and closes it. */
  public MapOnlyLedgerStorage(LedgerStorage map) {
    this.map = map;
  }

  @Override
  public List<PairRecord> pairs() {
    return map.pairs();
  }

  @Override
  public Handle<Boolean> write(List<LedgerRecord> records) {
    return empty.write(records);
  }

  @Override
  public long newNumber() {
    return map.newNumber();
  }

  @Override
  public RangeMap ranges(PairId pair, Column column) {
    return empty.ranges(pair, column);
  }

  @Override
  public void contents(PairId pair, UidSet uids, Consumer<ContentEntry> receiver) {
    empty.contents(pair, uids, receiver);
  }

  @Override
  public List<Intent> intents(PairId pair) {
    return empty.intents(pair);
  }

  @Override
  public List<Note> notes(PairId pair, UidSet uids) {
    return empty.notes(pair, uids);
  }

  @Override
  public List<NumberedFlags> flags() {
    return empty.flags();
  }

  @Override
  public List<FolderKey> foldersMade() {
    return empty.foldersMade();
  }

  @Override
  public List<PassRecord> passes() {
    return empty.passes();
  }

  @Override
  public UidSet mappedAt(FolderKey destination) {
    return empty.mappedAt(destination);
  }

  @Override
  public void close() {
    map.close();
  }
}
