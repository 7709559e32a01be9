package org.transhume.engine.endpoint;

import java.util.List;
import java.util.Optional;
import org.transhume.mail.MailboxName;

/**
 * The folders of an account and how its names are made.
 *
 * @param separator the hierarchy separator, {@link MailboxName#NO_SEPARATOR} on a flat server
 * @param prefix what every personal folder but INBOX begins with ({@code "INBOX."}), often empty
 * @param folders in the order the endpoint listed them, no name twice
 */
public record FolderList(char separator, String prefix, List<ListedFolder> folders) {
  public FolderList {
    folders = List.copyOf(folders);
  }

  /** The folder of exactly that name. */
  public Optional<ListedFolder> find(MailboxName name) {
    return folders.stream().filter(folder -> folder.name().equals(name)).findFirst();
  }
}
