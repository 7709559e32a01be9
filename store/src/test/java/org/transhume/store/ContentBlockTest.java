package org.transhume.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.transhume.engine.content.Content;
import org.transhume.engine.content.ContentDigest;
import org.transhume.engine.content.Oddity;
import org.transhume.engine.ledger.ContentEntry;

final class ContentBlockTest {
  @Test
  void readsWhatItWrote() {
    var random = new Random(3);
    for (int round = 0; round < 500; round++) {
      long number = random.nextLong(0, 8_388_608);
      var entries = new ArrayList<ContentEntry>();
      int share = random.nextInt(1, 20);
      for (int i = 0; i < ContentBlock.UIDS; i++) {
        if (random.nextInt(share) == 0) {
          entries.add(new ContentEntry(number * ContentBlock.UIDS + i, content(random)));
        }
      }
      var block = new ContentBlock(number);
      entries.forEach(block::put);

      assertThat(ContentBlock.read(number, block.bytes()).entries()).isEqualTo(entries);
    }
  }

  /** Files of old releases must stay readable: these bytes never change. */
  @Test
  void writesTheFormatThatIsDocumented() {
    var block = new ContentBlock(2);
    block.put(
        new ContentEntry(
            1024 + 300,
            new Content(
                new ContentDigest(0x0102030405060708L, -1),
                0x1112131415161718L,
                EnumSet.range(Oddity.NUL, Oddity.EIGHT_BIT_HEADER),
                1000)));
    block.put(new ContentEntry(1024 + 301, new Content(new ContentDigest(0, 1), 2, Set.of(), 63)));

    assertThat(HexFormat.of().formatHex(block.bytes()))
        .isEqualTo(
            "01"
                + "ac02"
                + "d10f"
                + "3f"
                + "1112131415161718"
                + "0102030405060708ffffffffffffffff"
                + "00"
                + "7e"
                + "0000000000000002"
                + "00000000000000000000000000000001");
  }

  @Test
  void keepsTheLaterOfTwo() {
    var random = new Random(4);
    var block = new ContentBlock(0);
    block.put(new ContentEntry(7, content(random)));
    var later = new ContentEntry(7, content(random));

    block.put(later);

    assertThat(block.entries()).containsExactly(later);
  }

  @Test
  void saysThatABlockIsDamaged() {
    var random = new Random(5);
    var block = new ContentBlock(0);
    for (long uid = 0; uid < 512; uid++) {
      block.put(new ContentEntry(uid, content(random)));
    }
    byte[] whole = block.bytes();

    for (byte[] damaged :
        List.of(
            new byte[0],
            new byte[] {2},
            Arrays.copyOf(whole, whole.length - 1),
            Arrays.copyOf(whole, whole.length + 30))) {
      assertThatThrownBy(() -> ContentRows.read(0, damaged))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getErrorCode()).isEqualTo(11));
    }
  }

  private static Content content(Random random) {
    var oddities = EnumSet.noneOf(Oddity.class);
    if (random.nextBoolean()) {
      oddities.add(Oddity.values()[random.nextInt(Oddity.values().length)]);
    }
    return new Content(
        new ContentDigest(random.nextLong(), random.nextLong()),
        random.nextLong(),
        oddities,
        random.nextLong() >>> random.nextInt(2, 64));
  }
}
