package org.transhume.engine.ledger;

import java.util.List;
import java.util.function.Consumer;
import org.transhume.mail.Flags;
import org.transhume.mail.Handle;
import org.transhume.mail.UidSet;

/**
 * Where one transfer's records are kept, inside the file of its destination account. Safe for
 * several threads. Writes are applied in the order they were handed over; reads see every write
 * whose handle has completed. Instants are kept to the millisecond.
 */
public interface LedgerStorage extends AutoCloseable {
  /**
   * Hands {@code records} over, to be applied together or not at all. When the handle completes
   * they are durable: they outlive {@code kill -9} and a power cut.
   *
   * @throws org.transhume.engine.endpoint.EndpointException with LEDGER_UNWRITABLE, from here or
   *     from the handle, when the disk is full or broken; from then on every write fails
   * @throws IllegalArgumentException if a record speaks of a pair this transfer does not have;
   *     nothing of the list is kept
   * @throws IllegalStateException if the storage is closed
   */
  Handle<Boolean> write(List<LedgerRecord> records);

  /** A pair number, an intent number or a flags number nobody has used in this file. */
  long newNumber();

  /** The pairs of this transfer. */
  List<PairRecord> pairs();

  /** One column of a pair. */
  RangeMap ranges(PairId pair, Column column);

  /** What passed for those of {@code uids} that are known, ascending. */
  void contents(PairId pair, UidSet uids, Consumer<ContentEntry> receiver);

  /** The open and watched intents of a pair, by number: the oldest first. */
  List<Intent> intents(PairId pair);

  /** The notes on those of {@code uids} that have one, ascending. */
  List<Note> notes(PairId pair, UidSet uids);

  /** The sets of flags that have a number. */
  List<NumberedFlags> flags();

  /** A set of flags and its number. */
  record NumberedFlags(long number, Flags flags) {}

  /** The folders at the destination that were made by this transfer. */
  List<FolderKey> foldersMade();

  /** The passes of this transfer, oldest first. */
  List<PassRecord> passes();

  /**
   * The destination UIDs that any transfer into this account has in its map for that life of that
   * folder, whatever state they are in. The separator is left aside: it does not make another
   * folder.
   */
  UidSet mappedAt(FolderKey destination);

  /** Gives the file back; what was handed over is written first. */
  @Override
  void close();
}
