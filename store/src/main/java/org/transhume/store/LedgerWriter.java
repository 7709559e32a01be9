package org.transhume.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.transhume.engine.content.ContentDigest;
import org.transhume.engine.ledger.AccountId;
import org.transhume.engine.ledger.LedgerRecord;
import org.transhume.engine.ledger.PairId;
import org.transhume.store.LedgerRefusedException.Reason;

/** The one connection that writes a ledger file. Belongs to one platform thread. */
final class LedgerWriter implements AutoCloseable {
  private final Connection connection;
  private final PreparedStatement begin;
  private final PreparedStatement commit;
  private final RecordRows rows;
  private final PreparedStatement selectFencing;
  private final long fencing;

  /** One list of records, on its way into the file. */
  record Change(AccountId transfer, List<LedgerRecord> records) {}

  /** The file as it was found: its pairs, and the largest number used in it. */
  record Found(KnownPairs pairs, long highestNumber) {}

  /**
   * Opens the file, which is empty or a ledger of {@code destination}, and takes it over: whoever
   * opened it earlier can write nothing more.
   */
  LedgerWriter(Database database, AccountId destination) throws SQLException {
    connection = database.openWriter();
    try {
      // Immediate: the right to write is waited for here, and not in the middle.
      begin = connection.prepareStatement("begin immediate");
      commit = connection.prepareStatement("commit");
      begin.execute();
      Schema.apply(connection, database);
      claim(database, destination);
      fencing = Database.number(connection, "select fencing from ledger_file");
      commit.execute();
      selectFencing = connection.prepareStatement("select fencing from ledger_file");
      rows = new RecordRows(connection);
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  private void claim(Database database, AccountId destination) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into ledger_file (one, destination_endpoint, destination_login,"
                + " digest_version, fencing, highest_number) values (1, ?, ?, ?, 0, 0)"
                + " on conflict (one) do nothing")) {
      insert.setString(1, StoredText.of(destination.endpoint()));
      insert.setString(2, StoredText.of(destination.login()));
      insert.setInt(3, ContentDigest.VERSION);
      insert.executeUpdate();
    }
    FileHeader header = FileHeader.read(connection);
    if (!header.destination().equals(destination)) {
      throw new LedgerRefusedException(
          Reason.ANOTHER_ACCOUNT,
          database.file(),
          "%s is the ledger of %s, not of %s: give it its own name back."
              .formatted(database.file(), header.destination(), destination));
    }
    header.requireKnownDigests(database);
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate("update ledger_file set fencing = fencing + 1");
    }
  }

  /** Reads what is in the file. */
  Found found() throws SQLException {
    var pairs = new KnownPairs();
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select p.id, t.source_endpoint, t.source_login"
                    + " from pair p join transfer t on t.id = p.transfer_id")) {
      while (row.next()) {
        pairs.add(
            new PairId(row.getLong(1)),
            new AccountId(StoredText.read(row.getString(2)), StoredText.read(row.getString(3))));
      }
    }
    return new Found(pairs, Database.number(connection, "select highest_number from ledger_file"));
  }

  /** Writes all of {@code changes} in one transaction, or nothing; durable when it returns. */
  void write(List<Change> changes) throws SQLException {
    try {
      begin.execute();
      requireOwnFencing();
      for (Change change : changes) {
        for (LedgerRecord record : change.records()) {
          rows.apply(change.transfer(), record);
        }
      }
      rows.finish();
      commit.execute();
    } catch (SQLException | RuntimeException e) {
      rows.forget();
      try (Statement rollback = connection.createStatement()) {
        rollback.execute("rollback");
      } catch (SQLException suppressed) {
        e.addSuppressed(suppressed);
      }
      throw e;
    }
  }

  private void requireOwnFencing() throws SQLException {
    try (ResultSet row = selectFencing.executeQuery()) {
      if (!row.next() || row.getLong(1) != fencing) {
        throw new SQLException("another process has taken the ledger over");
      }
    }
  }

  /** Carries the write-ahead log into the file, if nobody reads it, and closes. */
  @Override
  public void close() throws SQLException {
    try (connection;
        begin;
        commit;
        selectFencing;
        rows) {
      // Statements first, the connection last: the driver leaves no file open.
    }
  }
}
