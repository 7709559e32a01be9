package org.transhume.engine;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.transhume.engine.deletion.CopyRemoval;
import org.transhume.engine.deletion.DeletionGuard;
import org.transhume.engine.deletion.DeletionReport;
import org.transhume.engine.deletion.EmptyFolderRemoval;
import org.transhume.engine.deletion.FolderRemovals;
import org.transhume.engine.deletion.OurCopies;
import org.transhume.engine.deletion.RemovalReason;
import org.transhume.engine.deletion.UnfinishedRemovals;
import org.transhume.engine.endpoint.DestinationFolder;
import org.transhume.engine.endpoint.EndpointException;
import org.transhume.engine.endpoint.FolderList;
import org.transhume.engine.endpoint.FolderStatus;
import org.transhume.engine.endpoint.ListedFolder;
import org.transhume.engine.endpoint.MailDestination;
import org.transhume.engine.ledger.DryLedgerStorage;
import org.transhume.engine.ledger.FolderKey;
import org.transhume.engine.ledger.Intent;
import org.transhume.engine.ledger.LedgerStorage;
import org.transhume.engine.ledger.MessageState;
import org.transhume.engine.ledger.Origin;
import org.transhume.engine.ledger.PairLedger;
import org.transhume.engine.ledger.PairRecord;
import org.transhume.engine.ledger.TransferLedger;
import org.transhume.mail.MailboxName;
import org.transhume.mail.UidSet;

/**
 * Takes away what a transfer put at the destination and nobody has touched since, and the folders
 * it made if they are empty then. What is taken away is forgotten: a later pass would copy it
 * again. Used once, in one thread; one that is killed is run again.
 */
public final class Undo {
  private final MailDestination destination;
  private final TransferLedger ledger;
  private final boolean dry;
  private final List<FolderRemovals> done = new ArrayList<>();
  private final List<MailboxName> folders = new ArrayList<>();

  /** How many messages go, by folder. */
  private final Map<MailboxName, Long> going = new HashMap<>();

  private long onlyCopies;
  private long goneAtSource;
  private long unsettled;

  /**
   * An undo of one transfer.
   *
   * @param dry say what would go, and change nothing
   */
  public Undo(MailDestination destination, LedgerStorage storage, boolean dry, Clock clock) {
    this.destination = destination;
    this.ledger = new TransferLedger(dry ? DryLedgerStorage.over(storage) : storage, clock);
    this.dry = dry;
  }

  /** Does it, or plans it. What goes wrong is in the report. */
  public UndoReport run() {
    try {
      FolderList there = destination.folders();
      boolean can = destination.abilities().canRemoveByUid();
      for (PairRecord record : ledger.pairs()) {
        if (isThere(there, record.destination())) {
          messages(record, can && !dry);
        }
      }
      if (!can && going.values().stream().anyMatch(count -> count > 0)) {
        return report(Set.of(DeletionGuard.CANNOT_REMOVE), Optional.empty());
      }
      emptied(dry ? there : destination.folders());
      return report(Set.of(), Optional.empty());
    } catch (EndpointException e) {
      return report(Set.of(), Optional.of(e));
    }
  }

  private UndoReport report(Set<DeletionGuard> refusedBy, Optional<EndpointException> failure) {
    return new UndoReport(
        new DeletionReport(done, refusedBy, failure), folders, onlyCopies, goneAtSource, unsettled);
  }

  private static boolean isThere(FolderList there, FolderKey folder) {
    return there
        .find(folder.name())
        .flatMap(ListedFolder::status)
        .filter(status -> status.uidValidity().equals(folder.uidValidity()))
        .isPresent();
  }

  private void messages(PairRecord record, boolean acts) {
    PairLedger pair = ledger.open(record);
    try (DestinationFolder folder = destination.open(record.destination().name())) {
      if (!folder.status().uidValidity().equals(record.destination().uidValidity())) {
        return;
      }
      UnfinishedRemovals.takeBack(folder, pair, !acts);
      UidSet here = pair.in(MessageState.PRESENT);
      UidSet gone = pair.in(MessageState.GONE_HERE);
      UidSet ours = pair.of(Origin.OURS);
      OurCopies copies = OurCopies.look(folder, pair, here.union(gone).intersect(ours));
      UidSet copiesGoing = pair.destinationUids(copies.untouched());
      UidSet copiesTouched = pair.destinationUids(copies.touched());
      goneAtSource += copies.untouched().intersect(gone).size();
      onlyCopies += pair.in(MessageState.REMOVED_HERE).size();
      for (Intent.State state : Intent.State.values()) {
        for (Intent intent : pair.intents(state)) {
          unsettled += intent.messages().minus(here).minus(gone).size();
        }
      }
      if (!copiesGoing.isEmpty() || !copiesTouched.isEmpty()) {
        var planned =
            new FolderRemovals(
                record.source().name(),
                record.destination().name(),
                RemovalReason.UNDONE,
                copiesGoing,
                copiesTouched);
        done.add(acts ? planned.came(removed(folder, pair, copies.untouched(), here)) : planned);
      }
      going.merge(record.destination().name(), copiesGoing.size(), Long::sum);
      if (acts && pair.known().isEmpty() && pair.hasNoIntents()) {
        pair.drop();
      }
    }
  }

  private static UidSet removed(
      DestinationFolder folder, PairLedger pair, UidSet messages, UidSet here) {
    UidSet copies = pair.destinationUids(messages);
    UidSet stillHere = messages.intersect(here);
    UidSet _ = new CopyRemoval(folder, pair, MessageState.PRESENT).remove(stillHere);
    UidSet _ =
        new CopyRemoval(folder, pair, MessageState.GONE_HERE).remove(messages.minus(stillHere));
    return copies.minus(pair.destinationUids(messages.intersect(pair.known())));
  }

  /** Folders that were made, from below: one with others in it is not empty. */
  private void emptied(FolderList there) {
    var left = new HashSet<MailboxName>();
    there.folders().forEach(folder -> left.add(folder.name()));
    List<FolderKey> made =
        ledger.foldersMade().stream()
            .sorted(
                Comparator.comparingInt((FolderKey key) -> key.name().text().length()).reversed())
            .toList();
    for (FolderKey key : made) {
      boolean holdsFolders = left.stream().anyMatch(name -> key.name().isAncestorOf(name));
      if (isThere(there, key)
          && !key.name().isInbox()
          && !holdsFolders
          && wouldBeEmpty(there, key)) {
        if (dry || EmptyFolderRemoval.remove(destination, key)) {
          left.remove(key.name());
          folders.add(key.name());
        }
      }
      if (!dry && !left.contains(key.name())) {
        ledger.unmade(key);
      }
    }
  }

  private boolean wouldBeEmpty(FolderList there, FolderKey key) {
    long messages =
        there
            .find(key.name())
            .flatMap(ListedFolder::status)
            .map(FolderStatus::messages)
            .orElse(Long.MAX_VALUE);
    return messages == (dry ? going.getOrDefault(key.name(), 0L) : 0L);
  }
}
