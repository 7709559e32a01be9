package org.transhume.engine.foldermap;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Changes names by a regular expression: matches in a whole destination name are replaced.
 *
 * @param expression in Java's form; {@code (?i)} makes case indifferent
 * @param replacement {@code $1} stands for what the first group matched
 * @param everyMatch whether all matches are replaced, or the first alone
 */
public record Rename(String expression, String replacement, boolean everyMatch) {
  /**
   * A rename.
   *
   * @throws IllegalArgumentException if the expression is none, or the replacement speaks of a
   *     group that it does not have
   */
  public Rename {
    try {
      Pattern.compile(expression);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "Not a regular expression: %s: %s at character %d"
              .formatted(expression, e.getDescription(), e.getIndex() + 1),
          e);
    }
    try {
      // Something that matches nothing has the same groups, and shows whether they can be had.
      var _ = Pattern.compile("(?:" + expression + ")|").matcher("").replaceFirst(replacement);
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new IllegalArgumentException(
          "Not a replacement for " + expression + ": " + replacement, e);
    }
  }

  /** Replaces every match. */
  public Rename(String expression, String replacement) {
    this(expression, replacement, true);
  }

  /** The text with its matches replaced. */
  public String apply(String name) {
    Matcher matcher = Pattern.compile(expression).matcher(name);
    return everyMatch ? matcher.replaceAll(replacement) : matcher.replaceFirst(replacement);
  }
}
