package org.transhume.imap.testkit.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a line with its literals into values. Lenient where servers and clients are known to be
 * sloppy (8-bit octets, trailing spaces); strict where a mistake would desynchronise the connection
 * (literal sizes, line ends).
 */
public final class ValueReader {
  /** Deeper nesting than any real BODYSTRUCTURE has; stops a runaway parse. */
  private static final int MAX_DEPTH = 200;

  private static final int MAX_TEXT_BYTES = 16 * 1024 * 1024;

  private final OctetReader in;
  private final LiteralHandler literals;

  /** What to do with a literal whose announcement {@code {n}} and line end have just been read. */
  @FunctionalInterface
  public interface LiteralHandler {
    /**
     * Must take exactly {@code header.sizeBytes()} octets from {@code in}, or throw.
     *
     * @param before what was read so far of the innermost list, the command's arguments included
     */
    Value literal(List<Value> before, LiteralHeader header, OctetReader in) throws IOException;
  }

  /** The announcement of a literal (RFC 9051 section 4.3, RFC 7888, RFC 3516 for literal8). */
  public record LiteralHeader(long sizeBytes, boolean nonSynchronizing, boolean isBinary) {}

  public ValueReader(OctetReader in, LiteralHandler literals) {
    this.in = in;
    this.literals = literals;
  }

  /** Reads a literal into memory. */
  public static Value hold(LiteralHeader header, OctetReader in) throws IOException {
    if (header.sizeBytes() > MAX_TEXT_BYTES) {
      throw new WireException("literal of " + header.sizeBytes() + " octets where text belongs");
    }
    return new Value.Text(in.readExactly((int) header.sizeBytes()), false);
  }

  /** Reads a word up to a space or line end, which stays; answers it as ISO 8859-1. */
  public String word() throws IOException {
    var word = new StringBuilder();
    while (true) {
      int octet = in.peek();
      if (octet < 0 || octet == ' ' || octet == '\r' || octet == '\n') {
        return word.toString();
      }
      if (word.length() > 1000) {
        throw new WireException("word too long");
      }
      word.append((char) in.require());
    }
  }

  /** Reads values up to the end of the line, which is taken. */
  public List<Value> restOfLine() throws IOException {
    var values = new ArrayList<Value>();
    while (true) {
      skipSpaces();
      if (atLineEnd()) {
        takeLineEnd();
        return values;
      }
      values.add(value(values, 0));
    }
  }

  /** Reads one value; the stream stands on its first octet. */
  public Value value(List<Value> before, int depth) throws IOException {
    return switch (in.peek()) {
      case '(' -> list(depth + 1);
      case '"' -> quoted();
      case '{' -> literal(before, false);
      case ')' -> throw new WireException("unexpected )");
      default -> atomOrLiteral8(before);
    };
  }

  public void skipSpaces() throws IOException {
    while (in.peek() == ' ') {
      in.require();
    }
  }

  public boolean atLineEnd() throws IOException {
    int octet = in.peek();
    return octet == '\r' || octet == '\n';
  }

  public void takeLineEnd() throws IOException {
    int octet = in.require();
    if (octet == '\r') {
      octet = in.require();
    }
    if (octet != '\n') {
      throw new WireException("CR without LF");
    }
  }

  private Value list(int depth) throws IOException {
    if (depth > MAX_DEPTH) {
      throw new WireException("nested too deeply");
    }
    in.require();
    var values = new ArrayList<Value>();
    while (true) {
      skipSpaces();
      if (in.peek() == ')') {
        in.require();
        return new Value.Items(values);
      }
      if (atLineEnd()) {
        throw new WireException("line ends inside a list");
      }
      values.add(value(values, depth));
    }
  }

  private Value quoted() throws IOException {
    in.require();
    var octets = new ByteArrayOutputStream();
    while (true) {
      int octet = in.require();
      if (octet == '"') {
        return new Value.Text(octets.toByteArray(), false);
      }
      if (octet == '\r' || octet == '\n') {
        throw new WireException("line ends inside a quoted string");
      }
      append(octets, octet == '\\' ? in.require() : octet);
    }
  }

  private Value literal(List<Value> before, boolean isBinary) throws IOException {
    in.require();
    long size = 0;
    int digits = 0;
    int octet = in.require();
    while (octet >= '0' && octet <= '9') {
      size = size * 10 + (octet - '0');
      if (++digits > 18) {
        throw new WireException("literal size out of range");
      }
      octet = in.require();
    }
    boolean nonSynchronizing = octet == '+' || octet == '-';
    if (nonSynchronizing) {
      octet = in.require();
    }
    if (digits == 0 || octet != '}') {
      throw new WireException("malformed literal announcement");
    }
    if (!atLineEnd()) {
      throw new WireException("literal announcement not at the end of its line");
    }
    takeLineEnd();
    return literals.literal(before, new LiteralHeader(size, nonSynchronizing, isBinary), in);
  }

  /** An atom; a section in brackets belongs to it, with the spaces and parentheses inside. */
  private Value atomOrLiteral8(List<Value> before) throws IOException {
    var octets = new ByteArrayOutputStream();
    boolean inBrackets = false;
    while (true) {
      int octet = in.peek();
      if (octet < 0 || octet == '\r' || octet == '\n') {
        break;
      }
      if (!inBrackets && (octet == ' ' || octet == '(' || octet == ')' || octet == '"')) {
        break;
      }
      if (!inBrackets && octet == '{') {
        if (octets.size() == 1 && octets.toByteArray()[0] == '~') {
          return literal(before, true);
        }
        throw new WireException("{ inside an atom");
      }
      inBrackets = octet == '[' || (inBrackets && octet != ']');
      append(octets, in.require());
    }
    if (octets.size() == 0) {
      throw new WireException("expected a value");
    }
    return new Value.Text(octets.toByteArray(), true);
  }

  private static void append(ByteArrayOutputStream octets, int octet) {
    if (octets.size() == MAX_TEXT_BYTES) {
      throw new WireException("text longer than " + MAX_TEXT_BYTES + " octets");
    }
    octets.write(octet);
  }
}
