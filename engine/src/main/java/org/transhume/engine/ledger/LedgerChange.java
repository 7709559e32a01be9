package org.transhume.engine.ledger;

import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.transhume.engine.content.Content;
import org.transhume.engine.content.Repair;
import org.transhume.engine.endpoint.Side;
import org.transhume.mail.Flags;
import org.transhume.mail.Handle;
import org.transhume.mail.InternalDate;
import org.transhume.mail.Uid;
import org.transhume.mail.UidNext;
import org.transhume.mail.UidRange;
import org.transhume.mail.UidSet;

/**
 * A change of one pair that is written whole or not at all. It is the only way to change what the
 * ledger knows of messages. One thread, used once.
 */
public final class LedgerChange {
  private final PairLedger pair;
  private final LedgerStorage storage;
  private final FlagNumbers flagNumbers;
  private final Clock clock;
  private final List<LedgerRecord> records = new ArrayList<>();

  /** Where the record stands that was put last into a column, if nothing was cleared since. */
  private final Map<Column, Integer> lastPut = new EnumMap<>(Column.class);

  private final List<ContentEntry> contents = new ArrayList<>();
  private final UidSet.Builder noLongerNoted = new UidSet.Builder();
  private final List<LedgerChange> others = new ArrayList<>();

  LedgerChange(PairLedger pair, LedgerStorage storage, FlagNumbers flagNumbers, Clock clock) {
    this.pair = pair;
    this.storage = storage;
    this.flagNumbers = flagNumbers;
    this.clock = clock;
  }

  /** The message stands at the destination under that UID. */
  public LedgerChange present(long uid, Uid destinationUid, Origin origin) {
    put(Column.OFFSET, uid, destinationUid.value() - uid);
    put(Column.STATE, uid, MessageState.PRESENT.code());
    put(Column.ORIGIN, uid, origin.code());
    noLongerNoted.add(uid);
    return this;
  }

  /** The messages are in that state now; where they stood is kept. */
  public LedgerChange state(UidSet uids, MessageState state) {
    uids.ranges().forEach(range -> put(Column.STATE, range, state.code()));
    return this;
  }

  /** The rule of that code leaves the messages out. */
  public LedgerChange leftOut(UidSet uids, int rule) {
    uids.ranges().forEach(range -> put(Column.RULE, range, rule));
    return state(uids, MessageState.LEFT_OUT);
  }

  /** The messages are forgotten: the source does not have them and they were never copied. */
  public LedgerChange forget(UidSet uids) {
    lastPut.clear();
    for (UidRange range : uids.ranges()) {
      for (Column column : Column.values()) {
        records.add(
            new LedgerRecord.ClearRange(pair.pair().id(), column, range.first(), range.last()));
      }
      records.add(new LedgerRecord.ClearNotes(pair.pair().id(), range.first(), range.last()));
    }
    return this;
  }

  /** The messages were matched at the destination. */
  public LedgerChange verified(UidSet uids, VerifiedLevel level) {
    uids.ranges().forEach(range -> put(Column.VERIFIED, range, level.code()));
    return this;
  }

  /** A side shows these flags. */
  public LedgerChange flags(Side side, long uid, Flags flags) {
    put(PairLedger.flagsColumn(side), uid, flagNumbers.numberOf(flags));
    return this;
  }

  /** The message is sent with that INTERNALDATE in place of the source's. */
  public LedgerChange sentDate(long uid, InternalDate date) {
    put(Column.SENT_DATE, uid, PackedDate.pack(date));
    return this;
  }

  /** The messages are sent with the source's INTERNALDATE. */
  public LedgerChange ownDate(UidSet uids) {
    for (UidRange range : uids.ranges()) {
      records.add(
          new LedgerRecord.ClearRange(
              pair.pair().id(), Column.SENT_DATE, range.first(), range.last()));
    }
    lastPut.remove(Column.SENT_DATE);
    return this;
  }

  /** The destination did not take these flags of the source's; none takes back what was said. */
  public LedgerChange lacking(long uid, Flags flags) {
    put(Column.LACKING_FLAGS, uid, flagNumbers.numberOf(flags));
    return this;
  }

  /**
   * What was known of flags, date and repairs of a message that had another UID, or stood
   * elsewhere.
   */
  public LedgerChange marksOf(PairLedger before, long uidBefore, long uid) {
    for (Side side : Side.values()) {
      before.lastFlags(side, uidBefore).ifPresent(flags -> flags(side, uid, flags));
    }
    before.sentDate(uidBefore).ifPresent(date -> sentDate(uid, date));
    repaired(uid, before.repairs(uidBefore));
    Flags lacking = before.lackingFlags(uidBefore);
    return lacking.isEmpty() ? this : lacking(uid, lacking);
  }

