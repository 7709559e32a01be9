package org.transhume.engine.ledger;

import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import org.transhume.engine.content.Content;
import org.transhume.engine.endpoint.EndpointException;
import org.transhume.engine.endpoint.EndpointException.Fault;
import org.transhume.engine.endpoint.Problem;
import org.transhume.engine.endpoint.Side;
import org.transhume.mail.Flags;
import org.transhume.mail.Handle;
import org.transhume.mail.Promise;
import org.transhume.mail.Retry;
import org.transhume.mail.Scope;

/**
 * The ledger file of one destination account, in memory: it outlives the {@link LedgerStorage}s
 * opened on it, so that a test can stop one pass with {@link #killAtWrite} and start the next after
 * {@link #restart}. Safe for several threads.
 */
public final class InMemoryLedgerFile {
  /** When a write becomes durable. */
  public enum Durability {
    /** As soon as it is handed over: the quickest disk there can be. */
    AT_ONCE,
    /**
     * Not before somebody awaits its handle, or a later one, or closes the storage: the slowest
     * disk. Whoever relies on a write without having awaited it is caught.
     */
    WHEN_AWAITED
  }

  /** Guards everything below; nothing blocks while it is held. */
  private final ReentrantLock lock = new ReentrantLock();

  private final Durability durability;
  private final Deque<Waiting> waiting = new ArrayDeque<>();
  private final Map<PairId, AccountId> handedOver = new HashMap<>();
  private long writes;
  private long deadlyWrite = Long.MAX_VALUE;
  private boolean dead;

  final NavigableMap<Long, StoredPair> pairs = new TreeMap<>();
  final NavigableMap<Long, Intent> intents = new TreeMap<>();
  final NavigableMap<Long, Flags> flags = new TreeMap<>();
  final Map<AccountId, NavigableMap<Long, PassRecord>> passes = new HashMap<>();
  final Map<AccountId, Set<FolderKey>> made = new HashMap<>();
  private long highestNumber;

  /** One list of records on its way to the disk. */
  private record Waiting(AccountId transfer, List<LedgerRecord> records, Promise<Boolean> done) {}

  /** A pair with all that is kept of it. */
  static final class StoredPair {
    final AccountId transfer;
    PairRecord pair;
    final Map<Column, RangeMap> ranges = new EnumMap<>(Column.class);
    final NavigableMap<Long, Content> contents = new TreeMap<>();
    final NavigableMap<Long, Note> notes = new TreeMap<>();

    StoredPair(AccountId transfer, PairRecord pair) {
      this.transfer = transfer;
      this.pair = pair;
    }
  }

  /** An empty file on the quickest disk. */
  public InMemoryLedgerFile() {
    this(Durability.AT_ONCE);
  }

  /** An empty file. */
  public InMemoryLedgerFile(Durability durability) {
    this.durability = durability;
  }

  /** The part of the transfer from {@code source}. */
  public InMemoryLedgerStorage transfer(AccountId source) {
    return new InMemoryLedgerStorage(this, source);
  }

  /** How many lists have been handed over since the file was made, refused ones included. */
  public long writes() {
    return locked(() -> writes);
  }

  /**
   * Breaks the disk at the {@code number}th list handed over, counted from 1 as {@link #writes}
   * does: that one is not durable and its handle fails; every later write throws at once. What was
   * handed over before is durable, or with {@link Durability#WHEN_AWAITED} what was awaited before.
   * Reads go on.
   */
  public void killAtWrite(long number) {
    locked(() -> deadlyWrite = number);
  }

  /** Whether the write named to {@link #killAtWrite} has come. */
  public boolean isDead() {
    return locked(() -> dead);
  }

  /** A new process on the same disk: what was not durable is gone, writes are taken again. */
  public void restart() {
    locked(
        () -> {
          failWaiting();
          handedOver.clear();
          pairs.forEach((id, stored) -> handedOver.put(new PairId(id), stored.transfer));
          deadlyWrite = Long.MAX_VALUE;
          dead = false;
          return true;
        });
  }

  Handle<Boolean> write(AccountId transfer, List<LedgerRecord> records) {
    var write = new Waiting(transfer, List.copyOf(records), new Promise<>());
    return locked(
        () -> {
          writes++;
          if (dead) {
            throw unwritable();
          }
          requireKnownPairs(transfer, write.records());
          if (writes == deadlyWrite) {
            dead = true;
            failWaiting();
            write.done().fail(unwritable());
            return write.done();
          }
          waiting.add(write);
          if (durability == Durability.AT_ONCE) {
            applyUntil(write);
            return write.done();
          }
          return new WhenAwaited(write);
        });
  }

  void flush() {
    locked(
        () -> {
          applyUntil(waiting.peekLast());
          return true;
        });
  }

  long newNumber() {
    return locked(() -> ++highestNumber);
  }

  <T> T locked(java.util.function.Supplier<T> action) {
    lock.lock();
    try {
      return action.get();
    } finally {
      lock.unlock();
    }
  }

  /** A handle that makes the disk write when it is awaited, and says nothing before. */
  private final class WhenAwaited implements Handle<Boolean> {
    private final Waiting write;

    WhenAwaited(Waiting write) {
      this.write = write;
    }

    @Override
    public Boolean await() {
      locked(
          () -> {
            if (!write.done().isDone()) {
              applyUntil(write);
            }
            return true;
          });
      return write.done().await();
    }

    @Override
    public boolean isDone() {
      return write.done().isDone();
    }
  }

  private void failWaiting() {
    for (Waiting write : waiting) {
      write.done().fail(unwritable());
    }
    waiting.clear();
  }

