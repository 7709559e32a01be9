package org.transhume.engine.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RangeBlockTest {
  private static final long LARGEST_UID = 0xFFFF_FFFFL;

  @Test
  void givesBackWhatItWasMadeOf() {
    long[] first = {1, 5, 300, LARGEST_UID};
    long[] last = {4, 5, 70_000, LARGEST_UID};
    long[] value = {0, -1, Long.MAX_VALUE, Long.MIN_VALUE};

    RangeBlock block = RangeBlock.of(first, last, value, 4);

    assertThat(ranges(block))
        .containsExactly(
            "1:4=0",
            "5:5=-1",
            "300:70000=" + Long.MAX_VALUE,
            LARGEST_UID + ":" + LARGEST_UID + "=" + Long.MIN_VALUE);
    assertThat(block.firstUid()).isEqualTo(1);
    assertThat(block.lastUid()).isEqualTo(LARGEST_UID);
    assertThat(block.length()).isEqualTo(4);
  }

  @Test
  void takesTheFirstRangesOfLongerArrays() {
    RangeBlock block = RangeBlock.of(new long[] {2, 9}, new long[] {3, 9}, new long[] {7, 8}, 1);

    assertThat(ranges(block)).containsExactly("2:3=7");
    assertThat(block.lastUid()).isEqualTo(3);
  }

  @Test
  void takesAsManyAsThereAre() {
    var first = new long[1_000];
    for (int i = 0; i < first.length; i++) {
      first[i] = 1 + 3L * i;
    }

    RangeBlock block = RangeBlock.of(first, first, first, first.length);

    assertThat(ranges(block)).hasSize(1_000).endsWith("2998:2998=2998");
  }

  private static List<String> ranges(RangeBlock block) {
    var ranges = new ArrayList<String>();
    block.forEach((first, last, value) -> ranges.add(first + ":" + last + "=" + value));
    return ranges;
  }
}
