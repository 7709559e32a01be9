package org.transhume.engine.follow;

import org.transhume.engine.endpoint.DestinationFolder;
import org.transhume.engine.endpoint.MailDestination;
import org.transhume.engine.endpoint.MailSource;
import org.transhume.engine.endpoint.OpenFolder;
import org.transhume.engine.ledger.MessageState;
import org.transhume.engine.ledger.Origin;
import org.transhume.engine.ledger.PairLedger;
import org.transhume.mail.UidSet;

/**
 * Messages on record that the source folder no longer has.
 *
 * @param there those whose copy stands where we put it; that of the others the owner moved or
 *     removed
 */
record Losses(UidSet messages, UidSet there) {
  private static final Losses NOTHING = new Losses(UidSet.empty(), UidSet.empty());

  /** Looks at both sides of a folder. */
  static Losses of(Suspect suspect, MailSource source, MailDestination destination) {
    if (!suspect.mayHaveLost()) {
      return NOTHING;
    }
    PairLedger pair = suspect.onRecord();
    UidSet ours = pair.presentOf(Origin.OURS).union(pair.in(MessageState.MOVING));
    UidSet missing =
        ours.union(pair.in(MessageState.GONE_THERE)).minus(uidsAtSource(suspect, source));
    UidSet copied = ours.intersect(missing);
    if (copied.isEmpty()) {
      return new Losses(missing, UidSet.empty());
    }
    UidSet listed = uidsAtDestination(suspect, destination);
    var standing = new UidSet.Builder();
    copied.forEach(
        uid -> {
          if (listed.contains(pair.destinationUid(uid).orElse(0))) {
            standing.add(uid);
          }
        });
    UidSet there = standing.build();
    // What is neither where it was nor found where it was being moved to is no wish of the owner's.
    return new Losses(missing.minus(pair.in(MessageState.MOVING).minus(there)), there);
  }

  private static UidSet uidsAtSource(Suspect suspect, MailSource source) {
    if (!suspect.listed()) {
      return UidSet.empty();
    }
    try (OpenFolder folder = source.open(suspect.source())) {
      return folder.uids().await();
    }
  }

  private static UidSet uidsAtDestination(Suspect suspect, MailDestination destination) {
    try (DestinationFolder folder = destination.open(suspect.standsAt())) {
      return folder
              .status()
              .uidValidity()
              .equals(suspect.onRecord().pair().destination().uidValidity())
          ? folder.uids().await()
          : UidSet.empty();
    }
  }
}
