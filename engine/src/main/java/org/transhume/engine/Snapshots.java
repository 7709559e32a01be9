package org.transhume.engine;

import java.util.List;
import java.util.Optional;
import org.transhume.engine.endpoint.EndpointException;
import org.transhume.engine.endpoint.FolderList;
import org.transhume.engine.endpoint.FolderStatus;
import org.transhume.engine.endpoint.ListedFolder;
import org.transhume.engine.ledger.Snapshot;

/**
 * Written last: from what state on a folder need not be looked at again. The source's is the one
 * the work began with. The destination's is the one at the end, but only if it is exactly what we
 * made of the one at the beginning: then nobody else did anything in between.
 */
final class Snapshots {
  private final PassContext context;

  Snapshots(PassContext context) {
    this.context = context;
  }

  void take(List<FolderWork> work) {
    List<FolderWork> opened = work.stream().filter(w -> w.begun().isPresent()).toList();
    if (opened.isEmpty()) {
      return;
    }
    FolderList now;
    try {
      now = context.destination().folders();
    } catch (EndpointException e) {
      return; // Without snapshots the next pass looks at these folders again, no more.
    }
    for (FolderWork folder : opened) {
      FolderWork.Begun begun = folder.begun().orElseThrow();
      FolderStatus after =
          now.find(folder.report().destination())
              .flatMap(ListedFolder::status)
              .filter(status -> isOurDoing(begun, status))
              .orElse(begun.destination());
      context
          .ledger()
          .open(begun.pair())
          .snapshot(new Snapshot(begun.source(), after, context.selectionDigest()));
    }
  }

  private static boolean isOurDoing(FolderWork.Begun begun, FolderStatus after) {
    Optional<Long> expectedNext =
        begun.largestUidAfter() > 0
            ? Optional.of(begun.largestUidAfter() + 1)
            : begun.destination().uidNext().map(next -> next.value());
    return after.uidValidity().equals(begun.destination().uidValidity())
        && after.messages() == begun.messagesAfter()
        && after.uidNext().map(next -> next.value()).equals(expectedNext);
  }
}
