package org.transhume.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.transhume.engine.content.ContentDigest;
import org.transhume.engine.ledger.AccountId;
import org.transhume.store.LedgerRefusedException.Reason;

/**
 * What a ledger file says of itself.
 *
 * @param digestVersion the way its content digests are made
 * @param fencing how often it was opened for writing
 */
record FileHeader(AccountId destination, int digestVersion, long fencing) {
  static FileHeader read(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select destination_endpoint, destination_login, digest_version, fencing"
                    + " from ledger_file")) {
      if (!row.next()) {
        throw new SQLException("the ledger says nothing of itself");
      }
      return new FileHeader(
          new AccountId(StoredText.read(row.getString(1)), StoredText.read(row.getString(2))),
          row.getInt(3),
          row.getLong(4));
    }
  }

  void requireKnownDigests(Database database) {
    if (digestVersion > ContentDigest.VERSION) {
      throw new LedgerRefusedException(
          Reason.NEWER_FORMAT,
          database.file(),
          "The ledger %s has digests of way %d, and this Transhume knows up to %d: use the newer one."
              .formatted(database.file(), digestVersion, ContentDigest.VERSION));
    }
  }
}
