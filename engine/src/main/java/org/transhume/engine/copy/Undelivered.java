package org.transhume.engine.copy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.transhume.engine.endpoint.OpenFolder;
import org.transhume.engine.endpoint.Problem;
import org.transhume.engine.ledger.LedgerChange;
import org.transhume.engine.ledger.MessageState;
import org.transhume.engine.ledger.Note;
import org.transhume.engine.ledger.PairLedger;
import org.transhume.mail.UidSet;

/**
 * Messages the source was asked for and did not give. Those it still lists are asked for once more,
 * each by itself, since one that cannot be read may have spoilt the answer for others; what it does
 * not give then has failed. One thread.
 */
final class Undelivered {
  private Map<Long, Outgoing> missing = new LinkedHashMap<>();
  private UidSet vanished = UidSet.empty();
  private boolean askedAgain;

  void add(UidSet uids, Flight flight) {
    uids.forEach(
        uid -> {
          Outgoing message = flight.awaited.get(uid);
          if (message != null) {
            missing.put(uid, message);
          }
        });
  }

  /** What to ask for again, one group a message; nothing the second time. */
  List<List<Outgoing>> secondTry(OpenFolder source) {
    if (missing.isEmpty() || askedAgain) {
      return List.of();
    }
    askedAgain = true;
    UidSet listed = source.list(uids(), Set.of(), _ -> {}).await();
    vanished = uids().minus(listed);
    missing.keySet().removeIf(vanished::contains);
    List<List<Outgoing>> groups = missing.values().stream().map(List::of).toList();
    missing = new LinkedHashMap<>();
    return groups;
  }

  /** What was asked for twice and not given cannot be read. */
  void recordUnreadable(PairLedger ledger) {
    if (missing.isEmpty()) {
      return;
    }
    LedgerChange change = ledger.change().state(uids(), MessageState.FAILED);
    missing
        .keySet()
        .forEach(uid -> change.note(new Note(uid, Problem.MESSAGE_NOT_READABLE.name(), "")));
    change.record().await();
  }

  /** What was gone from the source when its turn came. */
  UidSet vanished() {
    return vanished;
  }

  private UidSet uids() {
    var uids = new UidSet.Builder();
    missing.keySet().forEach(uids::add);
    return uids.build();
  }
}
