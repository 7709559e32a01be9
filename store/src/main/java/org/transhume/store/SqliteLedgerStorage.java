package org.transhume.store;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.transhume.engine.ledger.AccountId;
import org.transhume.engine.ledger.Column;
import org.transhume.engine.ledger.ContentEntry;
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
import org.transhume.mail.UidRange;
import org.transhume.mail.UidSet;

/** One transfer's part of a ledger file. */
final class SqliteLedgerStorage implements LedgerStorage {
  /** How many content blocks are read at a time: 4,096 messages, about half a megabyte. */
  private static final int BLOCKS_AT_ONCE = 8;

  private final AccountId transfer;
  private final Readers readers;
  private final HandOver handOver;
  private volatile boolean closed;

  /** Where writes go. */
  interface HandOver {
    Handle<Boolean> write(AccountId transfer, List<LedgerRecord> records);

    long newNumber();

    /** Waits until everything handed over is written, or cannot be. */
    void flush();
  }

  SqliteLedgerStorage(AccountId transfer, Readers readers, HandOver handOver) {
    this.transfer = transfer;
    this.readers = readers;
    this.handOver = handOver;
  }

  @Override
  public Handle<Boolean> write(List<LedgerRecord> records) {
    if (closed) {
      throw new IllegalStateException("The ledger of " + transfer + " is closed");
    }
    return handOver.write(transfer, records);
  }

  @Override
  public long newNumber() {
    return handOver.newNumber();
  }

  @Override
  public List<PairRecord> pairs() {
    return readers.ask(connection -> LedgerReads.pairs(connection, transfer));
  }

  @Override
  public RangeMap ranges(PairId pair, Column column) {
    return readers.ask(
        connection -> {
          var map = new RangeMap();
          LedgerReads.ranges(connection, pair, column, map::put);
          return map;
        });
  }

  @Override
  public void contents(PairId pair, UidSet uids, Consumer<ContentEntry> receiver) {
    for (BlockRange blocks : blocksOf(uids)) {
      for (long next = blocks.first; next <= blocks.last; ) {
        long from = next;
        List<ContentBlock> some =
            readers.ask(
                connection ->
                    LedgerReads.blocks(connection, pair, from, blocks.last, BLOCKS_AT_ONCE));
        // No connection is held while the receiver runs: it may ask the ledger too.
        for (ContentBlock block : some) {
          for (ContentEntry entry : block.entries()) {
            if (uids.contains(entry.uid())) {
              receiver.accept(entry);
            }
          }
        }
        next = some.size() < BLOCKS_AT_ONCE ? blocks.last + 1 : some.getLast().number() + 1;
      }
    }
  }

  /** Consecutive numbers of content blocks. */
  private record BlockRange(long first, long last) {}

  /** The blocks that members of {@code uids} belong to. */
  private static List<BlockRange> blocksOf(UidSet uids) {
    var blocks = new ArrayList<BlockRange>();
    for (UidRange range : uids.ranges()) {
      long first = ContentBlock.numberOf(range.first());
      long last = ContentBlock.numberOf(range.last());
      if (!blocks.isEmpty() && first <= blocks.getLast().last + 1) {
        blocks.add(new BlockRange(blocks.removeLast().first, last));
      } else {
        blocks.add(new BlockRange(first, last));
      }
    }
    return blocks;
  }

  @Override
  public List<Intent> intents(PairId pair) {
    return readers.ask(connection -> LedgerReads.intents(connection, pair));
  }

  @Override
  public List<Note> notes(PairId pair, UidSet uids) {
    return readers.ask(
        connection -> {
          var notes = new ArrayList<Note>();
          for (UidRange range : uids.ranges()) {
            LedgerReads.notes(connection, pair, range, notes::add);
          }
          return notes;
        });
  }

  @Override
  public List<NumberedFlags> flags() {
    return readers.ask(LedgerReads::flags);
  }

  @Override
  public List<FolderKey> foldersMade() {
    return readers.ask(connection -> LedgerReads.foldersMade(connection, transfer));
  }

  @Override
  public List<PassRecord> passes() {
    return readers.ask(connection -> LedgerReads.passes(connection, transfer));
  }

  @Override
  public UidSet mappedAt(FolderKey destination) {
    return readers.ask(connection -> LedgerReads.mappedAt(connection, destination));
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      handOver.flush();
    }
  }
}
