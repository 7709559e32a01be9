package org.transhume.engine.ledger;

import java.util.List;
import org.transhume.mail.Flags;

/** One change of the ledger. A store applies a list of them whole or not at all. */
public sealed interface LedgerRecord {
  /** Inserts the pair, or replaces the one of the same number. */
  record PutPair(PairRecord pair) implements LedgerRecord {}

  /** Forgets the pair with everything kept of it: one of its folders began a new life. */
  record DropPair(PairId pair) implements LedgerRecord {}

  /** Sets {@code column} of all source UIDs from {@code first} to {@code last}. */
  record PutRange(PairId pair, Column column, long first, long last, long value)
      implements LedgerRecord {}

  /** Forgets {@code column} of all source UIDs from {@code first} to {@code last}. */
  record ClearRange(PairId pair, Column column, long first, long last) implements LedgerRecord {}

  /** Keeps what passed; an entry of the same UID is replaced. */
  record PutContents(PairId pair, List<ContentEntry> entries) implements LedgerRecord {
    public PutContents {
      entries = List.copyOf(entries);
    }
  }

  /** Inserts the intent, or replaces the one of the same number. */
  record PutIntent(Intent intent) implements LedgerRecord {}

  /** The fate of all messages of the intent is recorded; nothing is owed any more. */
  record CloseIntent(long id) implements LedgerRecord {}

  /** Keeps the note, replacing the one of the same UID. */
  record PutNote(PairId pair, Note note) implements LedgerRecord {}

  /** Forgets the notes of all source UIDs from {@code first} to {@code last}. */
  record ClearNotes(PairId pair, long first, long last) implements LedgerRecord {}

  /** Gives a set of flags its number in this ledger file; never changed afterwards. */
  record PutFlags(long number, Flags flags) implements LedgerRecord {}

  /** Keeps that Transhume made the folder at the destination. */
  record PutFolderMade(FolderKey folder) implements LedgerRecord {}

  /** The folder is no longer there, or another by now. */
  record DropFolderMade(FolderKey folder) implements LedgerRecord {}

  /** Keeps the figures of a pass, replacing those of the same number. */
  record PutPass(PassRecord pass) implements LedgerRecord {}
}
