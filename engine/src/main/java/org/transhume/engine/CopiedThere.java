package org.transhume.engine;

import java.util.Optional;
import org.transhume.engine.deletion.CopiedRemoval;
import org.transhume.engine.deletion.DeletionGuard;
import org.transhume.engine.deletion.FolderRemovals;
import org.transhume.engine.deletion.Guards;
import org.transhume.engine.deletion.RemovalReason;
import org.transhume.engine.deletion.SourceMessages;
import org.transhume.engine.deletion.UnfinishedRemovals;
import org.transhume.engine.endpoint.DestinationFolder;
import org.transhume.engine.endpoint.OpenFolder;
import org.transhume.engine.endpoint.RemovableFolder;
import org.transhume.engine.endpoint.SourceRemoval;
import org.transhume.engine.ledger.MessageState;
import org.transhume.engine.ledger.PairLedger;
import org.transhume.mail.UidSet;

/**
 * Messages at the source that are on record as standing at the destination. A plan counts what it
 * would copy among them, and takes for granted that what is read back then is the same.
 */
record CopiedThere(
    RemovalSite site, FolderRemovals planned, Optional<SourceRemoval> removal, UidSet going)
    implements Removal {
  /** Looks at a folder, and says what speaks against it. */
  static Optional<Removal> look(RemovalSite site, Optional<SourceRemoval> removal, Guards guards) {
    PairLedger pair = site.pair();
    UidSet copied = pair.in(MessageState.PRESENT).intersect(pair.proved()).minus(site.planned());
    // The source has the only whole one of what was repaired.
    UidSet repaired = copied.intersect(pair.repaired());
    UidSet standing = copied.minus(repaired);
    SourceMessages messages =
        standing.isEmpty()
            ? new SourceMessages(UidSet.empty(), UidSet.empty())
            : RemovalSite.again(site.context(), () -> messages(site, standing));
    UidSet mayGo = messages.untouched().union(site.planned());
    boolean isHeld = !mayGo.isEmpty() && RemovalSite.again(site.context(), () -> held(site, mayGo));
    UidSet going = isHeld ? UidSet.empty() : mayGo;
    UidSet kept = messages.touched().union(repaired);
    UidSet spared = isHeld ? kept.union(mayGo) : kept;
    guards.folder(going.size(), copied.union(site.planned()).size());
    if (!going.isEmpty() && !pair.hasNoIntents()) {
      guards.raise(DeletionGuard.LOOK_OWED);
    }
    if (going.isEmpty() && spared.isEmpty()) {
      return Optional.empty();
    }
    var planned =
        new FolderRemovals(
            pair.pair().source().name(), site.destination(), RemovalReason.COPIED, going, spared);
    return Optional.of(new CopiedThere(site, planned, removal, going));
  }

  /** Whether something else would go along, where the source cannot remove named messages alone. */
  private static boolean held(RemovalSite site, UidSet going) {
    if (site.context().source().abilities().canRemoveByUid()) {
      return false;
    }
    try (OpenFolder source = site.openSource()) {
      return CopiedRemoval.isOthersMarked(source, going);
    }
  }

  private static SourceMessages messages(RemovalSite site, UidSet standing) {
    try (OpenFolder source = site.openSource();
        DestinationFolder destination = site.openDestination()) {
      return site.isSource(source.status()) && site.isDestination(destination.status())
          ? SourceMessages.look(source, destination, site.pair(), standing)
          : new SourceMessages(UidSet.empty(), UidSet.empty());
    }
  }

  @Override
  public FolderRemovals apply() {
    UidSet _ = RemovalSite.again(site.context(), this::remove);
    return planned.came(going.intersect(site.pair().in(MessageState.REMOVED_HERE)));
  }

  private UidSet remove() {
    try (RemovableFolder source = removal.orElseThrow().open(site.source().orElseThrow());
        DestinationFolder destination = site.openDestination()) {
      if (!site.isSource(source.status()) || !site.isDestination(destination.status())) {
        return UidSet.empty();
      }
      PairLedger pair = site.pair();
      // Only after a connection died in the middle.
      UnfinishedRemovals.takeBack(source, pair, source.uids().await());
      UidSet still = going.intersect(pair.in(MessageState.PRESENT));
      boolean byUid = removal.orElseThrow().abilities().canRemoveByUid();
      return new CopiedRemoval(source, destination, pair, byUid).remove(still);
    }
  }
}
