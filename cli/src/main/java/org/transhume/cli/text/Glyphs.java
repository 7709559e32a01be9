package org.transhume.cli.text;

import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;

/**
 * What can be shown where the output goes: all of Unicode, or what the charset of the locale holds.
 * Names of folders, subjects and servers' words are untrusted: whatever could move the cursor,
 * change colours, turn the direction of writing or hide something is shown as an escape.
 */
public record Glyphs(Charset charset) {
  private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
  private static final int ZERO_WIDTH_JOINER = 0x200D;

  /** Whether lines, arrows and accented letters can be shown. */
  public boolean isUnicode() {
    return charset.canEncode() && charset.newEncoder().canEncode('█');
  }

  /** {@code text} on one line, with every character that is not plainly visible as an escape. */
  public String inert(String text) {
    CharsetEncoder encoder = charset.newEncoder();
    var inert = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            character -> {
              if (isInert(character) && encoder.canEncode(Character.toString(character))) {
                inert.appendCodePoint(character);
              } else {
                inert.append(
                    character <= 0xFFFF
                        ? "\\u%04X".formatted(character)
                        : "\\u{%X}".formatted(character));
              }
            });
    return inert.toString();
  }

  private static boolean isInert(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          false;
      // Persian and the scripts of India are spelt with these two, families of emoji as well.
      case Character.FORMAT -> character == ZERO_WIDTH_NON_JOINER || character == ZERO_WIDTH_JOINER;
      default -> true;
    };
  }

  /** {@code text} made inert and put in quotation marks; somebody else's words. */
  public String quoted(String text) {
    String inert = inert(text);
    return isUnicode() ? "“" + inert + "”" : "\"" + inert + "\"";
  }

  /** What stands for the part that was cut off. */
  public String ellipsis() {
    return isUnicode() ? "…" : "...";
  }

  /** An arrow from the source to the destination. */
  public String arrow() {
    return isUnicode() ? "→" : "->";
  }

  /** {@code text}, which must be inert already, cut to at most that many columns. */
  public String fit(String text, int columns) {
    if (Columns.of(text) <= columns) {
      return text;
    }
    String ellipsis = ellipsis();
    int room = columns - ellipsis.length();
    if (room <= 0) {
      return ellipsis.substring(0, Math.max(0, Math.min(columns, ellipsis.length())));
    }
    return Columns.take(text, room) + ellipsis;
  }
}
