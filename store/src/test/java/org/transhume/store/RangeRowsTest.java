package org.transhume.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.transhume.engine.ledger.RangeMap;
import org.transhume.store.Database.Tuning;
import org.transhume.store.RangeRows.Rows;

final class RangeRowsTest {
  private static final Rows STATES = new Rows(1, 2);

  @TempDir private Path folder;
  private Connection connection;
  private RangeRows ranges;

  @BeforeEach
  void open() throws SQLException {
    var database = new Database(folder.resolve("x.ledger"), Tuning.DEFAULT);
    connection = database.openWriter();
    try (var statement = connection.createStatement()) {
      // One transaction, never committed: nothing here is about the disk.
      statement.execute("begin");
    }
    Schema.apply(connection, database);
    ranges = new RangeRows(connection);
    ranges.put(new Rows(1, 1), 1, 1000, 7);
    ranges.put(new Rows(1, 3), 1, 1000, 7);
    ranges.put(new Rows(2, 2), 1, 1000, 7);
  }

  @AfterEach
  void close() throws SQLException {
    ranges.close();
    connection.close();
  }

  @Test
  void writesTheSameRowsAsARangeMapHasRanges() throws SQLException {
    var random = new Random(7);
    var map = new RangeMap();
    for (int step = 0; step < 20_000; step++) {
      long first = random.nextLong(1, 80);
      long last = first + random.nextLong(0, 1 + random.nextLong(1, 30));
      if (random.nextInt(4) == 0) {
        map.clear(first, last);
        ranges.clear(STATES, first, last);
      } else {
        long value = random.nextLong(0, 3);
        map.put(first, last, value);
        ranges.put(STATES, first, last, value);
      }
      assertThat(rows()).as("step %d", step).isEqualTo(ranges(map));
      if (random.nextInt(200) == 0) {
        map.clear(1, 200);
        ranges.clear(STATES, 1, 200);
      }
    }
    ranges.flush();
    assertThat(Database.number(connection, "select count(*) from uid_range where value = 7"))
        .isEqualTo(3);
  }

  @Test
  void refusesRangesOutOfOrder() {
    assertThatThrownBy(() -> ranges.put(STATES, 5, 4, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ranges.clear(STATES, 0, 4))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void writesManyNewRowsAsIfOneByOne() throws SQLException {
    var random = new Random(11);
    var map = new RangeMap();
    for (long uid = 1; uid <= 3000; uid += 1 + random.nextInt(3)) {
      long value = random.nextLong(0, 3);
      map.put(uid, uid, value);
      ranges.put(STATES, uid, uid, value);
      // Another column grows between them.
      ranges.put(new Rows(1, 4), uid, uid, 9);
      if (random.nextInt(100) == 0) {
        long earlier = random.nextLong(1, uid + 1);
        map.put(earlier, earlier + 1, 5);
        ranges.put(STATES, earlier, earlier + 1, 5);
      }
    }

    assertThat(rows()).isEqualTo(ranges(map));
  }

  @Test
  void goesOnBehindTheRowsThatWereThere() throws SQLException {
    ranges.put(STATES, 1, 4, 1);
    ranges.flush();
    ranges.forget();

    ranges.put(STATES, 5, 6, 1);
    ranges.put(STATES, 7, 7, 2);

    assertThat(rows()).containsExactly("1:6=1", "7:7=2");
  }

  @Test
  void forgetsWhatWasRolledBack() throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute("savepoint before");
      ranges.put(STATES, 1, 4, 1);
      ranges.flush();
      ranges.put(STATES, 6, 6, 1);
      statement.execute("rollback to before");
      ranges.forget();
    }

    ranges.put(STATES, 5, 5, 1);

    assertThat(rows()).containsExactly("5:5=1");
  }

  private List<String> rows() throws SQLException {
    ranges.flush();
    var rows = new ArrayList<String>();
    try (var statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select first_uid, last_uid, value from uid_range"
                    + " where pair_id = 1 and kind = 2 order by first_uid")) {
      while (row.next()) {
        rows.add(row.getLong(1) + ":" + row.getLong(2) + "=" + row.getLong(3));
      }
    }
    return rows;
  }

  private static List<String> ranges(RangeMap map) {
    var ranges = new ArrayList<String>();
    map.forEach((first, last, value) -> ranges.add(first + ":" + last + "=" + value));
    return ranges;
  }
}
