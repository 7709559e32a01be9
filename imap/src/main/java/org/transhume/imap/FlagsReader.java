package org.transhume.imap;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import org.transhume.imap.wire.WireParser;
import org.transhume.mail.Flag;
import org.transhume.mail.Flags;

/**
 * Reads flag lists. The same text gives the same instance as long as it stands in the cache: a
 * mailbox holds few different lists, each of them many times. For one thread.
 */
final class FlagsReader {
  private static final int SLOTS = 512;

  // Filled with the empty list, whose text and value belong together like all others.
  private final byte[][] texts = new byte[SLOTS][0];
  private final Flags[] values = new Flags[SLOTS];

  FlagsReader() {
    Arrays.fill(values, Flags.none());
  }

  /** The list at the cursor, parentheses included. */
  Flags read(WireParser in) {
    int start = in.position();
    in.need('(');
    byte[] bytes = in.bytes();
    int limit = in.limit();
    int hash = 0;
    int at = in.position();
    while (at < limit && bytes[at] != ')') {
      hash = 31 * hash + bytes[at++];
    }
    if (at == limit) {
      throw in.error("')' expected");
    }
    in.moveToPosition(at + 1);
    int slot = (hash ^ hash >>> 16) & SLOTS - 1;
    byte[] text = texts[slot];
    if (!Arrays.equals(text, 0, text.length, bytes, start + 1, at)) {
      text = Arrays.copyOfRange(bytes, start + 1, at);
      values[slot] = parse(new String(text, StandardCharsets.ISO_8859_1));
      texts[slot] = text;
    }
    return values[slot];
  }

  /** Flags parted by spaces. */
  static Flags parse(String text) {
    var flags = new ArrayList<Flag>();
    for (String name : text.split(" ")) {
      if (!name.isEmpty()) {
        flags.add(Flag.of(name));
      }
    }
    return Flags.of(flags);
  }
}
