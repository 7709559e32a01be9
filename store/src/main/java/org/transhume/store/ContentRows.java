package org.transhume.store;

import java.nio.BufferUnderflowException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.transhume.engine.ledger.ContentEntry;

/** Writes what passed, block by block: a block is read, changed and written back. */
final class ContentRows implements AutoCloseable {
  /** SQLITE_CORRUPT, which is what the driver would have reported. */
  private static final int DAMAGED = 11;

  private final PreparedStatement select;
  private final PreparedStatement upsert;

  ContentRows(Connection connection) throws SQLException {
    select =
        connection.prepareStatement(
            "select entries from content_block where pair_id = ? and block = ?");
    upsert =
        connection.prepareStatement(
            "insert into content_block (pair_id, block, entries) values (?, ?, ?)"
                + " on conflict (pair_id, block) do update set entries = excluded.entries");
  }

  /** Keeps the entries; of two with the same UID the later one. */
  void put(long pair, List<ContentEntry> entries) throws SQLException {
    Map<Long, List<ContentEntry>> byBlock = new TreeMap<>();
    for (ContentEntry entry : entries) {
      byBlock
          .computeIfAbsent(ContentBlock.numberOf(entry.uid()), _ -> new ArrayList<>())
          .add(entry);
    }
    for (Map.Entry<Long, List<ContentEntry>> group : byBlock.entrySet()) {
      long number = group.getKey();
      byte[] before = bytes(pair, number);
      ContentBlock block = before == null ? new ContentBlock(number) : read(number, before);
      group.getValue().forEach(block::put);
      upsert.setLong(1, pair);
      upsert.setLong(2, number);
      upsert.setBytes(3, block.bytes());
      upsert.executeUpdate();
    }
  }

  /** Reads a block, saying in the driver's way when it is damaged. */
  static ContentBlock read(long number, byte[] bytes) throws SQLException {
    try {
      return ContentBlock.read(number, bytes);
    } catch (BufferUnderflowException
        | IndexOutOfBoundsException
        | IllegalArgumentException damaged) {
      throw new SQLException("content block " + number + " is damaged", null, DAMAGED, damaged);
    }
  }

  private byte @Nullable [] bytes(long pair, long block) throws SQLException {
    select.setLong(1, pair);
    select.setLong(2, block);
    try (ResultSet row = select.executeQuery()) {
      return row.next() ? row.getBytes(1) : null;
    }
  }

  @Override
  public void close() throws SQLException {
    select.close();
    upsert.close();
  }
}
