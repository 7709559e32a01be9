package org.transhume.cli.imapsync;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.transhume.cli.outcome.StopException;

/** Reads {@code /this/i} and {@code m,this,}, the way Perl writes that something is looked for. */
final class PerlMatch {
  private static final Pattern MATCH =
      Pattern.compile(
          "(?:m(?<any>[^\\w\\s])|(?<slash>/))(?<expression>.*)(?:\\k<any>|/)(?<flags>[ix]*)");

  private PerlMatch() {}

  /**
   * The expression in Java's form; without delimiters a text is one as it stands.
   *
   * @throws StopException if it begins as a match and is none
   */
  static String read(String option, String text) {
    String stripped = text.strip();
    Matcher match = MATCH.matcher(stripped);
    if (match.matches()) {
      String flags = match.group("flags");
      return (flags.isEmpty() ? "" : "(?" + flags + ")") + match.group("expression");
    }
    if (stripped.startsWith("/")) {
      throw StopException.usage(option + " takes an expression such as /^Junk$/i.");
    }
    return stripped;
  }
}
