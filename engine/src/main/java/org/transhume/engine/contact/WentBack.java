package org.transhume.engine.contact;

import java.util.EnumSet;
import java.util.Set;
import org.transhume.engine.endpoint.EndpointException;
import org.transhume.engine.endpoint.EndpointException.Fault;
import org.transhume.engine.endpoint.FolderStatus;
import org.transhume.engine.endpoint.Problem;
import org.transhume.engine.endpoint.Side;
import org.transhume.engine.ledger.MessageState;
import org.transhume.engine.ledger.PairLedger;
import org.transhume.mail.Retry;
import org.transhume.mail.Scope;
import org.transhume.mail.UidSet;

/**
 * Whether a folder went back in time: the UID it would give next is on record already. Then it was
 * restored from a backup, or made anew, and kept its UIDVALIDITY, which RFC 9051 section 2.3.1.1
 * forbids. UIDs on record may name other messages now: new mail would pass for copied.
 */
public final class WentBack {
  private WentBack() {}

  /** The sides of {@code pair} that went back; none where a server does not tell UIDNEXT. */
  public static Set<Side> sides(PairLedger pair, FolderStatus source, FolderStatus destination) {
    var sides = EnumSet.noneOf(Side.class);
    // What is gone at the source keeps its record; some servers take the largest UID plus one for
    // UIDNEXT, and go back by what was removed last.
    UidSet atSource = pair.atSource();
    if (isBelow(source, atSource)) {
      sides.add(Side.SOURCE);
    }
    if (isBelow(destination, pair.destinationUids(atSource))) {
      sides.add(Side.DESTINATION);
    }
    return sides;
  }

  /**
   * What the destination lost by going back is not to pass for removed by its owner.
   *
   * @throws EndpointException with LOOKS_RECREATED if it lost anything
   */
  public static void refuseLosses(PairLedger pair, FolderStatus destination) {
    UidSet present = pair.destinationUids(pair.in(MessageState.PRESENT));
    long lost = destination.uidNext().map(next -> present.from(next.value()).size()).orElse(0L);
    if (lost > 0) {
      throw new EndpointException(
          Problem.LOOKS_RECREATED,
          Side.DESTINATION,
          new Fault(Scope.FOLDER, Retry.NEVER),
          "its UIDs went back, as after a backup, and %d of %d messages copied earlier are no longer there"
              .formatted(lost, present.size()),
          "");
    }
  }

  private static boolean isBelow(FolderStatus status, UidSet onRecord) {
    return !onRecord.isEmpty()
        && status.uidNext().filter(next -> next.value() <= onRecord.last().value()).isPresent();
  }
}
