package org.transhume.engine.foldermap;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.transhume.engine.endpoint.FolderList;
import org.transhume.engine.endpoint.ListedFolder;
import org.transhume.mail.MailboxName;

/**
 * Where each folder of the source goes. No two go to the same place.
 *
 * @param mappings INBOX first, then by the levels of the source's names
 */
public record FolderMap(List<Mapping> mappings) {
  public FolderMap {
    mappings = List.copyOf(mappings);
  }

  /** The mapping of a source folder. */
  public Optional<Mapping> find(MailboxName source) {
    return mappings.stream().filter(each -> each.source().name().equals(source)).findFirst();
  }

  /** Those whose destination folder has to be created; parents stand before their children. */
  public List<Mapping> toCreate() {
    return mappings.stream().filter(each -> !each.exists()).toList();
  }

  /**
   * Those whose destination folder is not listed under exactly its name. After all were created:
   * the server took two names for one, or another name than it was given.
   */
  public List<Mapping> missingIn(FolderList destination) {
    return mappings.stream()
        .filter(
            each -> destination.find(each.destination()).filter(ListedFolder::selectable).isEmpty())
        .toList();
  }

  /** From source to destination name: what the next pass is given as what was before. */
  public Map<MailboxName, MailboxName> names() {
    var names = new HashMap<MailboxName, MailboxName>();
    mappings.forEach(each -> names.put(each.source().name(), each.destination()));
    return Map.copyOf(names);
  }
}
