package org.transhume.engine.contact;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.transhume.engine.contact.SortedKeys.Cursor;
import org.transhume.engine.contact.SortedKeys.Entry;

/** Walks two sorted sets of keys side by side. */
public final class Join {
  private Join() {}

  /** Takes the UIDs of both sides that share a key, each ascending, neither empty. */
  @FunctionalInterface
  public interface Receiver {
    void common(List<Long> left, List<Long> right);
  }

  /** Calls {@code receiver} for each key that is on both sides, ascending. */
  public static void join(SortedKeys left, SortedKeys right, Receiver receiver) {
    Cursor lefts = left.sorted();
    Cursor rights = right.sorted();
    @Nullable Entry l = lefts.next();
    @Nullable Entry r = rights.next();
    while (l != null && r != null) {
      if (l.hasKeyOf(r)) {
        var leftUids = new ArrayList<Long>();
        var rightUids = new ArrayList<Long>();
        Entry key = l;
        while (l != null && l.hasKeyOf(key)) {
          leftUids.add(l.uid());
          l = lefts.next();
        }
        while (r != null && r.hasKeyOf(key)) {
          rightUids.add(r.uid());
          r = rights.next();
        }
        receiver.common(leftUids, rightUids);
      } else if (keysInOrder(l, r)) {
        l = lefts.next();
      } else {
        r = rights.next();
      }
    }
  }

  private static boolean keysInOrder(Entry one, Entry other) {
    return one.high() != other.high() ? one.high() < other.high() : one.low() < other.low();
  }
}
