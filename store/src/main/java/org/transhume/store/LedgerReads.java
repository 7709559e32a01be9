package org.transhume.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.transhume.engine.endpoint.FolderStatus;
import org.transhume.engine.ledger.AccountId;
import org.transhume.engine.ledger.Column;
import org.transhume.engine.ledger.FolderKey;
import org.transhume.engine.ledger.Intent;
import org.transhume.engine.ledger.LedgerStorage.NumberedFlags;
import org.transhume.engine.ledger.Note;
import org.transhume.engine.ledger.PairId;
import org.transhume.engine.ledger.PairRecord;
import org.transhume.engine.ledger.PassRecord;
import org.transhume.engine.ledger.Snapshot;
import org.transhume.mail.MailboxName;
import org.transhume.mail.ModSeq;
import org.transhume.mail.Uid;
import org.transhume.mail.UidNext;
import org.transhume.mail.UidRange;
import org.transhume.mail.UidSet;
import org.transhume.mail.UidValidity;

/** The questions that are asked of a ledger file. Rows are visited one at a time. */
final class LedgerReads {
  private LedgerReads() {}

  /** Takes one row. */
  @FunctionalInterface
  interface Row {
    void read(ResultSet row) throws SQLException;
  }

  /** Takes one value at a time. */
  @FunctionalInterface
  interface Receiver<T> {
    void receive(T value) throws SQLException;
  }

  /** Takes one range after another. */
  @FunctionalInterface
  interface RangeReceiver {
    void range(long first, long last, long value) throws SQLException;
  }

  static List<AccountId> transfers(Connection connection) throws SQLException {
    var transfers = new ArrayList<AccountId>();
    visit(
        connection,
        "select source_endpoint, source_login from transfer order by id",
        List.of(),
        row ->
            transfers.add(
                new AccountId(
                    StoredText.read(row.getString(1)), StoredText.read(row.getString(2)))));
    return transfers;
  }

  static List<PairRecord> pairs(Connection connection, AccountId transfer) throws SQLException {
    var pairs = new ArrayList<PairRecord>();
    visit(
        connection,
        "select p.* from pair p join transfer t on t.id = p.transfer_id"
            + " where t.source_endpoint = ? and t.source_login = ? order by p.id",
        account(transfer),
        row -> pairs.add(pair(row)));
    return pairs;
  }

  private static PairRecord pair(ResultSet row) throws SQLException {
    @Nullable String selection = row.getString("selection");
    return new PairRecord(
        new PairId(row.getLong("id")),
        folder(row, "source"),
        folder(row, "destination"),
        selection == null
            ? Optional.empty()
            : Optional.of(
                new Snapshot(
                    status(row, "source"),
                    status(row, "destination"),
                    StoredText.read(selection))));
  }

  private static FolderKey folder(ResultSet row, String side) throws SQLException {
    return new FolderKey(
        new MailboxName(
            StoredText.read(row.getString(side + "_name")), (char) row.getInt(side + "_separator")),
        new UidValidity(row.getLong(side + "_uid_validity")));
  }

  private static FolderStatus status(ResultSet row, String side) throws SQLException {
    long uidNext = row.getLong(side + "_seen_uid_next");
    return new FolderStatus(
        new UidValidity(row.getLong(side + "_seen_uid_validity")),
        // SQL's null reads as 0, which is no UIDNEXT.
        uidNext == 0 ? Optional.empty() : Optional.of(new UidNext(uidNext)),
        row.getLong(side + "_seen_messages"),
        new ModSeq(row.getLong(side + "_seen_mod_seq")));
  }

  static void ranges(Connection connection, PairId pair, Column column, RangeReceiver receiver)
      throws SQLException {
    visit(
        connection,
        "select first_uid, last_uid, value from uid_range"
            + " where pair_id = ? and kind = ? order by first_uid",
        List.of(pair.value(), (long) column.code()),
        row -> receiver.range(row.getLong(1), row.getLong(2), row.getLong(3)));
  }

  /** The lowest {@code most} of the blocks from {@code first} to {@code last} that are there. */
  static List<ContentBlock> blocks(
      Connection connection, PairId pair, long first, long last, int most) throws SQLException {
    var blocks = new ArrayList<ContentBlock>(most);
    visit(
        connection,
        "select block, entries from content_block"
            + " where pair_id = ? and block between ? and ? order by block limit ?",
        List.of(pair.value(), first, last, (long) most),
        row -> blocks.add(ContentRows.read(row.getLong(1), row.getBytes(2))));
    return blocks;
  }

