package org.transhume.engine.copy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import org.transhume.engine.endpoint.DestinationFolder;
import org.transhume.engine.endpoint.EndpointException;
import org.transhume.engine.endpoint.EndpointException.Fault;
import org.transhume.engine.endpoint.Problem;
import org.transhume.engine.endpoint.Side;
import org.transhume.engine.ledger.Intent;
import org.transhume.engine.ledger.LedgerChange;
import org.transhume.engine.ledger.PairLedger;
import org.transhume.mail.Handle;
import org.transhume.mail.Retry;
import org.transhume.mail.Scope;
import org.transhume.mail.UidNext;
import org.transhume.mail.UidSet;

/**
 * Batches that were refused as a whole, and of which it is not known yet that nothing was stored:
 * servers that are not atomic although they announce MULTIAPPEND store some of it. Their messages
 * are in open intents until a look has told. One thread.
 */
final class Doubts {
  /** A batch that was refused, in the server's words. */
  record Refused(List<Outgoing> messages, String words) {}

  /** {@code owed} is what else the intent is open for. */
  private record Doubt(Intent intent, UidSet owed, Refused batch) {}

  private final DestinationFolder destination;
  private final PairLedger ledger;
  private final UidNext lowerBound;
  private final List<Doubt> doubts = new ArrayList<>();

  Doubts(DestinationFolder destination, PairLedger ledger, UidNext lowerBound) {
    this.destination = destination;
    this.ledger = ledger;
    this.lowerBound = lowerBound;
  }

  boolean isEmpty() {
    return doubts.isEmpty();
  }

  /** {@code refused} of {@code intent}, which is open for {@code owed} besides. */
  void add(Intent intent, UidSet owed, Collection<Refused> refused) {
    refused.forEach(batch -> doubts.add(new Doubt(intent, owed, batch)));
  }

  /** With that the folder begins anew, and the intents, which are open, are settled. */
  EndpointException partlyStored() {
    return new EndpointException(
        Problem.SERVER_ERROR,
        Side.DESTINATION,
        new Fault(Scope.CONNECTION, Retry.NOW),
        "storing messages, some of which were stored although the server said no",
        doubts.getFirst().batch().words());
  }

  /** All of them in halves, in the order they were refused in: so the one at fault stands alone. */
  List<List<Outgoing>> inHalves() {
    Deque<List<Outgoing>> halves = new ArrayDeque<>();
    for (Doubt doubt : doubts) {
      List<Outgoing> refused = doubt.batch().messages();
      int half = (refused.size() + 1) / 2;
      halves.add(List.copyOf(refused.subList(0, half)));
      if (half < refused.size()) {
        halves.add(List.copyOf(refused.subList(half, refused.size())));
      }
    }
    return List.copyOf(halves);
  }

  /** Nothing of them is owed to anybody any more. */
  Handle<Boolean> forget() {
    LedgerChange change = ledger.change();
    doubts.forEach(doubt -> change.stillOpen(doubt.intent(), doubt.owed()));
    doubts.clear();
    return change.record();
  }

  /**
   * The copy breaks off: what was refused and is surely not there is owed to nobody.
   *
   * @return false if something of it is there
   */
  boolean close(long untold) {
    try {
      if (!doubts.isEmpty()) {
        if (arePartlyStored(untold)) {
          return false;
        }
        forget().await();
      }
    } catch (EndpointException e) {
      doubts.clear(); // Nobody could look: their intents stay open, and are settled by who comes.
    }
    return true;
  }

  /**
   * Looks whether anything of them was stored.
   *
   * @param untold how many messages are stored and it is not known where
   */
  boolean arePartlyStored(long untold) {
    UidSet strangers =
        destination.uids().await().from(lowerBound.value()).minus(ledger.takenAtDestination());
    return strangers.size() > untold;
  }
}
