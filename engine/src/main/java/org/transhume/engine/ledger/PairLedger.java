package org.transhume.engine.ledger;

import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.transhume.engine.content.Repair;
import org.transhume.engine.endpoint.Side;
import org.transhume.mail.Flag;
import org.transhume.mail.Flags;
import org.transhume.mail.InternalDate;
import org.transhume.mail.UidNext;
import org.transhume.mail.UidSet;

/**
 * What the ledger knows of one pair of folders. Source UIDs are meant wherever a UID is not called
 * the destination's. Columns are read when first asked for. One thread.
 */
public final class PairLedger {
  private final LedgerStorage storage;
  private final Pairs pairs;
  private final FlagNumbers flagNumbers;
  private final Clock clock;
  private final Map<Column, RangeMap> columns = new EnumMap<>(Column.class);
  private PairRecord pair;

  PairLedger(
      LedgerStorage storage, Pairs pairs, FlagNumbers flagNumbers, Clock clock, PairRecord pair) {
    this.storage = storage;
    this.pairs = pairs;
    this.flagNumbers = flagNumbers;
    this.clock = clock;
    this.pair = pair;
  }

  /** A pair that was made now: there is nothing to be read. */
  PairLedger ofWhichNothingIsKnown() {
    for (Column column : Column.values()) {
      columns.put(column, new RangeMap());
    }
    return this;
  }

  /** The pair itself. */
  public PairRecord pair() {
    return pair;
  }

  /** All messages the ledger has a state for. */
  public UidSet known() {
    return column(Column.STATE).keys();
  }

  /** The messages in that state. */
  public UidSet in(MessageState state) {
    return column(Column.STATE).keys(code -> code == state.code());
  }

  /**
   * The messages on record that were at the source when it was last looked at: what is gone there,
   * and what we removed there, keeps its record.
   */
  public UidSet atSource() {
    return known()
        .minus(in(MessageState.GONE_HERE))
        .minus(in(MessageState.REMOVED_HERE))
        .minus(in(MessageState.LEAVING));
  }

  /** The messages of that origin, wherever they are now. */
  public UidSet of(Origin origin) {
    return column(Column.ORIGIN).keys(code -> code == origin.code());
  }

  /** The messages that were once matched at the destination, wherever they are now. */
  public UidSet proved() {
    return column(Column.VERIFIED).keys();
  }

  /** The messages that were matched at the destination by that level. */
  public UidSet provedBy(VerifiedLevel level) {
    return column(Column.VERIFIED).keys(code -> code == level.code());
  }

  /** The messages left out by the rule of that code. */
  public UidSet leftOutBy(int rule) {
    return in(MessageState.LEFT_OUT).intersect(column(Column.RULE).keys(code -> code == rule));
  }

  /** The messages of that origin that stand at the destination. */
  public UidSet presentOf(Origin origin) {
    return in(MessageState.PRESENT)
        .intersect(column(Column.ORIGIN).keys(code -> code == origin.code()));
  }

  /** The messages that stand at the destination and were matched there, at any level. */
  public UidSet verified() {
    return in(MessageState.PRESENT).intersect(column(Column.VERIFIED).keys());
  }

  /** Where a message stands at the destination, or last stood. */
  public OptionalLong destinationUid(long uid) {
    OptionalLong offset = column(Column.OFFSET).get(uid);
    return offset.isPresent() ? OptionalLong.of(uid + offset.getAsLong()) : offset;
  }

  /** The destination UIDs of those of {@code uids} that have one. */
  public UidSet destinationUids(UidSet uids) {
    var mapped = new UidSet.Builder();
    column(Column.OFFSET)
        .forEach(
            (first, last, offset) ->
                uids.intersect(UidSet.range(first, last))
                    .ranges()
                    .forEach(r -> mapped.addRange(r.first() + offset, r.last() + offset)));
    return mapped.build();
  }

  /** From destination UIDs to source UIDs, for the messages that stand there. */
  public RangeMap sourceUids() {
    return sourceUids(in(MessageState.PRESENT));
  }

  /**
   * Of the messages we put at the destination, those that stand behind one that came later at the
   * source: they were sent again, or for the first time, when that one was there.
   */
  public UidSet outOfOrder() {
    var behind = new UidSet.Builder();
    var latest = new AtomicLong();
    sourceUids(presentOf(Origin.OURS))
        .forEach(
            (first, last, offset) -> {
              long lastBehind = Math.min(last + offset, latest.get() - 1);
              if (first + offset <= lastBehind) {
                behind.addRange(first + offset, lastBehind);
              }
              latest.accumulateAndGet(last + offset, Math::max);
            });
    return behind.build();
  }

  private RangeMap sourceUids(UidSet messages) {
    var reverse = new RangeMap();
    column(Column.OFFSET)
        .forEach(
            (first, last, offset) ->
                messages
                    .intersect(UidSet.range(first, last))
                    .ranges()
                    .forEach(r -> reverse.put(r.first() + offset, r.last() + offset, -offset)));
    return reverse;
  }

