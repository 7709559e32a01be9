package org.transhume.engine.foldermap;

import java.util.Comparator;
import java.util.List;
import org.transhume.engine.endpoint.FolderList;
import org.transhume.engine.endpoint.ListedFolder;
import org.transhume.engine.endpoint.ListedFolder.Namespace;
import org.transhume.mail.MailboxName;

/**
 * A folder's levels without what its server puts before every personal name: {@code INBOX.Work} of
 * a server with the prefix {@code INBOX.} is {@code Work}. Ordered with INBOX and what is in it
 * first, then level by level in the order of code units, other people's folders last.
 */
record Path(Namespace namespace, List<String> levels) implements Comparable<Path> {
  static final String INBOX = "INBOX";

  private static final Comparator<String> LEVEL_ORDER =
      Comparator.comparing((String level) -> !level.equals(INBOX))
          .thenComparing(Comparator.naturalOrder());

  Path {
    levels = List.copyOf(levels);
  }

  static Path of(ListedFolder folder, FolderList account) {
    return of(folder.name(), folder.namespace(), account.prefix());
  }

  static Path of(MailboxName name, Namespace namespace, String prefix) {
    String text = name.text();
    boolean prefixed =
        namespace == Namespace.PERSONAL
            && !prefix.isEmpty()
            && text.length() > prefix.length()
            && text.startsWith(prefix);
    if (!prefixed) {
      return new Path(namespace, name.levels());
    }
    var inner = new MailboxName(text.substring(prefix.length()), name.separator());
    // INBOX.INBOX is not INBOX: it keeps its prefix, so that no two folders have one path.
    return new Path(
        namespace, inner.levels().getFirst().equals(INBOX) ? name.levels() : inner.levels());
  }

  int depth() {
    return levels.size();
  }

  String last() {
    return levels.getLast();
  }

  boolean isInbox() {
    return namespace == Namespace.PERSONAL && levels.equals(List.of(INBOX));
  }

  /** The path so many levels up; fewer than there are. */
  Path ancestor(int up) {
    return new Path(namespace, levels.subList(0, depth() - up));
  }

  boolean isAncestorOf(Path other) {
    return namespace == other.namespace
        && depth() < other.depth()
        && levels.equals(other.levels.subList(0, depth()));
  }

  @Override
  public int compareTo(Path other) {
    if (namespace != other.namespace) {
      return namespace.compareTo(other.namespace);
    }
    for (int i = 0; i < Math.min(depth(), other.depth()); i++) {
      int difference = LEVEL_ORDER.compare(levels.get(i), other.levels.get(i));
      if (difference != 0) {
        return difference;
      }
    }
    return Integer.compare(depth(), other.depth());
  }
}
