package org.transhume.engine.ledger;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.transhume.engine.content.Content;
import org.transhume.engine.content.ContentDigest;
import org.transhume.engine.content.Oddity;
import org.transhume.mail.Uid;
import org.transhume.mail.UidSet;

/** What a ledger knows of one pair, said UID by UID: too slow to be wrong. */
record LedgerModel(
    Map<Column, TreeMap<Long, Long>> columns,
    TreeMap<Long, Content> contents,
    TreeMap<Long, Note> notes) {
  private static final int MOST_UIDS = 700;

  LedgerModel() {
    this(new EnumMap<>(Column.class), new TreeMap<>(), new TreeMap<>());
    for (Column column : Column.values()) {
      columns.put(column, new TreeMap<>());
    }
  }

  void apply(LedgerRecord record) {
    switch (record) {
      case LedgerRecord.PutRange range ->
          LongStream.rangeClosed(range.first(), range.last())
              .forEach(uid -> columns.get(range.column()).put(uid, range.value()));
      case LedgerRecord.ClearRange range ->
          columns.get(range.column()).subMap(range.first(), range.last() + 1).clear();
      case LedgerRecord.PutContents(PairId _, List<ContentEntry> entries) ->
          entries.forEach(entry -> contents.put(entry.uid(), entry.content()));
      case LedgerRecord.PutNote(PairId _, Note note) -> notes.put(note.uid(), note);
      case LedgerRecord.ClearNotes range -> notes.subMap(range.first(), range.last() + 1).clear();
      case LedgerRecord.PutPair _,
          LedgerRecord.DropPair _,
          LedgerRecord.PutIntent _,
          LedgerRecord.CloseIntent _,
          LedgerRecord.PutFlags _,
          LedgerRecord.PutFolderMade _,
          LedgerRecord.DropFolderMade _,
          LedgerRecord.PutPass _ ->
          throw new IllegalArgumentException("Not modelled: " + record);
    }
  }

  /** The whole of what {@code ledger} knows of {@code pair}. */
  static LedgerModel read(LedgerStorage ledger, PairId pair) {
    var model = new LedgerModel();
    UidSet all = UidSet.range(1, Uid.MAX_VALUE);
    for (Column column : Column.values()) {
      ledger
          .ranges(pair, column)
          .forEach(
              (first, last, value) ->
                  model.apply(new LedgerRecord.PutRange(pair, column, first, last, value)));
    }
    ledger.contents(pair, all, entry -> model.contents().put(entry.uid(), entry.content()));
    ledger.notes(pair, all).forEach(note -> model.notes().put(note.uid(), note));
    return model;
  }

  static LedgerRecord randomRecord(Random random, PairId pair) {
    Column column = Column.values()[random.nextInt(2)];
    long first = random.nextLong(1, MOST_UIDS);
    long last = random.nextInt(4) == 0 ? first : random.nextLong(first, MOST_UIDS + 1);
    int kind = random.nextInt(10);
    return switch (kind) {
      case 0, 1, 2, 3 ->
          new LedgerRecord.PutRange(pair, column, first, last, random.nextLong(1, 4));
      case 4, 5 -> new LedgerRecord.ClearRange(pair, column, first, last);
      case 6, 7 -> {
        int version = random.nextInt();
        yield new LedgerRecord.PutContents(
            pair,
            LongStream.rangeClosed(first, last)
                .filter(_ -> random.nextInt(3) > 0)
                .mapToObj(uid -> entry(uid, version))
                .toList());
      }
      case 8 -> new LedgerRecord.PutNote(pair, new Note(first, "CODE", "words " + last));
      default -> new LedgerRecord.ClearNotes(pair, first, Math.min(last, first + 50));
    };
  }

  /** A content that depends on its UID and version alone. */
  static ContentEntry entry(long uid, int version) {
    long mixed = (uid * 31 + version) * 0x9E37_79B9_7F4A_7C15L;
    Set<Oddity> oddities = mixed % 3 == 0 ? Set.of(Oddity.NUL, Oddity.LONG_LINE) : Set.of();
    return new ContentEntry(
        uid,
        new Content(
            new ContentDigest(mixed, ~mixed), mixed * 7, oddities, Math.abs(mixed % 100_000)));
  }
}
