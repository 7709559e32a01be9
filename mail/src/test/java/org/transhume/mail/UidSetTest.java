package org.transhume.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UidSetTest {
  /** A set of the UIDs 1 to 60, the model and ours, built in random order. */
  private record Sample(TreeSet<Long> model, UidSet set) {
    static Sample of(Random random) {
      var model = new TreeSet<Long>();
      var builder = new UidSet.Builder();
      for (int i = random.nextInt(25); i > 0; i--) {
        long first = 1 + random.nextInt(60);
        long last = Math.min(60, first + random.nextInt(4));
        builder.addRange(first, last);
        for (long uid = first; uid <= last; uid++) {
          model.add(uid);
        }
      }
      return new Sample(model, builder.build());
    }
  }

  private static List<Long> members(UidSet set) {
    return set.stream().boxed().collect(Collectors.toList());
  }

  @RepeatedTest(200)
  void answersLikeATreeSet(RepetitionInfo repetition) {
    var random = new Random(repetition.getCurrentRepetition());
    var one = Sample.of(random);
    var other = Sample.of(random);
    var union = new TreeSet<>(one.model);
    union.addAll(other.model);
    var minus = new TreeSet<>(one.model);
    minus.removeAll(other.model);
    var common = new TreeSet<>(one.model);
    common.retainAll(other.model);
    long from = 1 + random.nextInt(70);
    int count = random.nextInt(30);

    assertThat(members(one.set)).containsExactlyElementsOf(one.model);
    assertThat(one.set.size()).isEqualTo(one.model.size());
    assertThat(one.set.isEmpty()).isEqualTo(one.model.isEmpty());
    assertThat(members(one.set.union(other.set))).containsExactlyElementsOf(union);
    assertThat(members(one.set.minus(other.set))).containsExactlyElementsOf(minus);
    assertThat(members(one.set.intersect(other.set))).containsExactlyElementsOf(common);
    assertThat(members(one.set.from(from))).containsExactlyElementsOf(one.model.tailSet(from));
    assertThat(members(one.set.take(count)))
        .containsExactlyElementsOf(one.model.stream().limit(count).toList());
    for (long uid = 1; uid <= 62; uid++) {
      assertThat(one.set.contains(uid))
          .as("UID %s of %s", uid, one.set)
          .isEqualTo(one.model.contains(uid));
      assertThat(one.set.contains(new Uid(uid))).isEqualTo(one.model.contains(uid));
    }
  }

  @RepeatedTest(100)
  void isTheSameSetHoweverItWasBuilt(RepetitionInfo repetition) {
    var random = new Random(repetition.getCurrentRepetition());
    var sample = Sample.of(random);
    long[] ascending = sample.model.stream().mapToLong(Long::longValue).toArray();

    assertThat(UidSet.of(ascending)).isEqualTo(sample.set).hasSameHashCodeAs(sample.set);
    assertThat(new UidSet.Builder().addAll(sample.set).build()).isEqualTo(sample.set);
    var pieces = new UidSet.Builder();
    sample.set.forEach(pieces::add);
    assertThat(pieces.build()).isEqualTo(sample.set);
  }

  @RepeatedTest(100)
  void parsesWhatItPrints(RepetitionInfo repetition) {
    var set = Sample.of(new Random(repetition.getCurrentRepetition())).set;

    if (!set.isEmpty()) {
      assertThat(UidSet.parse(set.toString())).isEqualTo(set);
    }
  }

  @RepeatedTest(100)
  void keepsRangesThatNeitherTouchNorOverlap(RepetitionInfo repetition) {
    var random = new Random(repetition.getCurrentRepetition());
    var set = Sample.of(random).set.union(Sample.of(random).set);

    long end = -1;
    for (UidRange range : set.ranges()) {
      assertThat(range.first()).isGreaterThan(end + 1);
      end = range.last();
    }
  }

  @RepeatedTest(100)
  void cutsIntoPartsThatAreTheWholeAndShortEnough(RepetitionInfo repetition) {
    var random = new Random(repetition.getCurrentRepetition());
    var set = Sample.of(random).set;
    int maxChars = 6 + random.nextInt(20);

    var parts = set.cut(maxChars);

    var whole = UidSet.empty();
    for (UidSet part : parts) {
      assertThat(part.toString()).hasSizeLessThanOrEqualTo(maxChars);
      assertThat(part.isEmpty()).isFalse();
      assertThat(whole.intersect(part).isEmpty()).isTrue();
      whole = whole.union(part);
    }
    assertThat(whole).isEqualTo(set);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "7|7",
        "1:5,7|1:5,7",
        "7,1:5|1:5,7",
        "5:1|1:5",
        "1,2,3|1:3",
        "3:4,1:3|1:4",
        "4294967295|4294967295"
      })
  void readsRangesInAnyOrder(String text, String canonical) {
    assertThat(UidSet.parse(text)).hasToString(canonical);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "*",
        "1:*",
        "0",
        "1,,2",
        ",1",
        "1:",
        ":1",
        "a",
        "-1",
        "4294967296",
        "1 2",
        "1:2:3",
        "99999999999",
        "+1"
      })
  void refusesWhatIsNoSet(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> UidSet.parse(text));
  }

  @Test
  void holdsTheWholeRangeOfUidsInOnePiece() {
    var all = UidSet.range(1, Uid.MAX_VALUE);

    assertThat(all.size()).isEqualTo(Uid.MAX_VALUE);
    assertThat(all.minus(UidSet.of(2))).hasToString("1,3:4294967295");
    assertThat(all.contains(Uid.MAX_VALUE)).isTrue();
    assertThat(all.last()).isEqualTo(new Uid(Uid.MAX_VALUE));
    assertThat(all.minus(all)).isEqualTo(UidSet.empty());
  }

  @Test
  void hasNoFirstAndNoLastWhenEmpty() {
    assertThatThrownBy(UidSet.empty()::first).isInstanceOf(NoSuchElementException.class);
    assertThatThrownBy(UidSet.empty()::last).isInstanceOf(NoSuchElementException.class);
    assertThatThrownBy(UidSet.empty().iterator()::nextLong)
        .isInstanceOf(NoSuchElementException.class);
    assertThat(UidSet.empty()).hasToString("");
    assertThat(UidSet.empty().cut(10)).isEmpty();
  }

  @Test
  void knowsItsEnds() {
    var set = UidSet.of(9, 3, 4);

    assertThat(set.first()).isEqualTo(new Uid(3));
    assertThat(set.last()).isEqualTo(new Uid(9));
    assertThat(UidSet.of(new Uid(5))).hasToString("5");
  }

  @Test
  void refusesUidsOutOfRange() {
    assertThatIllegalArgumentException().isThrownBy(() -> UidSet.of(0));
    assertThatIllegalArgumentException().isThrownBy(() -> UidSet.range(5, 4));
    assertThatIllegalArgumentException().isThrownBy(() -> UidSet.range(1, Uid.MAX_VALUE + 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new UidSet.Builder().add(-1));
  }

  @Test
  void growsBeyondItsFirstCapacity() {
    var uids = new ArrayList<Long>();
    var builder = new UidSet.Builder();
    for (long uid = 999; uid >= 1; uid -= 2) {
      uids.addFirst(uid);
      builder.add(uid);
    }

    assertThat(members(builder.build())).isEqualTo(uids);
  }

  @Test
  void cutsAtTheLimitAndNotBefore() {
    var set = UidSet.of(1, 3, 5);

    assertThat(set.cut(6)).containsExactly(UidSet.of(1, 3, 5));
    assertThat(set.cut(5)).containsExactly(UidSet.of(1, 3), UidSet.of(5));
    assertThat(set.cut(1)).containsExactly(UidSet.of(1), UidSet.of(3), UidSet.of(5));
  }

  @Test
  void differsFromOtherSetsAndOtherThings() {
    assertThat(UidSet.of(1)).isNotEqualTo(UidSet.of(2)).isNotEqualTo("1");
    assertThat(UidSet.of(1).hashCode()).isNotEqualTo(UidSet.of(2).hashCode());
  }

  @Test
  void isBuiltInOneExpression() {
    var set = new UidSet.Builder().add(1).add(2).addRange(5, 7).addRange(3, 3).build();

    assertThat(set).hasToString("1:3,5:7");
  }

  @Test
  void cutsOffWhatLiesBelow() {
    var set = UidSet.of(3, 4, 9);

    assertThat(set.from(9)).hasToString("9");
    assertThat(set.from(10)).isEqualTo(UidSet.empty());
    assertThat(set.from(3)).isSameAs(set);
    assertThat(set.from(4)).hasToString("4,9");
  }
}