  private void applyUntil(Waiting last) {
    while (last != null && !last.done().isDone()) {
      Waiting write = waiting.remove();
      write.records().forEach(record -> apply(write.transfer(), record));
      write.done().complete(true);
    }
  }

  /** What is said of a pair this transfer has not would be kept and never be read. */
  private void requireKnownPairs(AccountId transfer, List<LedgerRecord> records) {
    var known = new HashSet<PairId>();
    handedOver.forEach(
        (pair, owner) -> {
          if (owner.equals(transfer)) {
            known.add(pair);
          }
        });
    var before = Set.copyOf(known);
    for (LedgerRecord record : records) {
      switch (record) {
        case LedgerRecord.PutPair(PairRecord pair) -> {
          AccountId owner = handedOver.get(pair.id());
          if (owner != null && !owner.equals(transfer)) {
            throw new IllegalArgumentException("Another transfer has " + pair.id());
          }
          known.add(pair.id());
        }
        case LedgerRecord.DropPair(PairId pair) -> known.remove(pair);
        case LedgerRecord.PutRange range -> require(known, range.pair());
        case LedgerRecord.ClearRange range -> require(known, range.pair());
        case LedgerRecord.PutContents contents -> require(known, contents.pair());
        case LedgerRecord.PutIntent(Intent intent) -> require(known, intent.pair());
        case LedgerRecord.PutNote(PairId pair, Note _) -> require(known, pair);
        case LedgerRecord.ClearNotes notes -> require(known, notes.pair());
        case LedgerRecord.CloseIntent _,
            LedgerRecord.PutFlags _,
            LedgerRecord.PutPass _,
            LedgerRecord.PutFolderMade _,
            LedgerRecord.DropFolderMade _ -> {}
      }
    }
    before.forEach(handedOver::remove);
    known.forEach(pair -> handedOver.put(pair, transfer));
  }

  private static void require(Set<PairId> known, PairId pair) {
    if (!known.contains(pair)) {
      throw new IllegalArgumentException("This transfer has no " + pair);
    }
  }

  private void apply(AccountId transfer, LedgerRecord record) {
    switch (record) {
      case LedgerRecord.PutPair(PairRecord pair) -> {
        used(pair.id().value());
        pairs.computeIfAbsent(pair.id().value(), _ -> new StoredPair(transfer, pair)).pair = pair;
      }
      case LedgerRecord.DropPair(PairId pair) -> {
        pairs.remove(pair.value());
        intents.values().removeIf(intent -> intent.pair().equals(pair));
      }
      case LedgerRecord.PutRange(PairId pair, Column column, long first, long last, long value) ->
          ranges(pair, column).put(first, last, value);
      case LedgerRecord.ClearRange(PairId pair, Column column, long first, long last) ->
          ranges(pair, column).clear(first, last);
      case LedgerRecord.PutContents(PairId pair, List<ContentEntry> entries) ->
          entries.forEach(entry -> stored(pair).contents.put(entry.uid(), entry.content()));
      case LedgerRecord.PutIntent(Intent intent) -> {
        used(intent.id());
        intents.put(
            intent.id(),
            new Intent(
                intent.id(),
                intent.pair(),
                intent.state(),
                intent.messages(),
                intent.lowerBound(),
                intent.since().truncatedTo(ChronoUnit.MILLIS)));
      }
      case LedgerRecord.CloseIntent(long id) -> intents.remove(id);
      case LedgerRecord.PutNote(PairId pair, Note note) -> stored(pair).notes.put(note.uid(), note);
      case LedgerRecord.ClearNotes(PairId pair, long first, long last) ->
          stored(pair).notes.subMap(first, true, last, true).clear();
      case LedgerRecord.PutFlags(long number, Flags set) -> {
        used(number);
        flags.putIfAbsent(number, set);
      }
      case LedgerRecord.PutFolderMade(FolderKey folder) ->
          made.computeIfAbsent(transfer, _ -> new LinkedHashSet<>()).add(folder);
      case LedgerRecord.DropFolderMade(FolderKey folder) ->
          made.getOrDefault(transfer, new LinkedHashSet<>()).remove(folder);
      case LedgerRecord.PutPass(PassRecord pass) ->
          passes
              .computeIfAbsent(transfer, _ -> new TreeMap<>())
              .put(
                  pass.number(),
                  new PassRecord(
                      pass.number(),
                      pass.began().truncatedTo(ChronoUnit.MILLIS),
                      pass.ended().map(ended -> ended.truncatedTo(ChronoUnit.MILLIS)),
                      pass.verdict(),
                      pass.copied(),
                      pass.bytes()));
    }
  }

  private void used(long number) {
    highestNumber = Math.max(highestNumber, number);
  }

  private StoredPair stored(PairId pair) {
    return pairs.get(pair.value());
  }

  private RangeMap ranges(PairId pair, Column column) {
    return stored(pair).ranges.computeIfAbsent(column, _ -> new RangeMap());
  }

  private static EndpointException unwritable() {
    return new EndpointException(
        Problem.LEDGER_UNWRITABLE,
        Side.DESTINATION,
        new Fault(Scope.SERVER, Retry.NEVER),
        "writing the ledger in memory",
        "killed by the test");
  }

  List<StoredPair> pairsOf(AccountId transfer) {
    var own = new ArrayList<StoredPair>();
    for (StoredPair stored : pairs.values()) {
      if (stored.transfer.equals(transfer)) {
        own.add(stored);
      }
    }
    return own;
  }
}
