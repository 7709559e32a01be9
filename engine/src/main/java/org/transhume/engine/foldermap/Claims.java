package org.transhume.engine.foldermap;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.transhume.engine.endpoint.FolderList;
import org.transhume.engine.endpoint.ListedFolder;
import org.transhume.mail.MailboxName;

/**
 * Which names of the destination are given away. Two names that a server might take for one, by
 * composition or by case, are one here.
 */
final class Claims {
  private final boolean ignoresCase;
  private final Map<String, MailboxName> listed = new HashMap<>();
  private final Set<MailboxName> exactly = new HashSet<>();
  private final Set<String> taken = new HashSet<>();

  Claims(FolderList destination, boolean mayIgnoreCase) {
    this.ignoresCase = mayIgnoreCase && !distinguishesCase(destination);
    destination.folders().stream()
        .map(ListedFolder::name)
        .sorted()
        .forEach(
            name -> {
              exactly.add(name);
              listed.putIfAbsent(key(name), name);
            });
  }

  /** A server with two folders that differ in case only tells that it does not ignore it. */
  private static boolean distinguishesCase(FolderList destination) {
    var seen = new HashSet<String>();
    return destination.folders().stream()
        .anyMatch(folder -> !seen.add(folder.name().text().toLowerCase(Locale.ROOT)));
  }

  private String key(MailboxName name) {
    String composed = Normalizer.normalize(name.text(), Normalizer.Form.NFC);
    return ignoresCase ? composed.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT) : composed;
  }

  /** The name as the destination spells it, if it has a folder that may be the same one. */
  MailboxName spelling(MailboxName name) {
    return isListed(name) ? name : listed.getOrDefault(key(name), name);
  }

  boolean isFree(MailboxName name) {
    return !taken.contains(key(name));
  }

  void take(MailboxName name) {
    taken.add(key(name));
  }

  boolean isListed(MailboxName name) {
    return exactly.contains(name);
  }
}
