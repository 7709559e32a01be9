package org.transhume.engine;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.transhume.engine.content.Identity;
import org.transhume.engine.deletion.DeletionGuard;
import org.transhume.engine.deletion.FolderRemovals;
import org.transhume.engine.deletion.Guards;
import org.transhume.engine.deletion.MirrorRemoval;
import org.transhume.engine.deletion.RemovalReason;
import org.transhume.engine.deletion.UnfinishedRemovals;
import org.transhume.engine.endpoint.DestinationFolder;
import org.transhume.engine.endpoint.FolderStatus;
import org.transhume.engine.endpoint.Item;
import org.transhume.engine.endpoint.OpenFolder;
import org.transhume.engine.ledger.MessageState;
import org.transhume.engine.ledger.PairLedger;
import org.transhume.engine.ledger.Snapshot;
import org.transhume.mail.UidNext;
import org.transhume.mail.UidSet;

/**
 * The strict mirror of one folder: everything in it goes that is not at the source, whoever put it
 * there. What stays: what stands for a message of the source, what a rule leaves out there, what we
 * removed there ourselves, and what other transfers brought.
 *
 * @param going destination UIDs
 */
record NotAtSource(RemovalSite site, FolderRemovals planned, UidSet going) implements Removal {
  /** Looks at a folder, and says what speaks against it. */
  static Optional<Removal> look(RemovalSite site, Guards guards) {
    Optional<UidSet> listed = site.listed();
    Optional<UidSet> there = RemovalSite.again(site.context(), () -> listedThere(site));
    if (listed.isEmpty() || there.isEmpty()) {
      guards.raise(DeletionGuard.LISTING_NOT_WHOLE);
      return Optional.empty();
    }
    PairLedger pair = site.pair();
    UidSet ours = pair.takenAtDestination();
    UidSet known = pair.in(MessageState.PRESENT).union(pair.in(MessageState.GONE_HERE));
    UidSet kept = pair.in(MessageState.PRESENT).intersect(listed.get());
    // What other transfers brought, and what is on record in any other way.
    UidSet others = ours.minus(pair.destinationUids(known));
    UidSet absent = there.get().minus(pair.destinationUids(kept)).minus(others);
    if (absent.isEmpty()) {
      guards.folder(0, there.get().size());
      return Optional.empty();
    }
    UidSet leftOut =
        RemovalSite.again(
            site.context(), () -> leftOut(site, absent, pair.in(MessageState.LEFT_OUT)));
    UidSet going = absent.minus(leftOut);
    guards.folder(going.size(), there.get().size());
    if (!going.isEmpty() && !pair.hasNoIntents()) {
      guards.raise(DeletionGuard.LOOK_OWED);
    }
    UidSet strangers = going.minus(ours);
    if (!site.context().options().deletions().newMail() && !since(pair, strangers).isEmpty()) {
      guards.raise(DeletionGuard.NEW_MAIL);
    }
    if (going.isEmpty()) {
      return Optional.empty();
    }
    var planned =
        new FolderRemovals(
            pair.pair().source().name(),
            site.destination(),
            RemovalReason.NOT_AT_SOURCE,
            going,
            UidSet.empty());
    return Optional.of(new NotAtSource(site, planned, going));
  }

  private static Optional<UidSet> listedThere(RemovalSite site) {
    if (site.isAbsent()) {
      return Optional.of(UidSet.empty());
    }
    try (DestinationFolder folder = site.openDestination()) {
      if (!site.isDestination(folder.status())) {
        return Optional.empty();
      }
      UnfinishedRemovals.takeBack(folder, site.pair(), site.context().mode() == PassMode.PLAN);
      UidSet uids = folder.uids().await();
      return uids.size() >= folder.status().messages() ? Optional.of(uids) : Optional.empty();
    }
  }

  /** Those of {@code absent} that may be messages which a rule leaves out at the source. */
  private static UidSet leftOut(RemovalSite site, UidSet absent, UidSet messages) {
    if (messages.isEmpty()) {
      return UidSet.empty();
    }
    try (OpenFolder source = site.openSource();
        DestinationFolder destination = site.openDestination()) {
      var here = LongStream.builder();
      source
          .list(
              messages,
              Set.of(Item.IDENTITY),
              meta -> meta.identity().map(Identity::of).ifPresent(id -> here.add(id.hash())))
          .await();
      long[] identities = here.build().sorted().toArray();
      var same = new UidSet.Builder();
      destination
          .list(
              absent,
              Set.of(Item.IDENTITY),
              meta ->
                  meta.identity()
                      .map(Identity::of)
                      .filter(id -> Arrays.binarySearch(identities, id.hash()) >= 0)
                      .ifPresent(_ -> same.add(meta.uid().value())))
          .await();
      return same.build();
    }
  }

  /** What came there by itself since the last pass; all of it where there was none. */
  private static UidSet since(PairLedger pair, UidSet strangers) {
    return strangers.from(
        pair.pair()
            .snapshot()
            .map(Snapshot::destination)
            .flatMap(FolderStatus::uidNext)
            .map(UidNext::value)
            .orElse(1L));
  }

  @Override
  public FolderRemovals apply() {
    return planned.came(
        RemovalSite.again(
            site.context(),
            () -> {
              try (DestinationFolder folder = site.openDestination()) {
                return site.isDestination(folder.status())
                    ? new MirrorRemoval(folder, site.pair()).remove(going)
                    : UidSet.empty();
              }
            }));
  }
}
