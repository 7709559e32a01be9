package org.transhume.imap.testkit.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongPredicate;
import org.transhume.imap.testkit.wire.UidRanges;

/** The messages a sequence-set names, as indexes into a view. */
final class Selection {
  private Selection() {}

  static List<Integer> of(SelectedView view, String set, boolean byUid) {
    int count = view.entries.size();
    long largest = byUid ? view.largestUid() : count;
    LongPredicate wanted = UidRanges.parse(set).resolve(largest);
    var indexes = new ArrayList<Integer>();
    for (int i = 0; i < count; i++) {
      if (wanted.test(byUid ? view.entries.get(i).message.uid : i + 1)) {
        indexes.add(i);
      }
    }
    if (!byUid && indexes.isEmpty()) {
      throw Refusal.bad("Invalid messageset " + set);
    }
    return indexes;
  }
}
