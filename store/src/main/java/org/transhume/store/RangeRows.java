package org.transhume.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Writes the ranges of source UIDs: as few rows as say the same. The later range wins: what it
 * overlaps is trimmed or split, and what it touches with the same value becomes one row with it.
 * Costs a few row accesses, however many rows there are.
 */
final class RangeRows implements AutoCloseable {
  private final PreparedStatement atOrBelow;
  private final PreparedStatement upsert;
  private final PreparedStatement deleteWithin;

  private record Row(long first, long last, long value) {}

  /** Which rows: those of one pair and one {@code Column.code}. */
  record Rows(long pair, int kind) {}

  RangeRows(Connection connection) throws SQLException {
    atOrBelow =
        connection.prepareStatement(
            "select first_uid, last_uid, value from uid_range"
                + " where pair_id = ? and kind = ? and first_uid <= ?"
                + " order by first_uid desc limit 1");
    upsert =
        connection.prepareStatement(
            "insert into uid_range (pair_id, kind, first_uid, last_uid, value)"
                + " values (?, ?, ?, ?, ?) on conflict (pair_id, kind, first_uid)"
                + " do update set last_uid = excluded.last_uid, value = excluded.value");
    deleteWithin =
        connection.prepareStatement(
            "delete from uid_range"
                + " where pair_id = ? and kind = ? and first_uid between ? and ?");
  }

  /** Sets the value of all UIDs from {@code first} to {@code last}. */
  void put(Rows rows, long first, long last, long value) throws SQLException {
    requireOrder(first, last);
    long newFirst = first;
    long newLast = last;
    Row right = atOrBelow(rows, last + 1);
    if (right != null && right.first == last + 1) {
      if (right.value == value) {
        delete(rows, last + 1, last + 1);
        newLast = right.last;
      }
      right = atOrBelow(rows, last);
    }
    Row left = right == null || right.first < first ? right : atOrBelow(rows, first - 1);
    if (right != null && right.first >= first) {
      delete(rows, first, last);
    }
    if (right != null && right.last > last) {
      if (right.value == value) {
        newLast = right.last;
      } else {
        upsert(rows, last + 1, right.last, right.value);
      }
    }
    if (left != null && left.value == value && left.last >= first - 1) {
      newFirst = left.first;
    } else if (left != null && left.last >= first) {
      upsert(rows, left.first, first - 1, left.value);
    }
    upsert(rows, newFirst, newLast, value);
  }

  /** Forgets all UIDs from {@code first} to {@code last}. */
  void clear(Rows rows, long first, long last) throws SQLException {
    requireOrder(first, last);
    Row right = atOrBelow(rows, last);
    Row left = right == null || right.first < first ? right : atOrBelow(rows, first - 1);
    if (right != null && right.first >= first) {
      delete(rows, first, last);
    }
    if (right != null && right.last > last) {
      upsert(rows, last + 1, right.last, right.value);
    }
    if (left != null && left.last >= first) {
      upsert(rows, left.first, first - 1, left.value);
    }
  }

  private static void requireOrder(long first, long last) {
    if (first < 1 || first > last) {
      throw new IllegalArgumentException("Range out of order: " + first + ":" + last);
    }
  }

  /** The row with the largest first UID that is not above {@code uid}. */
  private @Nullable Row atOrBelow(Rows rows, long uid) throws SQLException {
    atOrBelow.setLong(1, rows.pair);
    atOrBelow.setInt(2, rows.kind);
    atOrBelow.setLong(3, uid);
    try (ResultSet row = atOrBelow.executeQuery()) {
      return row.next() ? new Row(row.getLong(1), row.getLong(2), row.getLong(3)) : null;
    }
  }

  private void upsert(Rows rows, long first, long last, long value) throws SQLException {
    upsert.setLong(1, rows.pair);
    upsert.setInt(2, rows.kind);
    upsert.setLong(3, first);
    upsert.setLong(4, last);
    upsert.setLong(5, value);
    upsert.executeUpdate();
  }

  private void delete(Rows rows, long fromFirst, long toFirst) throws SQLException {
    deleteWithin.setLong(1, rows.pair);
    deleteWithin.setInt(2, rows.kind);
    deleteWithin.setLong(3, fromFirst);
    deleteWithin.setLong(4, toFirst);
    deleteWithin.executeUpdate();
  }

  @Override
  public void close() throws SQLException {
    atOrBelow.close();
    upsert.close();
    deleteWithin.close();
  }
}
