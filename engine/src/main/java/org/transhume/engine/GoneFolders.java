package org.transhume.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.transhume.engine.deletion.EmptyFolderRemoval;
import org.transhume.engine.deletion.GoneFolderRules;
import org.transhume.engine.endpoint.FolderList;
import org.transhume.engine.endpoint.FolderStatus;
import org.transhume.engine.endpoint.ListedFolder;
import org.transhume.engine.ledger.FolderKey;
import org.transhume.engine.ledger.PairLedger;
import org.transhume.engine.ledger.PairRecord;
import org.transhume.mail.MailboxName;

/**
 * Removes folders of the destination whose folder at the source is gone: only those that Transhume
 * made and into which nothing else goes, and only once they are empty. One thread.
 */
final class GoneFolders {
  private final PassContext context;
  private final List<PairRecord> candidates;

  private GoneFolders(PassContext context, List<PairRecord> candidates) {
    this.context = context;
    this.candidates = candidates;
  }

  /**
   * The folders that may go.
   *
   * @param gone what is on record of folders that are no longer at the source
   * @param inUse the folders of the destination that this pass works on
   */
  static GoneFolders among(
      List<PairRecord> gone, Set<MailboxName> inUse, GoneFolderRules rules, PassContext context) {
    List<FolderKey> made = context.ledger().foldersMade();
    Comparator<PairRecord> fromAbove =
        Comparator.comparingInt(pair -> pair.destination().name().text().length());
    return new GoneFolders(
        context,
        gone.stream()
            .filter(pair -> made.contains(pair.destination()))
            .filter(pair -> !pair.destination().name().isInbox())
            .filter(pair -> !inUse.contains(pair.destination().name()))
            .filter(pair -> rules.allow(pair.destination().name()))
            .sorted(fromAbove.reversed())
            .toList());
  }

  boolean isEmpty() {
    return candidates.isEmpty();
  }

  /**
   * Removes those that are empty, from below; in a plan nothing is done.
   *
   * @param going how many messages of a folder are still to be thought away
   * @return the names of those that go
   */
  List<MailboxName> remove(Map<MailboxName, Long> going) {
    var removed = new ArrayList<MailboxName>();
    FolderList there = context.destination().folders();
    var left = new HashSet<MailboxName>();
    there.folders().forEach(folder -> left.add(folder.name()));
    for (PairRecord pair : candidates) {
      FolderKey key = pair.destination();
      boolean holdsFolders = left.stream().anyMatch(key.name()::isAncestorOf);
      long leaving = going.getOrDefault(key.name(), 0L);
      if (!holdsFolders && isEmptyThen(there, key, leaving) && isRemoved(pair)) {
        left.remove(key.name());
        removed.add(key.name());
      }
    }
    return removed;
  }

  private static boolean isEmptyThen(FolderList there, FolderKey key, long leaving) {
    Optional<FolderStatus> status = there.find(key.name()).flatMap(ListedFolder::status);
    return status
        .filter(each -> each.uidValidity().equals(key.uidValidity()))
        .filter(each -> each.messages() == leaving)
        .isPresent();
  }

  /**
   * Looks once more, and removes it; what is known of its mail is forgotten unless it is needed.
   */
  private boolean isRemoved(PairRecord record) {
    if (context.mode() == PassMode.PLAN) {
      return true;
    }
    PairLedger pair = context.ledger().open(record);
    if (!pair.hasNoIntents()
        || !EmptyFolderRemoval.remove(context.destination(), record.destination())) {
      return false;
    }
    context.ledger().unmade(record.destination());
    if (pair.known().isEmpty()) {
      pair.drop();
    }
    return true;
  }
}
