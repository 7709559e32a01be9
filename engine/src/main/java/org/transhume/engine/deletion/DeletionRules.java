package org.transhume.engine.deletion;

/**
 * What a person asks to be removed, all of it off unless asked for.
 *
 * @param copied at the source, what is safely at the destination
 * @param goneAtSource at the destination, what Transhume put there and is gone at the source
 * @param many the guards that a person may overrule are overruled: he has seen the plan
 */
public record DeletionRules(boolean copied, boolean goneAtSource, boolean many) {
  /** Nothing is removed. */
  public static final DeletionRules NONE = new DeletionRules(false, false, false);

  /**
   * Checks that it makes sense.
   *
   * @throws IllegalArgumentException if messages are to be removed at the source, and at the
   *     destination what is not at the source: one would undo the other
   */
  public DeletionRules {
    if (copied && goneAtSource) {
      throw new IllegalArgumentException("Removing at both sides would leave a message on none");
    }
  }

  /** Whether anything is asked to be removed. */
  public boolean any() {
    return copied || goneAtSource;
  }

  /** The same, removing at the source what was copied or not. */
  public DeletionRules withCopied(boolean yes) {
    return new DeletionRules(yes, goneAtSource, many);
  }

  /** The same, removing what is gone at the source or not. */
  public DeletionRules withGoneAtSource(boolean yes) {
    return new DeletionRules(copied, yes, many);
  }

  /** The same, overruling the guards that a person may overrule or not. */
  public DeletionRules withMany(boolean yes) {
    return new DeletionRules(copied, goneAtSource, yes);
  }
}
