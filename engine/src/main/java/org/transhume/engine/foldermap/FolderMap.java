package org.transhume.engine.foldermap;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
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
   * Those to be created whose name looks like that of another destination folder of the map. Where
   * creating one says that it is there already, the server takes the two for one: the name counts
   * as refused, or two folders of the source would become one.
   */
  public List<Mapping> lookalikes() {
    Map<String, Long> alike =
        mappings.stream()
            .collect(
                Collectors.groupingBy(
                    each -> Claims.looks(each.destination()), Collectors.counting()));
    return toCreate().stream()
        .filter(each -> alike.getOrDefault(Claims.looks(each.destination()), 0L) > 1)
        .toList();
  }

  /** From source to destination name: what the next pass is given as what was before. */
  public Map<MailboxName, MailboxName> names() {
    var names = new HashMap<MailboxName, MailboxName>();
    mappings.forEach(each -> names.put(each.source().name(), each.destination()));
    return Map.copyOf(names);
  }
}