  /** All blocks of a pair, ascending, one at a time. */
  static void eachBlock(Connection connection, PairId pair, Receiver<ContentBlock> receiver)
      throws SQLException {
    visit(
        connection,
        "select block, entries from content_block where pair_id = ? order by block",
        List.of(pair.value()),
        row -> receiver.receive(ContentRows.read(row.getLong(1), row.getBytes(2))));
  }

  static List<Intent> intents(Connection connection, PairId pair) throws SQLException {
    var intents = new ArrayList<Intent>();
    visit(
        connection,
        "select id, state, messages, lower_bound, since from intent"
            + " where pair_id = ? order by id",
        List.of(pair.value()),
        row ->
            intents.add(
                new Intent(
                    row.getLong(1),
                    pair,
                    Intent.State.valueOf(row.getString(2)),
                    UidSet.parse(row.getString(3)),
                    new UidNext(row.getLong(4)),
                    Instant.ofEpochMilli(row.getLong(5)))));
    return intents;
  }

  static void notes(Connection connection, PairId pair, UidRange uids, Receiver<Note> receiver)
      throws SQLException {
    visit(
        connection,
        "select uid, code, words from note where pair_id = ? and uid between ? and ? order by uid",
        List.of(pair.value(), uids.first(), uids.last()),
        row ->
            receiver.receive(
                new Note(
                    row.getLong(1),
                    StoredText.read(row.getString(2)),
                    StoredText.read(row.getString(3)))));
  }

  /** All notes of a pair, ascending, one at a time. */
  static void eachNote(Connection connection, PairId pair, Receiver<Note> receiver)
      throws SQLException {
    notes(connection, pair, new UidRange(1, Uid.MAX_VALUE), receiver);
  }

  static List<NumberedFlags> flags(Connection connection) throws SQLException {
    var flags = new ArrayList<NumberedFlags>();
    visit(
        connection,
        "select number, flags from flag_set order by number",
        List.of(),
        row ->
            flags.add(new NumberedFlags(row.getLong(1), StoredText.readFlags(row.getString(2)))));
    return flags;
  }

  static List<PassRecord> passes(Connection connection, AccountId transfer) throws SQLException {
    var passes = new ArrayList<PassRecord>();
    visit(
        connection,
        "select s.number, s.began, s.ended, s.verdict, s.copied, s.bytes"
            + " from pass s join transfer t on t.id = s.transfer_id"
            + " where t.source_endpoint = ? and t.source_login = ? order by s.number",
        account(transfer),
        row -> {
          long ended = row.getLong(3);
          boolean hasEnded = !row.wasNull();
          passes.add(
              new PassRecord(
                  row.getLong(1),
                  Instant.ofEpochMilli(row.getLong(2)),
                  hasEnded ? Optional.of(Instant.ofEpochMilli(ended)) : Optional.empty(),
                  StoredText.read(row.getString(4)),
                  row.getLong(5),
                  row.getLong(6)));
        });
    return passes;
  }

  /** None in a file of format 1, which had no place for them. */
  static List<FolderKey> foldersMade(Connection connection, AccountId transfer)
      throws SQLException {
    var made = new ArrayList<FolderKey>();
    if (Database.number(connection, "pragma user_version") < 2) {
      return made;
    }
    visit(
        connection,
        "select f.name, f.separator, f.uid_validity"
            + " from folder_made f join transfer t on t.id = f.transfer_id"
            + " where t.source_endpoint = ? and t.source_login = ? order by f.name",
        account(transfer),
        row ->
            made.add(
                new FolderKey(
                    new MailboxName(StoredText.read(row.getString(1)), (char) row.getInt(2)),
                    new UidValidity(row.getLong(3)))));
    return made;
  }

  static UidSet mappedAt(Connection connection, FolderKey destination) throws SQLException {
    var mapped = new UidSet.Builder();
    visit(
        connection,
        "select r.first_uid + r.value, r.last_uid + r.value"
            + " from pair p join uid_range r on r.pair_id = p.id"
            + " where p.destination_name = ? and p.destination_uid_validity = ? and r.kind = ?",
        List.of(
            StoredText.of(destination.name().text()),
            destination.uidValidity().value(),
            (long) Column.OFFSET.code()),
        row -> mapped.addRange(row.getLong(1), row.getLong(2)));
    return mapped.build();
  }

  private static List<Object> account(AccountId account) {
    return List.of(StoredText.of(account.endpoint()), StoredText.of(account.login()));
  }

  private static void visit(Connection connection, String sql, List<Object> values, Row each)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.size(); i++) {
        select.setObject(i + 1, values.get(i));
      }
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          each.read(row);
        }
      }
    }
  }
}
