package org.transhume.engine.foldermap;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.transhume.engine.endpoint.FolderList;
import org.transhume.engine.endpoint.ListedFolder;
import org.transhume.mail.MailboxName;

/**
 * A folder of the source that counts as its top: what is below it stands at the top, and it is
 * INBOX itself. If something of the name INBOX is below it, then that is INBOX, and the folder
 * comes to lie inside.
 */
final class Root {
  private final FolderList account;
  private final Path top;
  private final boolean hasInbox;

  Root(MailboxName name, FolderList account) {
    this.account = account;
    this.top = Path.of(name, ListedFolder.Namespace.PERSONAL, account.prefix());
    this.hasInbox = !top.isInbox() && holds(List.of(Path.INBOX));
  }

  private boolean holds(List<String> below) {
    var levels = new ArrayList<>(top.levels());
    levels.addAll(below);
    return account.folders().stream()
        .anyMatch(folder -> Path.of(folder, account).levels().equals(levels));
  }

  /** The folder's path as seen from the top; nothing if it is elsewhere. */
  Optional<Path> below(ListedFolder folder) {
    Path path = Path.of(folder, account);
    if (path.equals(top)) {
      return Optional.of(new Path(path.namespace(), ownLevels()));
    }
    if (!top.isAncestorOf(path)) {
      return Optional.empty();
    }
    List<String> levels = path.levels().subList(top.depth(), path.depth());
    boolean wouldBeInbox = top.isInbox() && levels.getFirst().equals(Path.INBOX);
    return Optional.of(wouldBeInbox ? path : new Path(path.namespace(), levels));
  }

  private List<String> ownLevels() {
    if (!hasInbox) {
      return List.of(Path.INBOX);
    }
    String own = top.last();
    for (int number = 2; holds(List.of(Path.INBOX, own)); number++) {
      own = top.last() + " (" + number + ")";
    }
    return List.of(Path.INBOX, own);
  }
}
