package org.transhume.cli.imapsync;

import java.util.List;
import java.util.function.Consumer;
import org.transhume.engine.ledger.Column;
import org.transhume.engine.ledger.ContentEntry;
import org.transhume.engine.ledger.DryLedgerStorage;
import org.transhume.engine.ledger.FolderKey;
import org.transhume.engine.ledger.Intent;
import org.transhume.engine.ledger.LedgerRecord;
import org.transhume.engine.ledger.LedgerStorage;
import org.transhume.engine.ledger.Note;
import org.transhume.engine.ledger.PairId;
import org.transhume.engine.ledger.PairRecord;
import org.transhume.engine.ledger.PassRecord;
import org.transhume.engine.ledger.RangeMap;
import org.transhume.mail.Handle;
import org.transhume.mail.UidSet;

/** A ledger of which only the map of folders is known, and that forgets what is written to it. */
final class MapOnlyLedger implements LedgerStorage {
  private final LedgerStorage map;
  private final DryLedgerStorage empty = DryLedgerStorage.empty();

  MapOnlyLedger(LedgerStorage map) {
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
