package org.transhume.imap;

import java.util.concurrent.atomic.AtomicIntegerArray;
import org.transhume.imap.wire.WireParser;

/** Reports quirks to the listener, each kind a limited number of times a connection. */
final class Quirks {
  private static final int TIMES_EACH = 20;
  private static final int EXCERPT_CHARS = 200;

  private final ImapListener listener;
  private final AtomicIntegerArray counts = new AtomicIntegerArray(Quirk.values().length);

  Quirks(ImapListener listener) {
    this.listener = listener;
  }

  /** Reports a quirk of the line under the cursor. */
  void report(Quirk quirk, WireParser line) {
    if (isWanted(quirk)) {
      listener.quirk(quirk, line.excerpt(EXCERPT_CHARS));
    }
  }

  /** Reports a quirk that is no single line's. */
  void report(Quirk quirk, String about) {
    if (isWanted(quirk)) {
      listener.quirk(quirk, about.substring(0, Math.min(about.length(), EXCERPT_CHARS)));
    }
  }

  private boolean isWanted(Quirk quirk) {
    return counts.get(quirk.ordinal()) < TIMES_EACH
        && counts.getAndIncrement(quirk.ordinal()) < TIMES_EACH;
  }
}
