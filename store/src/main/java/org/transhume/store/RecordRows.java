package org.transhume.store;

import static java.util.stream.Collectors.joining;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.transhume.engine.endpoint.FolderStatus;
import org.transhume.engine.ledger.AccountId;
import org.transhume.engine.ledger.Column;
import org.transhume.engine.ledger.ContentEntry;
import org.transhume.engine.ledger.FolderKey;
import org.transhume.engine.ledger.Intent;
import org.transhume.engine.ledger.LedgerRecord;
import org.transhume.engine.ledger.Note;
import org.transhume.engine.ledger.PairId;
import org.transhume.engine.ledger.PairRecord;
import org.transhume.engine.ledger.PassRecord;
import org.transhume.engine.ledger.Snapshot;
import org.transhume.mail.Flags;
import org.transhume.mail.UidNext;
import org.transhume.store.RangeRows.Rows;

/** Turns records into rows, inside the transaction of whoever calls. One thread. */
final class RecordRows implements AutoCloseable {
  private static final String PUT_PAIR =
      upsert(
          "pair",
          List.of("id"),
          List.of(
              "transfer_id",
              "source_name",
              "source_separator",
              "source_uid_validity",
              "destination_name",
              "destination_separator",
              "destination_uid_validity",
              "selection",
              "source_seen_uid_validity",
              "source_seen_uid_next",
              "source_seen_messages",
              "source_seen_mod_seq",
              "destination_seen_uid_validity",
              "destination_seen_uid_next",
              "destination_seen_messages",
              "destination_seen_mod_seq"));
  private static final String PUT_INTENT =
      upsert(
          "intent", List.of("id"), List.of("pair_id", "state", "messages", "lower_bound", "since"));
  private static final String PUT_NOTE =
      upsert("note", List.of("pair_id", "uid"), List.of("code", "words"));
  private static final String PUT_FOLDER_MADE =
      upsert("folder_made", List.of("transfer_id", "name", "uid_validity"), List.of("separator"));
  private static final String PUT_PASS =
      upsert(
          "pass",
          List.of("transfer_id", "number"),
          List.of("began", "ended", "verdict", "copied", "bytes"));

  private final Connection connection;
  private final Map<String, PreparedStatement> statements = new HashMap<>();
  private final Map<AccountId, Long> transfers = new HashMap<>();
  private final RangeRows ranges;
  private final ContentRows contents;

  /** The largest number known to be used, and the largest one the file says is used. */
  private long highestNumber;

  private long storedHighestNumber;

  RecordRows(Connection connection) throws SQLException {
    this.connection = connection;
    ranges = new RangeRows(connection);
    contents = new ContentRows(connection);
    storedHighestNumber = Database.number(connection, "select highest_number from ledger_file");
    highestNumber = storedHighestNumber;
  }

  void apply(AccountId transfer, LedgerRecord record) throws SQLException {
    switch (record) {
      case LedgerRecord.PutPair(PairRecord pair) -> put(transferId(transfer), pair);
      case LedgerRecord.DropPair(PairId pair) -> drop(pair);
      case LedgerRecord.PutRange(PairId pair, Column column, long first, long last, long value) ->
          ranges.put(new Rows(pair.value(), column.code()), first, last, value);
      case LedgerRecord.ClearRange(PairId pair, Column column, long first, long last) ->
          ranges.clear(new Rows(pair.value(), column.code()), first, last);
      case LedgerRecord.PutContents(PairId pair, List<ContentEntry> entries) ->
          contents.put(pair.value(), entries);
      case LedgerRecord.PutIntent(Intent intent) -> put(intent);
      case LedgerRecord.CloseIntent(long id) -> run("delete from intent where id = ?", id);
      case LedgerRecord.PutNote(PairId pair, Note note) ->
          run(
              PUT_NOTE,
              pair.value(),
              note.uid(),
              StoredText.of(note.code()),
              StoredText.of(note.words()));
      case LedgerRecord.ClearNotes(PairId pair, long first, long last) ->
          run(
              "delete from note where pair_id = ? and uid between ? and ?",
              pair.value(),
              first,
              last);
      case LedgerRecord.PutFlags(long number, Flags flags) -> {
        used(number);
        run(
            "insert into flag_set (number, flags) values (?, ?) on conflict (number) do nothing",
            number,
            StoredText.ofFlags(flags));
      }
      case LedgerRecord.PutFolderMade(FolderKey folder) ->
          run(
              PUT_FOLDER_MADE,
              transferId(transfer),
              StoredText.of(folder.name().text()),
              folder.uidValidity().value(),
              (long) folder.name().separator());
      case LedgerRecord.DropFolderMade(FolderKey folder) ->
          run(
              "delete from folder_made where transfer_id = ? and name = ? and uid_validity = ?",
              transferId(transfer),
              StoredText.of(folder.name().text()),
              folder.uidValidity().value());
      case LedgerRecord.PutPass(PassRecord pass) -> put(transferId(transfer), pass);
    }
  }

