package org.transhume.engine.selection;

import java.text.Normalizer;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.transhume.mail.MailboxName;

/**
 * A pattern for whole decoded names of folders, in the source's own separator. Upper and lower case
 * are different; composed and decomposed characters are not.
 */
public sealed interface NamePattern {
  /** The pattern as a person wrote it. */
  String text();

  /** Whether {@code name} is one of those meant. */
  boolean matches(MailboxName name);

  /** The name must be the pattern, in which {@code *} is any text and {@code ?} any character. */
  record Glob(String text) implements NamePattern {
    @Override
    public boolean matches(MailboxName name) {
      var expression = new StringBuilder();
      composed(text)
          .codePoints()
          .forEach(
              c -> {
                switch (c) {
                  case '*' -> expression.append(".*");
                  case '?' -> expression.append('.');
                  default -> expression.append(Pattern.quote(Character.toString(c)));
                }
              });
      return Pattern.compile(expression.toString(), Pattern.DOTALL)
          .matcher(composed(name.text()))
          .matches();
    }

    @Override
    public String toString() {
      return "glob " + text;
    }
  }

  /**
   * The whole name must match the regular expression; {@code (?i)} makes case indifferent. Throws
   * {@link IllegalArgumentException} if the expression is not one.
   */
  record Regex(String text) implements NamePattern {
    public Regex {
      requireExpression(text);
    }

    @Override
    public boolean matches(MailboxName name) {
      return Pattern.compile(composed(text)).matcher(composed(name.text())).matches();
    }

    @Override
    public String toString() {
      return "regex " + text;
    }
  }

  /** The name must contain a match of the regular expression, as imapsync means it. */
  record Containing(String text) implements NamePattern {
    public Containing {
      requireExpression(text);
    }

    @Override
    public boolean matches(MailboxName name) {
      return Pattern.compile(composed(text)).matcher(composed(name.text())).find();
    }

    @Override
    public String toString() {
      return "containing " + text;
    }
  }

  private static void requireExpression(String text) {
    try {
      Pattern.compile(text);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "Not a regular expression: %s: %s at character %d"
              .formatted(text, e.getDescription(), e.getIndex() + 1),
          e);
    }
  }

  private static String composed(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFC);
  }
}
