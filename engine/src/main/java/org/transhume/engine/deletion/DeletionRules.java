package org.transhume.engine.deletion;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * What a person asks to be removed, nothing unless asked for.
 *
 * @param reasons for which messages are removed
 * @param many the guards that a person may overrule are overruled: he has seen the plan
 * @param newMail the strict mirror removes mail, too, that the destination received by itself since
 *     the last pass
 * @param folders folders of the destination go, too, when theirs is gone at the source
 */
public record DeletionRules(
    Set<RemovalReason> reasons, boolean many, boolean newMail, Optional<GoneFolderRules> folders) {
  /** Nothing is removed. */
  public static final DeletionRules NONE = new DeletionRules(Set.of(), false, false);

  /** Rules by which no folder is removed. */
  public DeletionRules(Set<RemovalReason> reasons, boolean many, boolean newMail) {
    this(reasons, many, newMail, Optional.empty());
  }

  /**
   * Checks that it makes sense.
   *
   * @throws IllegalArgumentException if messages are to be removed at the source, and at the
   *     destination what is not at the source: one would undo the other
   */
  public DeletionRules {
    reasons = Set.copyOf(reasons);
    boolean there =
        reasons.contains(RemovalReason.GONE_AT_SOURCE)
            || reasons.contains(RemovalReason.NOT_AT_SOURCE);
    if (there && reasons.contains(RemovalReason.COPIED)) {
      throw new IllegalArgumentException("Removing at both sides would leave a message on none");
    }
  }

  /** Whether anything is asked to be removed. */
  public boolean any() {
    return !reasons.isEmpty() || folders.isPresent();
  }

  /** Whether that is a reason to remove a message. */
  public boolean has(RemovalReason reason) {
    return reasons.contains(reason);
  }

  /** The same, removing for that reason or not. */
  public DeletionRules with(RemovalReason reason, boolean yes) {
    var others = EnumSet.noneOf(RemovalReason.class);
    others.addAll(reasons);
    if (yes) {
      others.add(reason);
    } else {
      others.remove(reason);
    }
    return new DeletionRules(others, many, newMail, folders);
  }

  /** The same, overruling the guards that a person may overrule or not. */
  public DeletionRules withMany(boolean yes) {
    return new DeletionRules(reasons, yes, newMail, folders);
  }

  /** The same, removing mail the destination received by itself or not. */
  public DeletionRules withNewMail(boolean yes) {
    return new DeletionRules(reasons, many, yes, folders);
  }

  /** The same, removing folders that are gone by other rules. */
  public DeletionRules withFolders(Optional<GoneFolderRules> others) {
    return new DeletionRules(reasons, many, newMail, others);
  }
}
