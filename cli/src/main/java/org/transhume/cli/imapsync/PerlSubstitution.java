package org.transhume.cli.imapsync;

import org.transhume.cli.outcome.StopException;
import org.transhume.engine.foldermap.Rename;

/** Reads {@code s/this/that/gi}, the way Perl writes that something is replaced. */
final class PerlSubstitution {
  private static final String BRACKETS = "()[]{}<>";

  private final String option;
  private final String text;
  private int place = 1;

  private PerlSubstitution(String option, String text) {
    this.option = option;
    this.text = text;
  }

  /**
   * The same as a rename.
   *
   * @throws StopException if it is not understood; {@code tr///} and code are not
   */
  static Rename read(String option, String text) {
    return new PerlSubstitution(option, text.strip()).read();
  }

  private Rename read() {
    if (text.length() < 4 || text.charAt(0) != 's' || !isDelimiter(text.charAt(1))) {
      throw mistake("takes a substitution such as s/this/that/g");
    }
    char open = text.charAt(1);
    String expression = part();
    if (close(open) != open) {
      while (place < text.length() && Character.isWhitespace(text.charAt(place))) {
        place++;
      }
    } else {
      place--; // what ends the first part begins the second
    }
    String replacement = part();
    var modifiers = new StringBuilder();
    boolean everyMatch = false;
    for (char modifier : text.substring(place).toCharArray()) {
      switch (modifier) {
        case 'g' -> everyMatch = true;
        case 'i', 'x', 's', 'm' -> modifiers.append(modifier);
        case 'u', 'a' -> {} // names are text already
        default -> throw mistake("knows the modifiers g, i, m, s and x, and no others");
      }
    }
    String flags = modifiers.isEmpty() ? "" : "(?" + modifiers + ")";
    try {
      return new Rename(flags + expression, replacement(replacement), everyMatch);
    } catch (IllegalArgumentException e) {
      throw mistake("is not understood: " + e.getMessage());
    }
  }

  private static boolean isDelimiter(char character) {
    return !Character.isLetterOrDigit(character) && !Character.isWhitespace(character);
  }

  private static char close(char open) {
    int bracket = BRACKETS.indexOf(open);
    return bracket >= 0 && bracket % 2 == 0 ? BRACKETS.charAt(bracket + 1) : open;
  }

  /** What stands between the delimiter at {@link #place} and its like, which is passed. */
  private String part() {
    if (place >= text.length()) {
      throw mistake("ends too early: s/this/that/ has three delimiters");
    }
    char open = text.charAt(place);
    char close = close(open);
    var part = new StringBuilder();
    int depth = 0;
    for (place++; place < text.length(); place++) {
      char next = text.charAt(place);
      if (next == '\\' && place + 1 < text.length()) {
        place++;
        boolean isDelimiter = text.charAt(place) == close || text.charAt(place) == open;
        // An escaped delimiter is the sign itself; between brackets it keeps its backslash.
        part.append(isDelimiter && open == close ? plain(close) : "\\" + text.charAt(place));
      } else if (next == close && depth == 0) {
        place++;
        return part.toString();
      } else {
        depth += open == close ? 0 : next == open ? 1 : next == close ? -1 : 0;
        part.append(next);
      }
    }
    throw mistake("ends too early: s/this/that/ has three delimiters");
  }

  /** A delimiter that means something in an expression goes on meaning itself. */
  private static String plain(char delimiter) {
    return "|.*+?^$#".indexOf(delimiter) >= 0 ? "\\" + delimiter : String.valueOf(delimiter);
  }

  /** From Perl's form to Java's: {@code \1} and {@code ${1}} are groups, other signs themselves. */
  private String replacement(String perl) {
    var java = new StringBuilder();
    for (int i = 0; i < perl.length(); i++) {
      char next = perl.charAt(i);
      boolean hasMore = i + 1 < perl.length();
      if (next == '$') {
        int end = i + 1;
        boolean braced = hasMore && perl.charAt(end) == '{';
        int from = braced ? ++end : end;
        while (end < perl.length() && isDigit(perl.charAt(end))) {
          end++;
        }
        if (end == from || (braced && (end == perl.length() || perl.charAt(end) != '}'))) {
          throw mistake("takes $1, $2 and their likes in a replacement, and no variables");
        }
        java.append('$').append(perl, from, end);
        i = braced ? end : end - 1;
      } else if (next == '@') {
        throw mistake("takes no @ in a replacement unless it is written \\@");
      } else if (next == '\\' && hasMore) {
        i++;
        char escaped = perl.charAt(i);
        if (isDigit(escaped)) {
          java.append('$').append(escaped);
        } else if (Character.isLetter(escaped)) {
          throw mistake("takes no \\%s in a replacement".formatted(escaped));
        } else {
          literal(java, escaped);
        }
      } else {
        literal(java, next);
      }
    }
    return java.toString();
  }

  private static boolean isDigit(char character) {
    return character >= '0' && character <= '9';
  }

  /** A digit behind a group is not part of its number. */
  private static void literal(StringBuilder java, char character) {
    boolean digitBehindGroup =
        isDigit(character) && !java.isEmpty() && java.toString().matches("(?s).*\\$\\d+");
    java.append(character == '\\' || character == '$' || digitBehindGroup ? "\\" : "")
        .append(character);
  }

  private StopException mistake(String what) {
    return StopException.usage(option + " " + what + ".");
  }
}
