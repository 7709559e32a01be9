package org.transhume.engine.selection;

import java.util.Comparator;
import java.util.List;
import org.transhume.engine.endpoint.ListedFolder;
import org.transhume.mail.MailboxName;
import org.transhume.mail.SpecialUse;

/**
 * In which order folders are worked on. A name that no folder has does no harm.
 *
 * @param first whole names, in their order, before all others
 * @param last whole names, in their order, behind all others
 */
public record FolderOrder(List<String> first, List<String> last) {
  /** INBOX, then by name. */
  public static final FolderOrder USUAL = new FolderOrder(List.of(), List.of());

  public FolderOrder {
    first = List.copyOf(first);
    last = List.copyOf(last);
  }

  /**
   * What comes first; folders that are equal by it keep the order they have. A view of all messages
   * comes behind the folders it shows, unless it is named.
   */
  public Comparator<ListedFolder> comparator() {
    return Comparator.comparingInt(this::rank);
  }

  private int rank(ListedFolder folder) {
    int early = place(first, folder.name());
    if (early >= 0) {
      return early - first.size();
    }
    int late = place(last, folder.name());
    if (late >= 0) {
      return 2 + late;
    }
    return folder.uses().contains(SpecialUse.ALL) && !folder.name().isInbox() ? 1 : 0;
  }

  private static int place(List<String> names, MailboxName name) {
    for (int i = 0; i < names.size(); i++) {
      if (!names.get(i).isEmpty() && new MailboxName(names.get(i), name.separator()).equals(name)) {
        return i;
      }
    }
    return -1;
  }
}
