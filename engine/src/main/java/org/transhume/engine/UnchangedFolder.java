package org.transhume.engine;

import java.util.Optional;
import org.transhume.engine.delta.SourceChanges;
import org.transhume.engine.endpoint.FolderStatus;
import org.transhume.engine.endpoint.ListedFolder;
import org.transhume.engine.ledger.FolderKey;
import org.transhume.engine.ledger.MessageState;
import org.transhume.engine.ledger.PairLedger;
import org.transhume.engine.ledger.PairRecord;
import org.transhume.engine.ledger.Snapshot;

/**
 * Decides by the status that the listing told whether a folder can be left alone: then it is not
 * even opened.
 */
final class UnchangedFolder {
  private final PassContext context;
  private final FolderTask task;

  UnchangedFolder(PassContext context, FolderTask task) {
    this.context = context;
    this.task = task;
  }

  /** The folder's figures by the ledger alone, or nothing if it has to be opened. */
  Optional<FolderWork> leaveAlone() {
    Optional<FolderStatus> here = task.source().status();
    Optional<FolderStatus> there = task.existing().flatMap(ListedFolder::status);
    if (context.mode() == PassMode.VERIFY || here.isEmpty() || there.isEmpty()) {
      return Optional.empty();
    }
    var source = new FolderKey(task.source().name(), here.get().uidValidity());
    var destination = new FolderKey(task.destination(), there.get().uidValidity());
    return context.ledger().pairsOf(source.name()).stream()
        .filter(pair -> pair.source().equals(source) && pair.destination().equals(destination))
        .filter(pair -> isUnchanged(pair, here.get(), there.get()))
        .map(context.ledger()::open)
        .filter(this::owesNothing)
        .map(pair -> new FolderTally().unchanged(task, pair))
        .findFirst();
  }

  private boolean isUnchanged(PairRecord pair, FolderStatus here, FolderStatus there) {
    Optional<Snapshot> snapshot = pair.snapshot();
    return snapshot.isPresent()
        && snapshot.get().selection().equals(context.selectionDigest())
        && SourceChanges.isUnchanged(snapshot.get().source(), here)
        && SourceChanges.holdsSameMessages(snapshot.get().destination(), there);
  }

  /** A removal at the source that was cut off leaves more messages there than are on record. */
  private boolean hasRemovedWhatItWouldHere(PairLedger pair) {
    return pair.in(MessageState.REMOVED_HERE).isEmpty()
        || task.source().status().map(FolderStatus::messages).orElse(-1L) == pair.atSource().size();
  }

  private boolean owesNothing(PairLedger pair) {
    return pair.hasNoIntents()
        && pair.in(MessageState.LEAVING).isEmpty()
        && hasRemovedWhatItWouldHere(pair)
        && pair.in(MessageState.FAILED).isEmpty()
        && (pair.in(MessageState.LEFT_OUT).isEmpty() || !context.choice().mayHaveChanged(pair))
        && context.choice().orphans(pair).isEmpty()
        && pair.in(MessageState.PRESENT).equals(pair.verified());
  }
}
