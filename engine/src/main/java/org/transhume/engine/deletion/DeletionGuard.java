package org.transhume.engine.deletion;

/** Why nothing is removed in a pass although it was asked for. The names are stable words. */
public enum DeletionGuard {
  /** The source holds no message at all. */
  SOURCE_EMPTY(true),
  /** A folder that was copied is no longer at the source. */
  FOLDER_GONE(true),
  /** More than 100 messages and more than 5 % of what was copied would go. */
  MANY(true),
  /** All that was copied into a folder of more than 10 would go. */
  WHOLE_FOLDER(true),
  /** The destination received mail by itself since the last pass, which a mirror would remove. */
  NEW_MAIL(false),
  /** Some message or folder could not be copied, or not be proved: that comes first. */
  NOT_WHOLE(false),
  /** A folder was not listed whole. */
  LISTING_NOT_WHOLE(false),
  /** A look for late copies is owed in a folder where something would go. */
  LOOK_OWED(false),
  /** The server cannot remove named messages alone (no UIDPLUS). */
  CANNOT_REMOVE(false);

  private final boolean overruled;

  DeletionGuard(boolean overruled) {
    this.overruled = overruled;
  }

  /** Whether a person who has seen the plan may overrule it with all others. */
  public boolean mayBeOverruled() {
    return overruled;
  }
}
