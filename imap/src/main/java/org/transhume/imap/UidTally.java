package org.transhume.imap;

import java.util.Arrays;
import org.transhume.mail.UidSet;

/**
 * UIDs that can be added and asked for at any time. Adding in ascending order, as servers answer,
 * costs next to nothing; any other order is merely slower. For one thread.
 */
public final class UidTally {
  /** first0, last0, first1, last1, … ascending, neither touching nor overlapping. */
  private long[] bounds = new long[16];

  private int length;

  /** Whether the UID was added. */
  public boolean contains(long uid) {
    if (length == 0 || uid > bounds[length - 1]) {
      return false;
    }
    int at = Arrays.binarySearch(bounds, 0, length, uid);
    return at >= 0 || (-at - 1) % 2 == 1;
  }

  /** Adds a UID; false if it was there. */
  public boolean add(long uid) {
    if (length > 0 && uid == bounds[length - 1] + 1) {
      bounds[length - 1] = uid;
      return true;
    }
    if (contains(uid)) {
      return false;
    }
    int at = -Arrays.binarySearch(bounds, 0, length, uid) - 1;
    boolean joinsBefore = at > 0 && bounds[at - 1] == uid - 1;
    boolean joinsAfter = at < length && bounds[at] == uid + 1;
    if (joinsBefore && joinsAfter) {
      System.arraycopy(bounds, at + 1, bounds, at - 1, length - at - 1);
      length -= 2;
    } else if (joinsBefore) {
      bounds[at - 1] = uid;
    } else if (joinsAfter) {
      bounds[at] = uid;
    } else {
      insert(at, uid);
    }
    return true;
  }

  private void insert(int at, long uid) {
    if (length == bounds.length) {
      bounds = Arrays.copyOf(bounds, length * 2);
    }
    System.arraycopy(bounds, at, bounds, at + 2, length - at);
    bounds[at] = uid;
    bounds[at + 1] = uid;
    length += 2;
  }

  /** What was added so far. */
  public UidSet toSet() {
    var set = new UidSet.Builder();
    for (int i = 0; i < length; i += 2) {
      set.addRange(bounds[i], bounds[i + 1]);
    }
    return set.build();
  }
}
