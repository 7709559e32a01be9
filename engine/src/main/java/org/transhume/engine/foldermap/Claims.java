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

/** Which names of the destination are given away. */
final class Claims {
  private final boolean ignoresCase;
  private final Set<MailboxName> listed = new HashSet<>();
  private final Map<String, MailboxName> listedByKey = new HashMap<>();
  private final Set<MailboxName> taken = new HashSet<>();
  private final Set<String> takenLooks = new HashSet<>();

  /**
   * For a destination.
   *
   * @param mayIgnoreCase whether names that look the same are one, unless its list shows that they
   *     are not
   */
  Claims(FolderList destination, boolean mayIgnoreCase) {
    this.ignoresCase = mayIgnoreCase && !distinguishesCase(destination);
    destination.folders().stream()
        .map(ListedFolder::name)
        .sorted()
        .forEach(
            name -> {
              listed.add(name);
              listedByKey.putIfAbsent(key(name), name);
            });
  }

  private static boolean distinguishesCase(FolderList destination) {
    var seen = new HashSet<String>();
    return destination.folders().stream()
        .anyMatch(folder -> !seen.add(folder.name().text().toLowerCase(Locale.ROOT)));
  }

  /** Equal for names that a server might take for one, by composition or by case. */
  static String looks(MailboxName name) {
    return composed(name).toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
  }

  private static String composed(MailboxName name) {
    return Normalizer.normalize(name.text(), Normalizer.Form.NFC);
  }

  private String key(MailboxName name) {
    return ignoresCase ? looks(name) : composed(name);
  }

  boolean isListed(MailboxName name) {
    return listed.contains(name);
  }

  /** The name as the destination spells it, if it has a folder that is, or looks like, the one. */
  MailboxName spelling(MailboxName name) {
    return isListed(name) ? name : listedByKey.getOrDefault(key(name), name);
  }

  boolean isFree(MailboxName name) {
    return !taken.contains(name) && !(ignoresCase && looksLikeTaken(name));
  }

  boolean looksLikeTaken(MailboxName name) {
    return takenLooks.contains(looks(name));
  }

  void take(MailboxName name) {
    taken.add(name);
    takenLooks.add(looks(name));
  }
}
