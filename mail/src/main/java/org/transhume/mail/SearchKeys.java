package org.transhume.mail;

import java.util.ArrayList;
import java.util.List;

/**
 * A search in the language of RFC 9051 section 6.4.4, as a person writes it: what stands in double
 * quotes may be any text, a quote or a backslash in it behind a backslash; all else is sent as it
 * stands, and the server judges it. Equal by text.
 *
 * @param text as it was written
 */
public record SearchKeys(String text) {
  /** What a search is made of, in order. */
  public sealed interface Piece {
    /** Sent as it stands: printable ASCII, no literal. */
    record Keys(String text) implements Piece {}

    /** The text that stood in quotes, without them. */
    record Quoted(String text) implements Piece {}
  }

  /**
   * A search.
   *
   * @throws IllegalArgumentException if it is empty, has a quote that is not closed, NUL anywhere,
   *     or outside quotes anything but printable ASCII, or a literal
   */
  public SearchKeys {
    pieces(text);
  }

  /** The pieces, parted at the quotes. */
  public List<Piece> pieces() {
    return pieces(text);
  }

  /** Whether the search holds what is not ASCII, and so needs CHARSET UTF-8. */
  public boolean isBeyondAscii() {
    return text.chars().anyMatch(c -> c > 127);
  }

  private static List<Piece> pieces(String text) {
    if (text.isBlank()) {
      throw new IllegalArgumentException("The search is empty");
    }
    var pieces = new ArrayList<Piece>();
    var piece = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"') {
        pieces.add(quoted ? new Piece.Quoted(piece.toString()) : new Piece.Keys(piece.toString()));
        piece.setLength(0);
        quoted = !quoted;
      } else if (quoted && c == '\\' && i + 1 < text.length()) {
        i++;
        piece.append(text.charAt(i));
      } else if (c == 0 || (!quoted && (c < ' ' || c > '~' || c == '{'))) {
        throw new IllegalArgumentException(
            "A search can hold its character %d only in double quotes".formatted(i + 1));
      } else {
        piece.append(c);
      }
    }
    if (quoted) {
      throw new IllegalArgumentException("A quote in the search is not closed");
    }
    if (!piece.isEmpty()) {
      pieces.add(new Piece.Keys(piece.toString()));
    }
    return List.copyOf(pieces);
  }

  @Override
  public String toString() {
    return text;
  }
}
