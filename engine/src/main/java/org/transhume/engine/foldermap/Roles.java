package org.transhume.engine.foldermap;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.transhume.engine.endpoint.FolderList;
import org.transhume.engine.endpoint.ListedFolder;
import org.transhume.engine.endpoint.ListedFolder.Namespace;
import org.transhume.mail.MailboxName;
import org.transhume.mail.SpecialUse;

/**
 * Which folder of an account serves which use: at most one each. What the server says (RFC 6154)
 * comes before what a name says; of several by name, one at the top before one inside INBOX, then
 * the more usual name, then the alphabet.
 */
final class Roles {
  private final Map<SpecialUse, Role> roles = new EnumMap<>(SpecialUse.class);

  /** A folder that serves a use, and whether the server said so. */
  record Role(SpecialUse use, MailboxName name, boolean told) {}

  private record ByName(ListedFolder folder, int depth, int rank) {}

  private final FolderList account;
  private final List<ListedFolder> personal;

  /** Of the personal folders that can hold messages. */
  Roles(FolderList account) {
    this.account = account;
    this.personal =
        account.folders().stream()
            .filter(folder -> folder.selectable() && folder.namespace() == Namespace.PERSONAL)
            .filter(folder -> !folder.name().isInbox())
            .sorted(Comparator.comparing(folder -> Path.of(folder, account)))
            .toList();
    // All that are told first: a folder told to be one thing is not by its name another.
    KnownNames.USES.forEach(use -> told(use, use));
    if (!roles.containsKey(SpecialUse.ARCHIVE)) {
      told(SpecialUse.ALL, SpecialUse.ARCHIVE);
    }
    KnownNames.USES.stream().filter(use -> !roles.containsKey(use)).forEach(this::byName);
  }

  private void told(SpecialUse attribute, SpecialUse use) {
    personal.stream()
        .filter(folder -> folder.uses().contains(attribute) && isFree(folder))
        .min(Comparator.comparing(folder -> leafRank(folder, use)))
        .ifPresent(folder -> roles.put(use, new Role(use, folder.name(), true)));
  }

  private int leafRank(ListedFolder folder, SpecialUse use) {
    return KnownNames.rank(folder.name().levels().getLast(), use).orElse(Integer.MAX_VALUE);
  }

  private void byName(SpecialUse use) {
    personal.stream()
        .filter(folder -> folder.uses().isEmpty() && isFree(folder))
        .flatMap(folder -> byName(folder, use).stream())
        .min(Comparator.comparing(ByName::depth).thenComparing(ByName::rank))
        .ifPresent(found -> roles.put(use, new Role(use, found.folder().name(), false)));
  }

  /** Only where special folders stand: at the top, inside INBOX, inside Gmail's own parent. */
  private Optional<ByName> byName(ListedFolder folder, SpecialUse use) {
    List<String> levels = Path.of(folder, account).levels();
    return KnownNames.rank(levels.getLast(), use)
        .filter(_ -> isPlaceOfSpecialFolders(levels))
        .map(rank -> new ByName(folder, isAtTop(levels) ? 0 : 1, rank));
  }

  static boolean isPlaceOfSpecialFolders(List<String> levels) {
    return isAtTop(levels) || (levels.size() == 2 && levels.getFirst().equals(Path.INBOX));
  }

  private static boolean isAtTop(List<String> levels) {
    return levels.size() == 1
        || (levels.size() == 2 && levels.getFirst().matches("\\[(Gmail|Google Mail)]"));
  }

  private boolean isFree(ListedFolder folder) {
    return roles.values().stream().noneMatch(role -> role.name().equals(folder.name()));
  }

  /** The folder that serves {@code use}. */
  Optional<Role> of(SpecialUse use) {
    return Optional.ofNullable(roles.get(use));
  }

  /** What the folder of that name serves. */
  Optional<Role> of(MailboxName name) {
    return roles.values().stream().filter(role -> role.name().equals(name)).findFirst();
  }
}
