package org.transhume.engine.deletion;

/**
 * What a person asks to be removed, all of it off unless asked for.
 *
 * @param goneAtSource at the destination, what Transhume put there and is gone at the source
 * @param many the guards that a person may overrule are overruled: he has seen the plan
 */
public record DeletionRules(boolean goneAtSource, boolean many) {
  /** Nothing is removed. */
  public static final DeletionRules NONE = new DeletionRules(false, false);

  /** Whether anything is asked to be removed. */
  public boolean any() {
    return goneAtSource;
  }

  /** The same, removing what is gone at the source or not. */
  public DeletionRules withGoneAtSource(boolean yes) {
    return new DeletionRules(yes, many);
  }

  /** The same, overruling the guards that a person may overrule or not. */
  public DeletionRules withMany(boolean yes) {
    return new DeletionRules(goneAtSource, yes);
  }
}
