package org.transhume.engine.foldermap;

import java.util.List;
import java.util.Optional;
import org.transhume.engine.endpoint.FolderList;
import org.transhume.engine.endpoint.ListedFolder;
import org.transhume.engine.endpoint.ListedFolder.Namespace;
import org.transhume.mail.MailboxName;
import org.transhume.mail.SpecialUse;

/**
 * Which folders of an account serve a special use. Unlike in a map there may be several for one:
 * "Spam" beside "Junk", and all that lies in them. What the server says of a folder (RFC 6154)
 * comes before what its name says; names count whole, and only where special folders stand: at the
 * top, inside INBOX, inside Gmail's own parent.
 */
public final class SpecialFolders {
  private final FolderList account;

  public SpecialFolders(FolderList account) {
    this.account = account;
  }

  /** Whether the folder serves {@code use}, or lies in one that does. */
  public boolean serves(ListedFolder folder, SpecialUse use) {
    Optional<SpecialUse> own = use(folder, use);
    if (own.isPresent()) {
      return own.get() == use;
    }
    return account.folders().stream()
        .filter(above -> above.name().isAncestorOf(folder.name()) && !above.name().isInbox())
        .anyMatch(above -> use(above, use).filter(use::equals).isPresent());
  }

  /** What the folder itself is, as far as that can be told while {@code use} is asked for. */
  private Optional<SpecialUse> use(ListedFolder folder, SpecialUse use) {
    if (folder.name().isInbox() || folder.namespace() != Namespace.PERSONAL) {
      return Optional.empty();
    }
    if (folder.uses().contains(use)) {
      return Optional.of(use);
    }
    Optional<SpecialUse> another = folder.uses().stream().findFirst();
    return another.isPresent() ? another : named(folder.name(), use);
  }

  private Optional<SpecialUse> named(MailboxName name, SpecialUse use) {
    List<String> levels = Path.of(name, Namespace.PERSONAL, account.prefix()).levels();
    return Roles.isPlaceOfSpecialFolders(levels)
            && KnownNames.USES.contains(use)
            && KnownNames.rank(levels.getLast(), use).isPresent()
        ? Optional.of(use)
        : Optional.empty();
  }
}
