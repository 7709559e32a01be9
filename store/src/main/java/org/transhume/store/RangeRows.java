package org.transhume.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Writes the ranges of source UIDs: as few rows as say the same. The later range wins: what it
 * overlaps is trimmed or split, and what it touches with the same value becomes one row with it.
 * Costs a few row accesses, however many rows there are.
 *
 * <p>Copying goes up the UIDs, so that nearly every range lies behind all others of its column. The
 * last row of each column is known here; a range behind it needs no look, and new rows wait until
 * many go out in one statement. {@link #flush} before the commit, {@link #forget} after a rollback.
 */
final class RangeRows implements AutoCloseable {
  private static final int ROWS_AT_ONCE = 50;

  /** More columns than folders under way have; beyond that they are read again. */
  private static final int MAX_TAILS = 10_000;

  private final PreparedStatement atOrBelow;
  private final PreparedStatement upsert;
  private final PreparedStatement insertMany;
  private final PreparedStatement deleteWithin;
  private final Map<Rows, Tail> tails = new HashMap<>();
  private final List<Tail> waiting = new ArrayList<>();

  private record Row(long first, long last, long value) {}

  /** The last row of a column, which may not be written yet; of an empty one, nothing. */
  private static final class Tail {
    private final Rows rows;
    private final long first;
    private final long value;
    private long last;
    private boolean isWritten;

    Tail(Rows rows, long first, long last, long value, boolean isWritten) {
      this.rows = rows;
      this.first = first;
      this.last = last;
      this.value = value;
      this.isWritten = isWritten;
    }
  }

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
    insertMany =
        connection.prepareStatement(
            "insert into uid_range (pair_id, kind, first_uid, last_uid, value) values "
                + Stream.generate(() -> "(?, ?, ?, ?, ?)")
                    .limit(ROWS_AT_ONCE)
                    .collect(Collectors.joining(", ")));
    deleteWithin =
        connection.prepareStatement(
            "delete from uid_range"
                + " where pair_id = ? and kind = ? and first_uid between ? and ?");
  }

  /** Sets the value of all UIDs from {@code first} to {@code last}. */
  void put(Rows rows, long first, long last, long value) throws SQLException {
    requireOrder(first, last);
    Tail tail = tail(rows);
    if (tail.last < first) {
      append(tail, first, last, value);
      return;
    }
    flush();
    tails.remove(rows);
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
    flush();
    tails.remove(rows);
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

  private Tail tail(Rows rows) throws SQLException {
    Tail known = tails.get(rows);
    if (known != null) {
      return known;
    }
    if (tails.size() >= MAX_TAILS) {
      flush();
      tails.clear();
    }
    Row row = atOrBelow(rows, Long.MAX_VALUE);
    Tail tail =
        row == null
            ? new Tail(rows, 0, -1, 0, true)
            : new Tail(rows, row.first, row.last, row.value, true);
    tails.put(rows, tail);
    return tail;
  }

  private void append(Tail tail, long first, long last, long value) throws SQLException {
    if (tail.last == first - 1 && tail.value == value) {
      tail.last = last;
      if (tail.isWritten) {
        upsert(tail.rows, tail.first, last, value);
      }
      return;
    }
    var next = new Tail(tail.rows, first, last, value, false);
    tails.put(tail.rows, next);
    waiting.add(next);
    if (waiting.size() == ROWS_AT_ONCE) {
      flush();
    }
  }

  /** Writes the rows that wait. */
  void flush() throws SQLException {
    if (waiting.size() == ROWS_AT_ONCE) {
      int parameter = 1;
      for (Tail row : waiting) {
        insertMany.setLong(parameter++, row.rows.pair);
        insertMany.setInt(parameter++, row.rows.kind);
        insertMany.setLong(parameter++, row.first);
        insertMany.setLong(parameter++, row.last);
        insertMany.setLong(parameter++, row.value);
      }
      insertMany.executeUpdate();
    } else {
      for (Tail row : waiting) {
        upsert(row.rows, row.first, row.last, row.value);
      }
    }
    waiting.forEach(row -> row.isWritten = true);
    waiting.clear();
  }

  /** Knows nothing of any row any more: they were changed by other means. */
  void forget() {
    tails.clear();
    waiting.clear();
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
    insertMany.close();
    deleteWithin.close();
  }
}
