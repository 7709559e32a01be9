package org.transhume.engine.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.transhume.mail.UidSet;

final class RangeMapTest {
  private static final long MOST_UIDS = 60;

  @Test
  void isEmptyAtFirst() {
    var map = new RangeMap();

    assertThat(map.ranges()).isZero();
    assertThat(map.get(1)).isEmpty();
    assertThat(map.contains(1)).isFalse();
    assertThat(map.keys()).isEqualTo(UidSet.empty());
    map.clear(1, 100);
    assertThat(ranges(map)).isEmpty();
  }

  @Test
  void growsInPlaceWhereUidsComeInOrder() {
    var map = new RangeMap();

    for (long uid = 1; uid <= 100_000; uid++) {
      map.put(uid, uid, uid / 50_000);
    }

    assertThat(ranges(map)).containsExactly("1:49999=0", "50000:99999=1", "100000:100000=2");
  }

  @Test
  void keepsManyRangesOfManyBlocksApart() {
    var map = new RangeMap();

    for (long uid = 1; uid <= 10_000; uid++) {
      map.put(uid, uid, uid % 7);
    }
    map.put(4_000, 6_000, 9);

    assertThat(map.ranges()).isEqualTo(10_000 - 2_000);
    assertThat(map.get(3_999)).hasValue(3_999 % 7);
    assertThat(map.get(5_000)).hasValue(9);
    assertThat(map.get(6_001)).hasValue(6_001 % 7);
    assertThat(map.get(10_001)).isEmpty();
  }

  @Test
  void doesNotJoinRangesThatAGapParts() {
    var map = new RangeMap();

    map.put(1, 4, 7);
    map.put(6, 9, 7);

    assertThat(ranges(map)).containsExactly("1:4=7", "6:9=7");
  }

  @Test
  void joinsBothNeighboursOfAGapThatIsFilled() {
    var map = new RangeMap();
    map.put(1, 4, 7);
    map.put(6, 9, 7);

    map.put(5, 5, 7);

    assertThat(ranges(map)).containsExactly("1:9=7");
  }

  @Test
  void splitsARangeInTwo() {
    var map = new RangeMap();
    map.put(1, 9, 1);

    map.clear(4, 6);

    assertThat(ranges(map)).containsExactly("1:3=1", "7:9=1");
  }

  @Test
  void tellsTheUidsThatMapToANumber() {
    var map = new RangeMap();
    map.put(1, 9, 1);
    map.put(10, 19, 2);
    map.put(30, 39, 1);

    assertThat(map.keys(value -> value == 1)).hasToString("1:9,30:39");
    assertThat(map.keys()).hasToString("1:19,30:39");
  }

  @Test
  void refusesRangesOutOfOrder() {
    var map = new RangeMap();
    map.put(1, 9, 1);

    assertThatThrownBy(() -> map.put(5, 4, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> map.put(0, 4, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> map.clear(5, 3)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> map.clear(0, 3)).isInstanceOf(IllegalArgumentException.class);
    assertThat(ranges(map)).containsExactly("1:9=1");
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 1", "2, 2", "3, 2", "3, 3", "5, 1", "5, 3", "5, 256"})
  void agreesWithAMapOfSingleUids(int values, int blockRanges) {
    for (int seed = 0; seed < 2_000; seed++) {
      var random = new Random(seed * 31L + values);
      var map = new RangeMap(blockRanges);
      var model = new TreeMap<Long, Long>();
      var done = new ArrayList<String>();
      for (int step = 0; step < 40; step++) {
        long first = random.nextLong(1, MOST_UIDS);
        long last = Math.min(MOST_UIDS, first + random.nextLong(0, 1 + random.nextLong(1, 30)));
        long value = random.nextLong(0, values);
        if (random.nextInt(4) == 0) {
          done.add("clear " + first + ":" + last);
          map.clear(first, last);
          model.subMap(first, last + 1).clear();
        } else {
          done.add("put " + first + ":" + last + "=" + value);
          map.put(first, last, value);
          LongStream.rangeClosed(first, last).forEach(uid -> model.put(uid, value));
        }
        assertThat(ranges(map)).as("seed %d: %s", seed, done).isEqualTo(ranges(model));
      }
      for (long uid = 1; uid <= MOST_UIDS; uid++) {
        assertThat(map.contains(uid)).isEqualTo(model.containsKey(uid));
        assertThat(map.get(uid).isPresent()).isEqualTo(model.containsKey(uid));
        if (model.containsKey(uid)) {
          assertThat(map.get(uid)).hasValue(model.get(uid));
        }
      }
    }
  }

  private static List<String> ranges(RangeMap map) {
    var ranges = new ArrayList<String>();
    map.forEach((first, last, value) -> ranges.add(first + ":" + last + "=" + value));
    assertThat(ranges).hasSize(map.ranges());
    return ranges;
  }

  /** The fewest ranges that say the same. */
  private static List<String> ranges(TreeMap<Long, Long> model) {
    var ranges = new ArrayList<String>();
    long first = 0;
    long last = 0;
    long value = 0;
    for (Map.Entry<Long, Long> entry : model.entrySet()) {
      if (last > 0 && entry.getKey() == last + 1 && entry.getValue() == value) {
        last++;
        continue;
      }
      if (last > 0) {
        ranges.add(first + ":" + last + "=" + value);
      }
      first = entry.getKey();
      last = first;
      value = entry.getValue();
    }
    if (last > 0) {
      ranges.add(first + ":" + last + "=" + value);
    }
    return ranges;
  }
}
