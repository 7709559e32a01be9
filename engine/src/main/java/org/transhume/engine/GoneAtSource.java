package org.transhume.engine;

import java.util.Optional;
import org.transhume.engine.deletion.ComingCopies;
import org.transhume.engine.deletion.CopyRemoval;
import org.transhume.engine.deletion.DeletionGuard;
import org.transhume.engine.deletion.EqualCopies;
import org.transhume.engine.deletion.FolderRemovals;
import org.transhume.engine.deletion.Guards;
import org.transhume.engine.deletion.OurCopies;
import org.transhume.engine.deletion.RemovalReason;
import org.transhume.engine.deletion.UnfinishedRemovals;
import org.transhume.engine.endpoint.DestinationFolder;
import org.transhume.engine.endpoint.OpenFolder;
import org.transhume.engine.ledger.MessageState;
import org.transhume.engine.ledger.Origin;
import org.transhume.engine.ledger.PairLedger;
import org.transhume.mail.UidSet;

/**
 * Copies of ours that nobody touched and whose messages are no longer at the source.
 *
 * @param going source UIDs
 */
record GoneAtSource(RemovalSite site, FolderRemovals planned, UidSet going) implements Removal {
  /** Looks at a folder, and says what speaks against it. */
  static Optional<Removal> look(RemovalSite site, Guards guards) {
    PairLedger pair = site.pair();
    UidSet ours = pair.of(Origin.OURS).intersect(pair.proved());
    UidSet standing =
        ours.intersect(
            pair.in(MessageState.PRESENT)
                .union(pair.in(MessageState.GONE_HERE))
                .union(pair.in(MessageState.LEAVING)));
    boolean isThere = site.source().isPresent();
    UidSet candidates = isThere ? ours.intersect(pair.in(MessageState.GONE_HERE)) : standing;
    if (candidates.isEmpty()) {
      guards.folder(0, standing.size());
      return Optional.empty();
    }
    Optional<UidSet> listed = isThere ? site.listed() : Optional.of(UidSet.empty());
    if (listed.isEmpty()) {
      guards.raise(DeletionGuard.LISTING_NOT_WHOLE);
      return Optional.empty();
    }
    UidSet absent = withoutStandIns(site, candidates.minus(listed.get()));
    OurCopies copies = RemovalSite.again(site.context(), () -> copies(site, absent));
    if (!copies.untouched().isEmpty() && !isThere) {
      guards.raise(DeletionGuard.FOLDER_GONE);
    }
    if (!copies.untouched().isEmpty() && !pair.hasNoIntents()) {
      guards.raise(DeletionGuard.LOOK_OWED);
    }
    guards.folder(copies.untouched().size(), standing.size());
    if (copies.untouched().isEmpty() && copies.touched().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(of(site, RemovalReason.GONE_AT_SOURCE, copies));
  }

  /** Copies beyond the number that stands at the source; see {@link EqualCopies}. */
  static Optional<Removal> duplicates(RemovalSite site, Guards guards) {
    PairLedger pair = site.pair();
    UidSet gone =
        pair.of(Origin.OURS).intersect(pair.proved()).intersect(pair.in(MessageState.GONE_HERE));
    UidSet standing = pair.in(MessageState.PRESENT).intersect(pair.proved()).minus(site.planned());
    UidSet all = standing.union(site.planned());
    if (gone.isEmpty() || all.isEmpty()) {
      guards.folder(0, all.size());
      return Optional.empty();
    }
    Optional<UidSet> listed = site.listed();
    if (listed.isEmpty()) {
      guards.raise(DeletionGuard.LISTING_NOT_WHOLE);
      return Optional.empty();
    }
    UidSet absent = withoutStandIns(site, gone.minus(listed.get()));
    UidSet there = standing.intersect(listed.get());
    OurCopies copies =
        RemovalSite.again(
            site.context(),
            () -> copies(site, equal(site, absent, there).union(foreseen(site, absent))));
    guards.folder(copies.untouched().size(), gone.size() + all.size());
    if (copies.untouched().isEmpty() && copies.touched().isEmpty()) {
      return Optional.empty();
    }
    if (!copies.untouched().isEmpty() && !pair.hasNoIntents()) {
      guards.raise(DeletionGuard.LOOK_OWED);
    }
    return Optional.of(of(site, RemovalReason.DUPLICATE, copies));
  }

  private static UidSet equal(RemovalSite site, UidSet gone, UidSet standing) {
    try (DestinationFolder folder = site.openDestination()) {
      return site.isDestination(folder.status())
          ? EqualCopies.find(folder, site.pair(), gone, standing)
          : UidSet.empty();
    }
  }

  /** What would be beyond the number at the source once a plan was carried out. */
  private static UidSet foreseen(RemovalSite site, UidSet gone) {
    if (site.planned().isEmpty() || gone.isEmpty()) {
      return UidSet.empty();
    }
    try (OpenFolder source = site.openSource();
        DestinationFolder folder = site.openDestination()) {
      return site.isSource(source.status()) && site.isDestination(folder.status())
          ? ComingCopies.find(source, folder, site.pair(), gone, site.planned())
          : UidSet.empty();
    }
  }

  /** What stands for a message in another folder stays until that one is copied itself. */
  private static UidSet withoutStandIns(RemovalSite site, UidSet gone) {
    return site.context()
        .once()
        .map(once -> gone.minus(once.standingForOthers(site.pair(), gone)))
        .orElse(gone);
  }

  private static GoneAtSource of(RemovalSite site, RemovalReason reason, OurCopies copies) {
    PairLedger pair = site.pair();
    var planned =
        new FolderRemovals(
            pair.pair().source().name(),
            site.destination(),
            reason,
            pair.destinationUids(copies.untouched()),
            pair.destinationUids(copies.touched()));
    return new GoneAtSource(site, planned, copies.untouched());
  }

  private static OurCopies copies(RemovalSite site, UidSet absent) {
    try (DestinationFolder folder = site.openDestination()) {
      if (!site.isDestination(folder.status())) {
        return new OurCopies(UidSet.empty(), UidSet.empty());
      }
      UnfinishedRemovals.takeBack(folder, site.pair(), site.context().mode() == PassMode.PLAN);
      return OurCopies.look(folder, site.pair(), absent);
    }
  }

  @Override
  public FolderRemovals apply() {
    PairLedger pair = site.pair();
    UidSet copies = pair.destinationUids(going);
    UidSet _ = RemovalSite.again(site.context(), this::remove);
    UidSet stay = pair.destinationUids(going.intersect(pair.known()));
    return planned.came(copies.minus(stay));
  }

  private UidSet remove() {
    try (DestinationFolder folder = site.openDestination()) {
      if (!site.isDestination(folder.status())) {
        return UidSet.empty();
      }
      UnfinishedRemovals.takeBack(folder, site.pair(), false);
      UidSet still = going.intersect(site.pair().known());
      return new CopyRemoval(folder, site.pair(), MessageState.GONE_HERE).remove(still);
    }
  }
}