  /** What is sent of the message is repaired so, or as it is at the source. */
  public LedgerChange repaired(long uid, Set<Repair> repairs) {
    if (!repairs.isEmpty()) {
      put(Column.REPAIRED, uid, Repair.code(repairs));
    } else if (!pair.repairs(uid).isEmpty()) {
      lastPut.remove(Column.REPAIRED);
      records.add(new LedgerRecord.ClearRange(pair.pair().id(), Column.REPAIRED, uid, uid));
    }
    return this;
  }

  /** What passed when the message was read. */
  public LedgerChange content(long uid, Content content) {
    contents.add(new ContentEntry(uid, content));
    return this;
  }

  /** What was noted of the message earlier no longer holds. */
  public LedgerChange clearNote(long uid) {
    noLongerNoted.add(uid);
    return this;
  }

  /** Something a person should read about the message. */
  public LedgerChange note(Note note) {
    records.add(new LedgerRecord.PutNote(pair.pair().id(), note));
    return this;
  }

  /** Of what the intent named only {@code open} is still owed; with none the intent is closed. */
  public LedgerChange stillOpen(Intent intent, UidSet open) {
    records.add(
        open.isEmpty()
            ? new LedgerRecord.CloseIntent(intent.id())
            : new LedgerRecord.PutIntent(
                new Intent(
                    intent.id(),
                    intent.pair(),
                    intent.state(),
                    open,
                    intent.lowerBound(),
                    intent.since())));
    return this;
  }

  /** {@code messages} of the intent will be sent again; late copies are watched for from now on. */
  public LedgerChange watch(Intent intent, UidSet messages) {
    records.add(
        new LedgerRecord.PutIntent(
            new Intent(
                intent.id(),
                intent.pair(),
                Intent.State.WATCHED,
                messages,
                intent.lowerBound(),
                clock.instant())));
    return this;
  }

  /**
   * {@code messages} were said to be stored and are sent again all the same: watched from now on.
   */
  public LedgerChange watch(UidSet messages, UidNext lowerBound) {
    records.add(
        new LedgerRecord.PutIntent(
            new Intent(
                storage.newNumber(),
                pair.pair().id(),
                Intent.State.WATCHED,
                messages,
                lowerBound,
                clock.instant())));
    return this;
  }

  /**
   * Makes one of two changes, of two pairs: both are written or neither. {@code other} is used up.
   */
  public LedgerChange together(LedgerChange other) {
    others.add(other);
    return this;
  }

  /** Hands the change over; it is durable when the handle completes. */
  public Handle<Boolean> record() {
    List<LedgerRecord> all = finish();
    return all.isEmpty() ? Handle.of(true) : storage.write(all);
  }

  /** What is to be written, which the view of the ledger shows from now on. */
  List<LedgerRecord> finish() {
    if (!contents.isEmpty()) {
      records.add(new LedgerRecord.PutContents(pair.pair().id(), contents));
    }
    records.forEach(this::applyToView);
    var all = new ArrayList<LedgerRecord>();
    if (!records.isEmpty()) {
      for (UidRange range : noLongerNoted.build().ranges()) {
        all.add(new LedgerRecord.ClearNotes(pair.pair().id(), range.first(), range.last()));
      }
    }
    all.addAll(records);
    others.forEach(other -> all.addAll(other.finish()));
    return all;
  }

  private void applyToView(LedgerRecord record) {
    if (record instanceof LedgerRecord.PutRange(var _, var column, long first, long last, long v)) {
      pair.column(column).put(first, last, v);
    } else if (record instanceof LedgerRecord.ClearRange(var _, var column, long from, long to)) {
      pair.column(column).clear(from, to);
    }
  }

  private void put(Column column, long uid, long value) {
    put(column, new UidRange(uid, uid), value);
  }

  /** Joins a range to the one put last into the column, so that a batch writes few of them. */
  private void put(Column column, UidRange range, long value) {
    Integer at = lastPut.get(column);
    if (at != null
        && records.get(at) instanceof LedgerRecord.PutRange last
        && last.value() == value
        && last.last() + 1 == range.first()) {
      records.set(
          at, new LedgerRecord.PutRange(last.pair(), column, last.first(), range.last(), value));
      return;
    }
    lastPut.put(column, records.size());
    records.add(
        new LedgerRecord.PutRange(pair.pair().id(), column, range.first(), range.last(), value));
  }
}
