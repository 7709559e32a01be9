package org.transhume.engine.selection;

import java.util.List;
import java.util.Set;
import org.transhume.mail.SpecialUse;

/**
 * Which folders a person wants. A folder is taken if it is wanted by name (or none is named), is
 * subscribed (or that does not matter), and is not excluded.
 *
 * @param also kinds of folders that are left out unless they stand here
 * @param subscribedOnly whether a subscription is needed (requirement A4); INBOX needs none, since
 *     mail programs show it without
 * @param folders whole names; one that stands here is taken whatever its kind
 * @param trees whole names of folders that are taken with all below them
 * @param uses special uses whose folders are taken with all below them
 * @param include patterns of further names; no name, tree, use or pattern at all means every folder
 * @param exclude patterns of names that are left out, however they were wanted
 * @param excludeUses special uses whose folders are left out with all below them, except one that
 *     was wanted by its name
 * @param excludeEmpty whether folders that hold no message are left out
 * @param order which folders are worked on first
 */
public record SelectionRules(
    Set<Kind> also,
    boolean subscribedOnly,
    Set<String> folders,
    Set<String> trees,
    Set<SpecialUse> uses,
    List<NamePattern> include,
    List<NamePattern> exclude,
    Set<SpecialUse> excludeUses,
    boolean excludeEmpty,
    FolderOrder order) {
  /** Kinds of folders that are not a person's own mail, or show it a second time. */
  public enum Kind {
    OTHER_USERS,
    SHARED,
    FLAGGED_VIEW,
    IMPORTANT_VIEW,
    ALL_VIEW
  }

  public SelectionRules {
    also = Set.copyOf(also);
    folders = Set.copyOf(folders);
    trees = Set.copyOf(trees);
    uses = Set.copyOf(uses);
    excludeUses = Set.copyOf(excludeUses);
    include = List.copyOf(include);
    exclude = List.copyOf(exclude);
  }

  /** Rules that take empty folders too, in the usual order. */
  public SelectionRules(
      Set<Kind> also,
      boolean subscribedOnly,
      Set<String> folders,
      Set<String> trees,
      Set<SpecialUse> uses,
      List<NamePattern> include,
      List<NamePattern> exclude,
      Set<SpecialUse> excludeUses) {
    this(
        also,
        subscribedOnly,
        folders,
        trees,
        uses,
        include,
        exclude,
        excludeUses,
        false,
        FolderOrder.USUAL);
  }

  /** All that is the person's own, each message once. */
  public static SelectionRules everything() {
    return new SelectionRules(
        Set.of(), false, Set.of(), Set.of(), Set.of(), List.of(), List.of(), Set.of());
  }

  /** Whether only folders wanted by name are taken. */
  boolean namesFolders() {
    return !folders.isEmpty() || !trees.isEmpty() || !uses.isEmpty() || !include.isEmpty();
  }
}
