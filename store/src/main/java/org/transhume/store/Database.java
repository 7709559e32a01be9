package org.transhume.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteOpenMode;

/**
 * One SQLite file and how connections to it are made. A connection belongs to one platform thread.
 *
 * @param file the file, whose folder exists
 */
record Database(Path file, Tuning tuning) {
  /** Readers and writer do not keep each other waiting in WAL mode; another program may. */
  private static final int BUSY_MILLIS = 10_000;

  /** Of each connection; ledgers grow at their ends, and what is read once is not read again. */
  private static final int CACHE_KIB = 512;

  /**
   * What tests turn to make trouble.
   *
   * @param synchronous FULL, or less than an acknowledged write deserves
   * @param checkpointPages how long the write-ahead log gets before it is carried into the file
   * @param maxPages how long the file may get: a disk that is full
   */
  record Tuning(String synchronous, int checkpointPages, long maxPages) {
    static final Tuning DEFAULT = new Tuning("FULL", 1_000, 4_294_967_294L);
  }

  /**
   * The one connection that writes. It stays in the driver's auto-commit mode, and transactions are
   * begun and ended by statements: without auto-commit the driver begins the next transaction right
   * after a commit, so that nobody else could ever write, not even to raise the fencing number.
   */
  Connection openWriter() throws SQLException {
    var config = new SQLiteConfig();
    Connection connection = connect(config);
    try (Statement statement = connection.createStatement()) {
      requireWal(statement);
      statement.execute("pragma synchronous = " + tuning.synchronous());
      // On macOS fsync leaves the data in the drive's cache; elsewhere these two mean nothing.
      statement.execute("pragma fullfsync = 1");
      statement.execute("pragma checkpoint_fullfsync = 1");
      statement.execute("pragma wal_autocheckpoint = " + tuning.checkpointPages());
      statement.execute("pragma max_page_count = " + tuning.maxPages());
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /** SQLite stays in another mode without an error where it cannot have this one. */
  private static void requireWal(Statement statement) throws SQLException {
    try (ResultSet mode = statement.executeQuery("pragma journal_mode = wal")) {
      if (!mode.next() || !mode.getString(1).equalsIgnoreCase("wal")) {
        throw new SQLException("the file system cannot hold a write-ahead log");
      }
    }
  }

  /** A connection that can only read; each statement sees what is committed when it begins. */
  Connection openReader() throws SQLException {
    var config = new SQLiteConfig();
    config.setReadOnly(true);
    return connect(config);
  }

  private Connection connect(SQLiteConfig config) throws SQLException {
    config.setBusyTimeout(BUSY_MILLIS);
    config.setOpenMode(SQLiteOpenMode.OPEN_URI);
    config.setCacheSize(-CACHE_KIB);
    var properties = new Properties();
    properties.putAll(config.toProperties());
    // As a URI, because the driver takes what follows a question mark in a plain path for settings.
    return new org.sqlite.JDBC()
        .connect("jdbc:sqlite:file:" + file.toAbsolutePath().toUri().getRawPath(), properties);
  }

  /** The number {@code sql} answers. */
  static long number(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      if (!row.next()) {
        throw new SQLException("No answer to: " + sql);
      }
      return row.getLong(1);
    }
  }
}
