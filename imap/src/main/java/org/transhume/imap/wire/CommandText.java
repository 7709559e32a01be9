package org.transhume.imap.wire;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The text of one command without tag and CRLF, made of pieces that cannot end the line early: what
 * a caller supplies goes through {@link #atom} or {@link #string}, which encode or refuse it.
 * Always encodes the same values to the same bytes.
 */
public final class CommandText {
  /** A stretch of the command. */
  public sealed interface Piece {
    /** Bytes of the command line; a secret is shown to nobody. */
    record Line(byte[] bytes, boolean secret) implements Piece {}

    /** The octets of a literal; whoever writes the command announces them. */
    record Literal(byte[] octets, boolean secret) implements Piece {}
  }

  private final List<Piece> pieces = new ArrayList<>();
  private final ByteArrayOutputStream line = new ByteArrayOutputStream(64);

  /**
   * Appends {@code text} of our own making: printable US-ASCII, spaces and parentheses included.
   */
  public CommandText raw(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
        throw new IllegalArgumentException("Not printable US-ASCII: character " + i);
      }
    }
    line.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    return this;
  }

  /** Appends a number. */
  public CommandText number(long value) {
    return raw(Long.toString(value));
  }

  /**
   * Appends an atom (RFC 9051 section 9), after the backslash of a system flag.
   *
   * @throws IllegalArgumentException if {@code text} is none
   */
  public CommandText atom(String text) {
    int start = text.startsWith("\\") ? 1 : 0;
    if (text.length() == start) {
      throw new IllegalArgumentException("An atom is not empty");
    }
    for (int i = start; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c <= ' ' || c >= 0x7F || "(){%*\"\\]".indexOf(c) >= 0) {
        throw new IllegalArgumentException("Not an atom: character " + i);
      }
    }
    return raw(text);
  }

  /** Appends a string as UTF-8: quoted where that is allowed, else as a literal. */
  public CommandText string(String text) {
    return string(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Appends a string: quoted where that is allowed, else as a literal. NUL is refused. */
  public CommandText string(byte[] octets) {
    add(octets, false);
    return this;
  }

  /** Like {@link #string(String)}; traces show a marker instead. */
  public CommandText secretString(String text) {
    add(text.getBytes(StandardCharsets.UTF_8), true);
    return this;
  }

  /** Like {@link #raw}; traces show a marker instead. */
  public CommandText secretRaw(String text) {
    endLine();
    raw(text);
    pieces.add(new Piece.Line(line.toByteArray(), true));
    line.reset();
    return this;
  }

  private void add(byte[] octets, boolean secret) {
    boolean quotable = true;
    for (byte b : octets) {
      if (b == 0) {
        throw new IllegalArgumentException("No string of IMAP can hold NUL");
      }
      quotable &= b > 0 && b != '\r' && b != '\n';
    }
    endLine();
    if (quotable) {
      pieces.add(new Piece.Line(quote(octets), secret));
    } else {
      pieces.add(new Piece.Literal(octets.clone(), secret));
    }
  }

  private static byte[] quote(byte[] octets) {
    var quoted = new ByteArrayOutputStream(octets.length + 2);
    quoted.write('"');
    for (byte b : octets) {
      if (b == '"' || b == '\\') {
        quoted.write('\\');
      }
      quoted.write(b);
    }
    quoted.write('"');
    return quoted.toByteArray();
  }

  private void endLine() {
    if (line.size() > 0) {
      pieces.add(new Piece.Line(line.toByteArray(), false));
      line.reset();
    }
  }

  /** The pieces in order. */
  public List<Piece> pieces() {
    endLine();
    return List.copyOf(pieces);
  }

  /** The command as a trace shows it: secrets as {@code ***}, literals by their length. */
  public String redacted() {
    var text = new StringBuilder();
    for (Piece piece : pieces()) {
      switch (piece) {
        case Piece.Line(byte[] _, boolean secret) when secret -> text.append("***");
        case Piece.Line(byte[] bytes, boolean _) ->
            text.append(new String(bytes, StandardCharsets.US_ASCII));
        case Piece.Literal(byte[] octets, boolean secret) ->
            text.append(secret ? "***" : "{" + octets.length + "}");
      }
    }
    return text.toString();
  }
}
