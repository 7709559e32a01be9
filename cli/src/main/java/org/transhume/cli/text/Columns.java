package org.transhume.cli.text;

/**
 * How many columns of a terminal a text takes: two for the ideographs of East Asia and for emoji,
 * none for combining marks (Unicode Annex 11, in the rough form terminals agree on).
 */
public final class Columns {
  /** First and last of each block that is two columns wide. */
  private static final int[][] WIDE = {
    {0x1100, 0x115F}, {0x2E80, 0x303E}, {0x3041, 0x33FF}, {0x3400, 0x4DBF}, {0x4E00, 0x9FFF},
    {0xA000, 0xA4CF}, {0xA960, 0xA97F}, {0xAC00, 0xD7A3}, {0xF900, 0xFAFF}, {0xFE30, 0xFE6F},
    {0xFF00, 0xFF60}, {0xFFE0, 0xFFE6}, {0x1F300, 0x1F64F}, {0x1F680, 0x1F6FF}, {0x1F900, 0x1FAFF},
    {0x20000, 0x3FFFD}
  };

  private Columns() {}

  /** The columns of {@code text}. */
  public static int of(String text) {
    return text.codePoints().map(Columns::of).sum();
  }

  /** The longest beginning of {@code text} that takes at most that many columns. */
  public static String take(String text, int columns) {
    int taken = 0;
    int end = 0;
    while (end < text.length()) {
      int character = text.codePointAt(end);
      taken += of(character);
      if (taken > columns) {
        break;
      }
      end += Character.charCount(character);
    }
    return text.substring(0, end);
  }

  /** {@code text} and blanks up to that many columns; longer text stays as it is. */
  public static String padRight(String text, int columns) {
    return text + " ".repeat(Math.max(0, columns - of(text)));
  }

  /** Blanks before {@code text} up to that many columns; longer text stays as it is. */
  public static String padLeft(String text, int columns) {
    return " ".repeat(Math.max(0, columns - of(text))) + text;
  }

  private static int of(int character) {
    int type = Character.getType(character);
    if (type == Character.NON_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || type == Character.FORMAT) {
      return 0;
    }
    for (int[] block : WIDE) {
      if (character < block[0]) {
        return 1;
      }
      if (character <= block[1]) {
        return 2;
      }
    }
    return 1;
  }
}
