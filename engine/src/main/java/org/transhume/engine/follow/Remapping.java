package org.transhume.engine.follow;

import java.util.Optional;
import org.transhume.engine.endpoint.DestinationFolder;
import org.transhume.engine.endpoint.EndpointException;
import org.transhume.engine.endpoint.MailDestination;
import org.transhume.engine.endpoint.Problem;
import org.transhume.engine.ledger.MessageState;
import org.transhume.engine.ledger.Origin;
import org.transhume.engine.ledger.PairLedger;
import org.transhume.engine.ledger.RangeMap;
import org.transhume.mail.UidSet;

/**
 * Folders that go elsewhere at the destination than their mail was copied to: what of it is ours
 * goes along, what was there before stays. One thread.
 */
public final class Remapping {
  private final MailDestination destination;

  public Remapping(MailDestination destination) {
    this.destination = destination;
  }

  /**
   * What is to be brought from where {@code before} stands to where it is to stand now. The same
   * folder of the source is meant by both.
   */
  public Route route(Suspect before, Suspect now) {
    PairLedger old = before.onRecord();
    UidSet settled = now.pair().map(PairLedger::known).orElse(UidSet.empty());
    UidSet copied =
        old.of(Origin.OURS)
            .intersect(
                old.in(MessageState.PRESENT)
                    .union(old.in(MessageState.MOVING))
                    .union(old.in(MessageState.GONE_HERE)))
            .minus(settled);
    UidSet listed = copied.isEmpty() ? copied : listed(before);
    var standing = new UidSet.Builder();
    copied.forEach(
        uid -> {
          if (listed.contains(old.destinationUid(uid).orElse(0))) {
            standing.add(uid);
          }
        });
    UidSet there = standing.build();
    UidSet withdrawn =
        old.in(MessageState.GONE_THERE)
            .union(copied.intersect(old.in(MessageState.PRESENT)).minus(there))
            .minus(settled);
    var same = new RangeMap();
    there.union(withdrawn).ranges().forEach(range -> same.put(range.first(), range.last(), 0));
    return new Route(before, now, same, withdrawn);
  }

  /** Nothing, where the folder is no longer there: its owner has removed all of it. */
  private UidSet listed(Suspect before) {
    try (DestinationFolder folder = destination.open(before.standsAt())) {
      return Optional.of(folder)
          .filter(
              open ->
                  open.status()
                      .uidValidity()
                      .equals(before.onRecord().pair().destination().uidValidity()))
          .map(open -> open.uids().await())
          .orElse(UidSet.empty());
    } catch (EndpointException e) {
      if (e.problem() != Problem.FOLDER_MISSING) {
        throw e;
      }
      return UidSet.empty();
    }
  }
}
