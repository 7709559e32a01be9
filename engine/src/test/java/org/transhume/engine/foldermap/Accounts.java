package org.transhume.engine.foldermap;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.transhume.engine.endpoint.FolderList;
import org.transhume.engine.endpoint.ListedFolder;
import org.transhume.engine.endpoint.ListedFolder.Namespace;
import org.transhume.mail.MailboxName;
import org.transhume.mail.SpecialUse;

/**
 * Lists of folders, written short: {@code "Sent \Sent"} has a special use, {@code "Old \Noselect"}
 * is a mere parent, {@code "x \Shared"} is somebody else's.
 */
final class Accounts {
  private Accounts() {}

  static FolderList account(char separator, String prefix, String... folders) {
    return new FolderList(
        separator, prefix, Arrays.stream(folders).map(each -> folder(each, separator)).toList());
  }

  static FolderList account(String... folders) {
    return account('/', "", folders);
  }

  /** Folders of names that are taken as they stand. */
  static FolderList named(char separator, String prefix, Collection<String> names) {
    return new FolderList(
        separator, prefix, names.stream().map(each -> listed(each, separator, List.of())).toList());
  }

  private static ListedFolder folder(String text, char separator) {
    List<String> parts = List.of(text.split(" (?=\\\\)"));
    return listed(parts.getFirst(), separator, parts.subList(1, parts.size()));
  }

  private static ListedFolder listed(String name, char separator, List<String> attributes) {
    Set<SpecialUse> uses =
        attributes.stream()
            .flatMap(each -> SpecialUse.ofAttribute(each).stream())
            .collect(Collectors.toSet());
    return new ListedFolder(
        new MailboxName(name, separator),
        !attributes.contains("\\Noselect"),
        true,
        uses,
        attributes.contains("\\Shared") ? Namespace.SHARED : Namespace.PERSONAL,
        Optional.empty());
  }

  /** {@code source -> destination RULE [CHANGE, …] \Use new}, one line a folder. */
  static List<String> table(FolderMap map) {
    return map.mappings().stream()
        .map(
            each ->
                each.source().name()
                    + " -> "
                    + each.destination()
                    + " "
                    + each.rule()
                    + (each.changes().isEmpty() ? "" : " " + each.changes())
                    + each.use().map(use -> " " + use.attribute()).orElse("")
                    + (each.exists() ? "" : " new"))
        .toList();
  }
}
