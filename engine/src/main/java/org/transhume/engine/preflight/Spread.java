package org.transhume.engine.preflight;

import org.transhume.mail.UidRange;
import org.transhume.mail.UidSet;

/** A few of many UIDs. */
final class Spread {
  private Spread() {}

  /**
   * At most {@code most}, at least 2, of {@code uids} at even distances, the first and the last
   * among them: what two mailboxes have in common by chance stands at one end.
   */
  static UidSet over(UidSet uids, int most) {
    long size = uids.size();
    if (size <= most) {
      return uids;
    }
    var some = new UidSet.Builder();
    long before = 0;
    int next = 0;
    for (UidRange range : uids.ranges()) {
      long length = range.last() - range.first() + 1;
      for (; next < most && place(next, size, most) < before + length; next++) {
        some.add(range.first() + place(next, size, most) - before);
      }
      before += length;
    }
    return some.build();
  }

  private static long place(int number, long size, int most) {
    return number * (size - 1) / (most - 1);
  }
}