  /** The messages that were sent repaired. */
  public UidSet repaired() {
    return column(Column.REPAIRED).keys();
  }

  /** What was repaired in what was sent; empty if it was sent as it is at the source. */
  public Set<Repair> repairs(long uid) {
    OptionalLong code = column(Column.REPAIRED).get(uid);
    return code.isPresent() ? Repair.ofCode(code.getAsLong()) : Set.of();
  }

  /** The flags a side had when they were last seen. */
  public Optional<Flags> lastFlags(Side side, long uid) {
    OptionalLong number = column(flagsColumn(side)).get(uid);
    return number.isPresent()
        ? Optional.of(flagNumbers.flagsOf(number.getAsLong()))
        : Optional.empty();
  }

  /** The INTERNALDATE a message is sent with in place of the source's, if it is. */
  public Optional<InternalDate> sentDate(long uid) {
    OptionalLong packed = column(Column.SENT_DATE).get(uid);
    return packed.isPresent()
        ? Optional.of(PackedDate.unpack(packed.getAsLong()))
        : Optional.empty();
  }

  /** The INTERNALDATE a copy has, of a message that has {@code atSource}. */
  public Optional<InternalDate> dateOfCopy(long uid, Optional<InternalDate> atSource) {
    return sentDate(uid).or(() -> atSource);
  }

  /** The messages that are sent with another INTERNALDATE than the source's. */
  public UidSet withSentDate() {
    return column(Column.SENT_DATE).keys();
  }

  /** The flags that the source shows and the destination did not take. */
  public Flags lackingFlags(long uid) {
    OptionalLong number = column(Column.LACKING_FLAGS).get(uid);
    return number.isPresent() ? flagNumbers.flagsOf(number.getAsLong()) : Flags.none();
  }

  /** How many of {@code uids} lack each flag that the destination did not take. */
  public SortedMap<Flag, Long> lackingFlags(UidSet uids) {
    var counts = new TreeMap<Flag, Long>();
    column(Column.LACKING_FLAGS)
        .forEach(
            (first, last, number) -> {
              long messages = uids.intersect(UidSet.range(first, last)).size();
              if (messages > 0) {
                flagNumbers.flagsOf(number).forEach(f -> counts.merge(f, messages, Long::sum));
              }
            });
    return counts;
  }

  /** What passed for those of {@code uids} that are known, ascending. */
  public void contents(UidSet uids, Consumer<ContentEntry> receiver) {
    storage.contents(pair.id(), uids, receiver);
  }

  /** The notes on those of {@code uids} that have one, ascending. */
  public List<Note> notes(UidSet uids) {
    return storage.notes(pair.id(), uids);
  }

  /** The intents in that state, oldest first. */
  public List<Intent> intents(Intent.State state) {
    return storage.intents(pair.id()).stream().filter(i -> i.state() == state).toList();
  }

  /** Whether nothing that was sent is owed an answer or a look. */
  public boolean hasNoIntents() {
    return storage.intents(pair.id()).isEmpty();
  }

  /** Destination UIDs of this folder that some transfer into the account has put on record. */
  public UidSet takenAtDestination() {
    return storage.mappedAt(pair.destination());
  }

  /**
   * Writes down that {@code messages} are about to be sent to the destination folder, and returns
   * only when that is durable. No octet may go out before.
   */
  public Intent intend(UidSet messages, UidNext lowerBound) {
    return intend(messages, lowerBound, change());
  }

  /** The same, for copies to be moved; {@code alongside} is written with it, or neither is. */
  public Intent intend(UidSet messages, UidNext lowerBound, LedgerChange alongside) {
    var intent =
        new Intent(
            storage.newNumber(),
            pair.id(),
            Intent.State.OPEN,
            messages,
            lowerBound,
            clock.instant());
    var records = new ArrayList<LedgerRecord>(alongside.finish());
    records.add(new LedgerRecord.PutIntent(intent));
    storage.write(records).await();
    return intent;
  }

  /** Begins a change; nothing happens before {@link LedgerChange#record}. */
  public LedgerChange change() {
    return new LedgerChange(this, storage, flagNumbers, clock);
  }

  /** Forgets the pair: one of its folders began a new life and what was kept has moved on. */
  public void drop() {
    pairs.drop(pair.id());
  }

  /** Writes down that the pair was worked through from {@code snapshot} on. */
  public void snapshot(Snapshot snapshot) {
    pair = new PairRecord(pair.id(), pair.source(), pair.destination(), Optional.of(snapshot));
    pairs.put(pair);
  }

  static Column flagsColumn(Side side) {
    return switch (side) {
      case SOURCE -> Column.SOURCE_FLAGS;
      case DESTINATION -> Column.DESTINATION_FLAGS;
    };
  }

  RangeMap column(Column column) {
    return columns.computeIfAbsent(column, c -> storage.ranges(pair.id(), c));
  }
}