  /** Keeps what concerns the file as a whole; called once before the commit. */
  void finish() throws SQLException {
    ranges.flush();
    if (highestNumber > storedHighestNumber) {
      run("update ledger_file set highest_number = ?", highestNumber);
      storedHighestNumber = highestNumber;
    }
  }

  /** The transaction was rolled back: what is known of rows may be wrong. */
  void forget() {
    ranges.forget();
  }

  private void used(long number) {
    highestNumber = Math.max(highestNumber, number);
  }

  private long transferId(AccountId transfer) throws SQLException {
    Long known = transfers.get(transfer);
    if (known != null) {
      return known;
    }
    String endpoint = StoredText.of(transfer.endpoint());
    String login = StoredText.of(transfer.login());
    run(
        "insert into transfer (id, source_endpoint, source_login)"
            + " values ((select coalesce(max(id), 0) + 1 from transfer), ?, ?)"
            + " on conflict (source_endpoint, source_login) do nothing",
        endpoint,
        login);
    PreparedStatement select =
        bind(
            "select id from transfer where source_endpoint = ? and source_login = ?",
            endpoint,
            login);
    try (ResultSet row = select.executeQuery()) {
      row.next();
      long id = row.getLong(1);
      transfers.put(transfer, id);
      return id;
    }
  }

  private void put(long transfer, PairRecord pair) throws SQLException {
    used(pair.id().value());
    Optional<FolderStatus> source = pair.snapshot().map(Snapshot::source);
    Optional<FolderStatus> destination = pair.snapshot().map(Snapshot::destination);
    run(
        PUT_PAIR,
        pair.id().value(),
        transfer,
        StoredText.of(pair.source().name().text()),
        (long) pair.source().name().separator(),
        pair.source().uidValidity().value(),
        StoredText.of(pair.destination().name().text()),
        (long) pair.destination().name().separator(),
        pair.destination().uidValidity().value(),
        pair.snapshot().map(Snapshot::selection).map(StoredText::of),
        source.map(seen -> seen.uidValidity().value()),
        source.flatMap(FolderStatus::uidNext).map(UidNext::value),
        source.map(FolderStatus::messages),
        source.map(seen -> seen.highestModSeq().value()),
        destination.map(seen -> seen.uidValidity().value()),
        destination.flatMap(FolderStatus::uidNext).map(UidNext::value),
        destination.map(FolderStatus::messages),
        destination.map(seen -> seen.highestModSeq().value()));
  }

  private void drop(PairId pair) throws SQLException {
    ranges.flush();
    ranges.forget();
    for (String table : List.of("uid_range", "content_block", "intent", "note")) {
      run("delete from " + table + " where pair_id = ?", pair.value());
    }
    run("delete from pair where id = ?", pair.value());
  }

  private void put(Intent intent) throws SQLException {
    used(intent.id());
    run(
        PUT_INTENT,
        intent.id(),
        intent.pair().value(),
        intent.state().name(),
        intent.messages().toString(),
        intent.lowerBound().value(),
        intent.since().toEpochMilli());
  }

  private void put(long transfer, PassRecord pass) throws SQLException {
    run(
        PUT_PASS,
        transfer,
        pass.number(),
        pass.began().toEpochMilli(),
        pass.ended().map(Instant::toEpochMilli),
        StoredText.of(pass.verdict()),
        pass.copied(),
        pass.bytes());
  }

  /** Inserts a row, or replaces all but the keys of the one that is there. */
  private static String upsert(String table, List<String> keys, List<String> others) {
    var columns = Stream.concat(keys.stream(), others.stream()).toList();
    return "insert into "
        + table
        + columns.stream().collect(joining(", ", " (", ")"))
        + columns.stream().map(_ -> "?").collect(joining(", ", " values (", ")"))
        + keys.stream().collect(joining(", ", " on conflict (", ") do update set "))
        + others.stream().map(name -> name + " = excluded." + name).collect(joining(", "));
  }

  private void run(String sql, Object... values) throws SQLException {
    bind(sql, values).executeUpdate();
  }

  /** The statement of that text, prepared once. A value may be Long, String or Optional of them. */
  private PreparedStatement bind(String sql, Object... values) throws SQLException {
    PreparedStatement statement = statements.get(sql);
    if (statement == null) {
      statement = connection.prepareStatement(sql);
      statements.put(sql, statement);
    }
    for (int i = 0; i < values.length; i++) {
      Object value = values[i] instanceof Optional<?> optional ? optional.orElse(null) : values[i];
      switch (value) {
        case Long number -> statement.setLong(i + 1, number);
        case String text -> statement.setString(i + 1, text);
        case null -> statement.setNull(i + 1, Types.NULL);
        default -> throw new IllegalArgumentException("Not a value of a ledger: " + value);
      }
    }
    return statement;
  }

  @Override
  public void close() throws SQLException {
    for (PreparedStatement statement : statements.values()) {
      statement.close();
    }
    contents.close();
    ranges.close();
  }
}
