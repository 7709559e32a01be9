package org.transhume.engine.copy;

import java.util.ArrayList;
import java.util.HashMap;
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
 * Messages the source was asked for and did not give: each is asked for once more by itself, then it
 * has vanished or cannot be read. One thread.
 */
final class Undelivered {
  private final Map<Long, Integer> refusals = new HashMap<>();
  private final UidSet.Builder givenUp = new UidSet.Builder();
  private UidSet vanished = UidSet.empty();

  /** Those of {@code missing} that are worth asking for again, one group each. */
  List<List<Outgoing>> sortOut(UidSet missing, Flight flight) {
    var again = new ArrayList<List<Outgoing>>();
    missing.forEach(
        uid -> {
          Outgoing message = flight.awaited.get(uid);
          if (message == null) {
            return;
          }
          if (refusals.merge(uid, 1, Integer::sum) < 2) {
            again.add(List.of(message));
          } else {
            givenUp.add(uid);
          }
        });
    return again;
  }

  /** What is still listed could not be read and has failed; the rest is gone from the source. */
  void recordUnreadable(OpenFolder source, PairLedger ledger) {
    UidSet asked = givenUp.build();
    if (asked.isEmpty()) {
      return;
    }
    UidSet listed = source.list(asked, Set.of(), _ -> {}).await();
    vanished = asked.minus(listed);
    LedgerChange change = ledger.change().state(listed, MessageState.FAILED);
    listed.forEach(
        uid -> change.note(new Note(uid, Problem.MESSAGE_NOT_READABLE.name(), "")));
    change.record().await();
  }

  UidSet vanished() {
    return vanished;
  }
}
