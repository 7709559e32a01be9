package org.transhume.engine.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.transhume.engine.ledger.InMemoryLedgerFile.StoredPair;
import org.transhume.mail.Flags;
import org.transhume.mail.Handle;
import org.transhume.mail.UidSet;

/** One transfer's part of an {@link InMemoryLedgerFile}. */
public final class InMemoryLedgerStorage implements LedgerStorage {
  private final InMemoryLedgerFile file;
  private final AccountId transfer;
  private volatile boolean closed;

  InMemoryLedgerStorage(InMemoryLedgerFile file, AccountId transfer) {
    this.file = file;
    this.transfer = transfer;
  }

  @Override
  public Handle<Boolean> write(List<LedgerRecord> records) {
    if (closed) {
      throw new IllegalStateException("The ledger of " + transfer + " is closed");
    }
    return file.write(transfer, records);
  }

  @Override
  public long newNumber() {
    return file.newNumber();
  }

  @Override
  public List<PairRecord> pairs() {
    return file.locked(() -> file.pairsOf(transfer).stream().map(stored -> stored.pair).toList());
  }

  @Override
  public RangeMap ranges(PairId pair, Column column) {
    var copy = new RangeMap();
    file.locked(
        () -> {
          StoredPair stored = file.pairs.get(pair.value());
          if (stored != null && stored.ranges.containsKey(column)) {
            stored.ranges.get(column).forEach(copy::put);
          }
          return true;
        });
    return copy;
  }

  @Override
  public void contents(PairId pair, UidSet uids, Consumer<ContentEntry> receiver) {
    var found = new ArrayList<ContentEntry>();
    file.locked(
        () -> {
          StoredPair stored = file.pairs.get(pair.value());
          if (stored != null) {
            within(stored.contents, uids)
                .forEach((uid, content) -> found.add(new ContentEntry(uid, content)));
          }
          return true;
        });
    found.forEach(receiver);
  }

  @Override
  public List<Intent> intents(PairId pair) {
    return file.locked(
        () -> file.intents.values().stream().filter(i -> i.pair().equals(pair)).toList());
  }

  @Override
  public List<Note> notes(PairId pair, UidSet uids) {
    return file.locked(
        () -> {
          StoredPair stored = file.pairs.get(pair.value());
          return stored == null ? List.of() : List.copyOf(within(stored.notes, uids).values());
        });
  }

  @Override
  public List<NumberedFlags> flags() {
    return file.locked(
        () -> {
          var numbered = new ArrayList<NumberedFlags>();
          for (Map.Entry<Long, Flags> entry : file.flags.entrySet()) {
            numbered.add(new NumberedFlags(entry.getKey(), entry.getValue()));
          }
          return List.copyOf(numbered);
        });
  }

  @Override
  public List<FolderKey> foldersMade() {
    return file.locked(() -> List.copyOf(file.made.getOrDefault(transfer, Set.of())));
  }

  @Override
  public List<PassRecord> passes() {
    return file.locked(
        () -> List.copyOf(file.passes.getOrDefault(transfer, new TreeMap<>()).values()));
  }

  @Override
  public UidSet mappedAt(FolderKey destination) {
    return file.locked(
        () -> {
          var mapped = new UidSet.Builder();
          for (StoredPair stored : file.pairs.values()) {
            FolderKey there = stored.pair.destination();
            if (there.name().text().equals(destination.name().text())
                && there.uidValidity().equals(destination.uidValidity())
                && stored.ranges.containsKey(Column.OFFSET)) {
              stored
                  .ranges
                  .get(Column.OFFSET)
                  .forEach((from, to, offset) -> mapped.addRange(from + offset, to + offset));
            }
          }
          return mapped.build();
        });
  }

  @Override
  public void close() {
    closed = true;
    file.flush();
  }

  private static <V> NavigableMap<Long, V> within(NavigableMap<Long, V> all, UidSet uids) {
    var chosen = new TreeMap<Long, V>();
    uids.ranges()
        .forEach(range -> chosen.putAll(all.subMap(range.first(), true, range.last(), true)));
    return chosen;
  }
}
