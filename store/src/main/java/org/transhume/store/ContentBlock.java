package org.transhume.store;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.transhume.engine.content.Content;
import org.transhume.engine.content.ContentDigest;
import org.transhume.engine.content.Oddity;
import org.transhume.engine.ledger.ContentEntry;

/**
 * What passed for the source UIDs from {@code 512 * number} to {@code 512 * number + 511}, about 28
 * bytes a message.
 *
 * <p>Bytes: the format (1); then for each entry, ascending, a number: how many UIDs were left out
 * before it; a number: its size times two, plus one if it has oddities; if so, a number whose bits
 * are the oddities; 8 bytes identity and 16 bytes digest, big-endian. Numbers take 7 bits a byte,
 * lowest first, the top bit set on all bytes but the last.
 */
final class ContentBlock {
  static final int UIDS = 512;
  private static final byte FORMAT = 1;
  private static final int MAX_ENTRY_BYTES = 2 + 10 + 2 + 8 + 16;

  private final long number;
  private final @Nullable Content[] contents = new Content[UIDS];

  /** An empty block. */
  ContentBlock(long number) {
    this.number = number;
  }

  /** Which block this is. */
  long number() {
    return number;
  }

  /** The number of the block that {@code uid} belongs to. */
  static long numberOf(long uid) {
    return uid / UIDS;
  }

  /** Reads what {@link #bytes} wrote. */
  static ContentBlock read(long number, byte[] bytes) {
    var block = new ContentBlock(number);
    var in = ByteBuffer.wrap(bytes);
    if (in.get() != FORMAT) {
      throw new IllegalArgumentException("Contents in a format nobody knows: " + bytes[0]);
    }
    int at = 0;
    while (in.hasRemaining()) {
      at += (int) number(in);
      long size = number(in);
      Set<Oddity> oddities = (size & 1) == 0 ? Set.of() : oddities(number(in));
      long identity = in.getLong();
      var digest = new ContentDigest(in.getLong(), in.getLong());
      block.contents[at++] = new Content(digest, identity, oddities, size >>> 1);
    }
    return block;
  }

  /** Keeps the entry, which belongs to this block, instead of one of the same UID. */
  void put(ContentEntry entry) {
    contents[(int) (entry.uid() % UIDS)] = entry.content();
  }

  /** The entries, ascending. */
  List<ContentEntry> entries() {
    var entries = new ArrayList<ContentEntry>(UIDS);
    for (int i = 0; i < UIDS; i++) {
      Content content = contents[i];
      if (content != null) {
        entries.add(new ContentEntry(number * UIDS + i, content));
      }
    }
    return entries;
  }

  byte[] bytes() {
    var out = ByteBuffer.allocate(1 + UIDS * MAX_ENTRY_BYTES).put(FORMAT);
    int leftOut = 0;
    for (Content content : contents) {
      if (content == null) {
        leftOut++;
      } else {
        putNumber(out, leftOut);
        leftOut = 0;
        put(out, content);
      }
    }
    var bytes = new byte[out.position()];
    out.get(0, bytes);
    return bytes;
  }

  private static void put(ByteBuffer out, Content content) {
    int bits = 0;
    for (Oddity oddity : content.oddities()) {
      bits |= bit(oddity);
    }
    putNumber(out, (content.sizeBytes() << 1) | (bits == 0 ? 0 : 1));
    if (bits != 0) {
      putNumber(out, bits);
    }
    out.putLong(content.identity());
    out.putLong(content.digest().high()).putLong(content.digest().low());
  }

  /** On disk: never changed, never used again. */
  private static int bit(Oddity oddity) {
    return switch (oddity) {
      case NUL -> 1;
      case BARE_CR -> 2;
      case BARE_LF -> 4;
      case LONG_LINE -> 8;
      case NO_FINAL_CRLF -> 16;
      case EIGHT_BIT_HEADER -> 32;
    };
  }

  private static Set<Oddity> oddities(long bits) {
    var oddities = EnumSet.noneOf(Oddity.class);
    for (Oddity oddity : Oddity.values()) {
      if ((bits & bit(oddity)) != 0) {
        oddities.add(oddity);
      }
    }
    return oddities;
  }

  private static void putNumber(ByteBuffer out, long value) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      out.put((byte) ((rest & 0x7F) | 0x80));
      rest >>>= 7;
    }
    out.put((byte) rest);
  }

  private static long number(ByteBuffer in) {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = in.get();
      value |= (next & 0x7FL) << shift;
      if (next >= 0) {
        return value;
      }
    }
  }
}
