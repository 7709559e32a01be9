package org.transhume.engine.selection;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.transhume.engine.endpoint.FolderList;
import org.transhume.engine.endpoint.ListedFolder;
import org.transhume.engine.endpoint.ListedFolder.Namespace;
import org.transhume.engine.foldermap.SpecialFolders;
import org.transhume.engine.selection.SelectionRules.Kind;
import org.transhume.mail.MailboxName;
import org.transhume.mail.SpecialUse;

/**
 * Which folders of an account are taken. Every folder listed is in one of the two lists.
 *
 * @param taken INBOX first, then by name
 * @param leftOut the others, by name
 * @param missing names that were asked for and that no folder has
 */
public record Selection(List<ListedFolder> taken, List<LeftOut> leftOut, List<String> missing) {
  /**
   * A folder that is not taken.
   *
   * @param detail the pattern that excludes it as a person wrote it, or the special use; else empty
   */
  public record LeftOut(ListedFolder folder, LeftOutRule rule, String detail) {}

  private static final Comparator<ListedFolder> ORDER =
      Comparator.comparing((ListedFolder folder) -> !folder.name().isInbox())
          .thenComparing(ListedFolder::name);

  public Selection {
    taken = List.copyOf(taken);
    leftOut = List.copyOf(leftOut);
    missing = List.copyOf(missing);
  }

  /** Applies the rules to what an account lists; the order of its list does not matter. */
  public static Selection of(FolderList account, SelectionRules rules) {
    var taken = new ArrayList<ListedFolder>();
    var leftOut = new ArrayList<LeftOut>();
    var specials = new SpecialFolders(account);
    account.folders().stream()
        .sorted(ORDER)
        .forEach(
            folder ->
                reason(folder, rules, specials)
                    .ifPresentOrElse(leftOut::add, () -> taken.add(folder)));
    return new Selection(taken, leftOut, missing(account, rules));
  }

  private static Optional<LeftOut> reason(
      ListedFolder folder, SelectionRules rules, SpecialFolders specials) {
    if (!folder.selectable()) {
      return leftOut(folder, LeftOutRule.NOT_SELECTABLE);
    }
    boolean named = isNamed(folder.name(), rules);
    Optional<LeftOutRule> kind = kind(folder, rules).filter(_ -> !named);
    if (kind.isPresent()) {
      return leftOut(folder, kind.get());
    }
    if (rules.namesFolders() && !named && !isWanted(folder, rules, specials)) {
      return leftOut(folder, LeftOutRule.NOT_NAMED);
    }
    if (rules.subscribedOnly() && !folder.subscribed() && !folder.name().isInbox()) {
      return leftOut(folder, LeftOutRule.NOT_SUBSCRIBED);
    }
    return rules.exclude().stream()
        .filter(pattern -> pattern.matches(folder.name()))
        .findFirst()
        .map(pattern -> new LeftOut(folder, LeftOutRule.EXCLUDED, pattern.text()))
        .or(() -> named ? Optional.empty() : bySpecialUse(folder, rules, specials))
        .or(() -> byEmptiness(folder, rules));
  }

  private static Optional<LeftOut> byEmptiness(ListedFolder folder, SelectionRules rules) {
    boolean isEmpty = folder.status().filter(status -> status.messages() == 0).isPresent();
    return rules.excludeEmpty() && isEmpty ? leftOut(folder, LeftOutRule.EMPTY) : Optional.empty();
  }

  private static Optional<LeftOut> bySpecialUse(
      ListedFolder folder, SelectionRules rules, SpecialFolders specials) {
    return rules.excludeUses().stream()
        .sorted()
        .filter(use -> specials.serves(folder, use))
        .findFirst()
        .map(use -> new LeftOut(folder, LeftOutRule.SPECIAL_USE, use.attribute().substring(1)));
  }

  private static Optional<LeftOut> leftOut(ListedFolder folder, LeftOutRule rule) {
    return Optional.of(new LeftOut(folder, rule, ""));
  }

  private static Optional<LeftOutRule> kind(ListedFolder folder, SelectionRules rules) {
    if (folder.namespace() == Namespace.OTHER_USERS && !rules.also().contains(Kind.OTHER_USERS)) {
      return Optional.of(LeftOutRule.OTHER_USERS);
    }
    if (folder.namespace() == Namespace.SHARED && !rules.also().contains(Kind.SHARED)) {
      return Optional.of(LeftOutRule.SHARED);
    }
    if (isView(folder, SpecialUse.FLAGGED) && !rules.also().contains(Kind.FLAGGED_VIEW)) {
      return Optional.of(LeftOutRule.FLAGGED_VIEW);
    }
    if (isView(folder, SpecialUse.IMPORTANT) && !rules.also().contains(Kind.IMPORTANT_VIEW)) {
      return Optional.of(LeftOutRule.IMPORTANT_VIEW);
    }
    if (isView(folder, SpecialUse.ALL) && !rules.also().contains(Kind.ALL_VIEW)) {
      return Optional.of(LeftOutRule.ALL_VIEW);
    }
    return Optional.empty();
  }

  /** INBOX is no view, whatever a server says of it. */
  private static boolean isView(ListedFolder folder, SpecialUse use) {
    return folder.uses().contains(use) && !folder.name().isInbox();
  }

  private static boolean isNamed(MailboxName name, SelectionRules rules) {
    return rules.folders().stream().anyMatch(text -> isName(text, name));
  }

  private static boolean isWanted(
      ListedFolder folder, SelectionRules rules, SpecialFolders specials) {
    MailboxName name = folder.name();
    return rules.trees().stream().anyMatch(text -> isInTree(text, name))
        || rules.uses().stream().anyMatch(use -> specials.serves(folder, use))
        || rules.include().stream().anyMatch(pattern -> pattern.matches(name));
  }

  private static boolean isName(String text, MailboxName name) {
    return !text.isEmpty() && new MailboxName(text, name.separator()).equals(name);
  }

  private static boolean isInTree(String text, MailboxName name) {
    return isName(text, name)
        || (!text.isEmpty() && new MailboxName(text, name.separator()).isAncestorOf(name));
  }

  private static List<String> missing(FolderList account, SelectionRules rules) {
    var missing = new TreeSet<String>();
    for (String text : rules.folders()) {
      if (account.folders().stream().noneMatch(folder -> isName(text, folder.name()))) {
        missing.add(text);
      }
    }
    for (String text : rules.trees()) {
      if (account.folders().stream().noneMatch(folder -> isInTree(text, folder.name()))) {
        missing.add(text);
      }
    }
    return List.copyOf(missing);
  }
}
