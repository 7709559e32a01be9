package org.transhume.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.transhume.store.LedgerRefusedException.Reason;

/**
 * Brings a ledger file to the present format by the numbered scripts beside this class, all missing
 * ones in one transaction. The file carries its format's number in {@code user_version} (ADR 0008).
 */
final class Schema {
  /** "Trhm": SQLite's mark of whose file this is. */
  static final int APPLICATION_ID = 0x5472686D;

  private static final List<String> SCRIPTS = List.of("V1__ledger.sql", "V2__folders_made.sql");

  /** The format this program writes. */
  static final int VERSION = SCRIPTS.size();

  private Schema() {}

  /**
   * Whether the file holds a ledger that can be read: of the present format or an earlier one.
   *
   * @return false if it is empty
   * @throws LedgerRefusedException if it is of a newer format, or no ledger
   */
  static boolean isPresent(Connection connection, Database database) throws SQLException {
    long version = Database.number(connection, "pragma user_version");
    long mark = Database.number(connection, "pragma application_id");
    boolean isEmpty = Database.number(connection, "select count(*) from sqlite_schema") == 0;
    if (isEmpty && version == 0) {
      return false;
    }
    if (mark != APPLICATION_ID || version < 1) {
      throw new LedgerRefusedException(
          Reason.NOT_A_LEDGER,
          database.file(),
          database.file() + " was not written by Transhume; move it away.");
    }
    if (version > VERSION) {
      throw newer(database, version);
    }
    return true;
  }

  /** Brings the file to the present format; leaves the transaction open. */
  static void apply(Connection connection, Database database) throws SQLException {
    boolean isPresent = isPresent(connection, database);
    long version = Database.number(connection, "pragma user_version");
    if (isPresent && version == VERSION) {
      return;
    }
    try (Statement statement = connection.createStatement()) {
      for (String script : SCRIPTS.subList((int) version, VERSION)) {
        for (String sql : text(script).split(";\\s*\n", -1)) {
          if (!sql.isBlank()) {
            statement.execute(sql);
          }
        }
      }
      statement.execute("pragma application_id = " + APPLICATION_ID);
      statement.execute("pragma user_version = " + VERSION);
    }
  }

  static LedgerRefusedException newer(Database database, long version) {
    return new LedgerRefusedException(
        Reason.NEWER_FORMAT,
        database.file(),
        "The ledger %s has format %d, and this Transhume knows up to %d: use the newer one."
            .formatted(database.file(), version, VERSION));
  }

  private static String text(String script) {
    try (InputStream stream = Schema.class.getResourceAsStream(script)) {
      if (stream == null) {
        throw new IllegalStateException("Missing on the class path: " + script);
      }
      return new String(stream.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
