package org.transhume.imap.wire;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A cursor over the bytes of one frame that reads the tokens of RFC 9051 section 9. As tolerant as
 * the servers make necessary: several spaces count as one, atoms may hold any byte that ends no
 * token, a literal's line may end in a bare LF. For one thread, used again for each frame.
 */
public final class WireParser {
  private static final byte[] NIL = {'N', 'I', 'L'};

  private final int maxNesting;
  private byte[] bytes = {};
  private int from;
  private int pos;
  private int end;
  private boolean literalAhead; // the frame ends with the announcement of one

  /** A parser that refuses lists nested deeper than {@code maxNesting}. */
  public WireParser(int maxNesting) {
    this.maxNesting = maxNesting;
  }

  /** Points the cursor at {@code from}; the frame ends before {@code to} and announces nothing. */
  public WireParser on(byte[] bytes, int from, int to) {
    this.bytes = bytes;
    this.from = from;
    this.pos = from;
    this.end = to;
    this.literalAhead = false;
    return this;
  }

  /** Points the cursor at the start of the frame of {@code input}. */
  public WireParser on(WireInput input) {
    on(input.bytes(), input.start(), input.end());
    literalAhead = input.literalBytes() >= 0;
    return this;
  }

  /** How many bytes into the frame the cursor stands. */
  public int at() {
    return pos - from;
  }

  /** Moves the cursor to {@code at} bytes into the frame. */
  public void moveTo(int at) {
    pos = from + at;
  }

  /** The buffer the frame lies in. */
  public byte[] bytes() {
    return bytes;
  }

  /** Where the cursor stands in {@link #bytes}. */
  public int position() {
    return pos;
  }

  /** Where the frame ends in {@link #bytes}. */
  public int limit() {
    return end;
  }

  /** Moves the cursor to {@code position} of {@link #bytes}. */
  public void moveToPosition(int position) {
    pos = position;
  }

  /** The bytes from one position to another, one character each. */
  public String slice(int first, int last) {
    return new String(bytes, first, last - first, StandardCharsets.ISO_8859_1);
  }

  /** The whole frame, at most {@code maxChars} of it, one character a byte. */
  public String excerpt(int maxChars) {
    return slice(from, from + Math.min(end - from, maxChars));
  }

  /** Whether nothing but spaces is left. */
  public boolean atEnd() {
    skipSpaces();
    return pos >= end;
  }

  /** The byte at the cursor, -1 at the end. */
  public int peek() {
    return pos < end ? bytes[pos] & 0xFF : -1;
  }

  /** Steps over {@code c} if it is next. */
  public boolean take(char c) {
    if (pos < end && bytes[pos] == c) {
      pos++;
      return true;
    }
    return false;
  }

  /** Steps over {@code c}, which must be next. */
  public void need(char c) {
    if (!take(c)) {
      throw error("'" + c + "' expected");
    }
  }

  /** Steps over any number of spaces. */
  public void skipSpaces() {
    while (pos < end && bytes[pos] == ' ') {
      pos++;
    }
  }

  /** Steps over at least one space. */
  public void space() {
    need(' ');
    skipSpaces();
  }

  /** The exception for a wrong token at the cursor. */
  public WireSyntaxException error(String expected) {
    return new WireSyntaxException(expected, at());
  }

  /** An unsigned number of at most 63 bits. */
  public long number() {
    int start = pos;
    long value = 0;
    while (pos < end && bytes[pos] >= '0' && bytes[pos] <= '9') {
      int digit = bytes[pos] - '0';
      if (value > (Long.MAX_VALUE - digit) / 10) {
        throw error("number of at most 63 bits expected");
      }
      value = value * 10 + digit;
      pos++;
    }
    if (pos == start) {
      throw error("number expected");
    }
    return value;
  }

  /** Steps over {@code upper} in any case, if the token at the cursor is that and no more. */
  public boolean keyword(String upper) {
    int length = upper.length();
    if (end - pos < length || (end - pos > length && !endsToken(bytes[pos + length]))) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (upperCase(bytes[pos + i]) != upper.charAt(i)) {
        return false;
      }
    }
    pos += length;
    return true;
  }

  private static int upperCase(byte b) {
    return b >= 'a' && b <= 'z' ? b - 32 : b;
  }

  private static boolean endsToken(byte b) {
    return b == ' ' || b == '(' || b == ')' || b == '[' || b == '"' || b == '\r';
  }

  /** Steps over NIL, if it is next. */
  public boolean takeNil() {
    if (end - pos < 3 || (end - pos > 3 && !endsToken(bytes[pos + 3]))) {
      return false;
    }
    for (int i = 0; i < 3; i++) {
      if (upperCase(bytes[pos + i]) != NIL[i]) {
        return false;
      }
    }
    pos += 3;
    return true;
  }

  /** The token up to the next space or parenthesis, one character a byte. */
  public String atom() {
    int start = pos;
    while (pos < end && bytes[pos] != ' ' && bytes[pos] != '(' && bytes[pos] != ')') {
      pos++;
    }
    if (pos == start) {
      throw error("atom expected");
    }
    return new String(bytes, start, pos - start, StandardCharsets.ISO_8859_1);
  }

  /** An atom in capitals. */
  public String upperAtom() {
    return atom().toUpperCase(Locale.ROOT);
  }

  /** An atom, quoted string or literal, as its octets. */
  public byte[] octets() {
    int first = peek();
    if (first == '"') {
      return quoted();
    }
    if (first == '{' || (first == '~' && pos + 1 < end && bytes[pos + 1] == '{')) {
      return literal();
    }
    int start = pos;
    while (pos < end && bytes[pos] != ' ' && bytes[pos] != '(' && bytes[pos] != ')') {
      pos++;
    }
    if (pos == start) {
      throw error("string expected");
    }
    return Arrays.copyOfRange(bytes, start, pos);
  }

  /** An atom, quoted string or literal, read as UTF-8 with replacement characters. */
  public String string() {
    return new String(octets(), StandardCharsets.UTF_8);
  }

  /** Like {@link #string}, or null for NIL. */
  public @Nullable String nilOrString() {
    return takeNil() ? null : string();
  }

  /** What stands from the cursor to the end of the frame, one character a byte. */
  public String rest() {
    var rest = new String(bytes, pos, end - pos, StandardCharsets.ISO_8859_1);
    pos = end;
    return rest;
  }

  /** What stands from the cursor to the end of the frame, read as UTF-8. */
  public String restAsText() {
    var rest = new String(bytes, pos, end - pos, StandardCharsets.UTF_8);
    pos = end;
    return rest.strip();
  }

  /** The atoms of a parenthesised list. */
  public List<String> atoms() {
    var atoms = new ArrayList<String>();
    need('(');
    skipSpaces();
    while (!take(')')) {
      atoms.add(atom());
      skipSpaces();
    }
    return atoms;
  }

  private byte[] quoted() {
    need('"');
    int start = pos;
    int escapes = 0;
    while (true) {
      if (pos >= end) {
        throw error("closing quote expected");
      }
      byte b = bytes[pos];
      if (b == '"') {
        break;
      }
      if (b == '\\' && pos + 1 < end) {
        escapes++;
        pos++;
      }
      pos++;
    }
    int length = pos - start - escapes;
    if (length < 0) {
      throw error("closing quote expected");
    }
    var value = new byte[length];
    int out = 0;
    for (int i = start; i < pos; i++) {
      if (bytes[i] == '\\') {
        i++;
      }
      value[out++] = bytes[i];
    }
    pos++;
    return value;
  }

  private byte[] literal() {
    take('~');
    need('{');
    long octets = number();
    if (!take('+')) {
      take('-');
    }
    need('}');
    if (pos >= end && literalAhead) {
      throw LiteralAheadException.INSTANCE;
    }
    take('\r');
    need('\n');
    if (octets > end - pos) {
      throw error("literal of " + octets + " octets expected");
    }
    pos += (int) octets;
    return Arrays.copyOfRange(bytes, pos - (int) octets, pos);
  }

  /** Steps over the announcement of a literal that ends the frame. */
  public void needLiteralAhead() {
    try {
      literal();
    } catch (LiteralAheadException _) {
      return;
    }
    throw error("literal at the end of the line expected");
  }

  /** Steps over one value of any kind: atom, string, literal or list. */
  public void skipValue() {
    int depth = 0;
    do {
      skipSpaces();
      int c = peek();
      if (c < 0) {
        throw error("value expected");
      }
      if (c == '(') {
        pos++;
        if (++depth > maxNesting) {
          throw error("lists nested no deeper than " + maxNesting + " expected");
        }
      } else if (c == ')') {
        if (depth == 0) {
          throw error("value expected");
        }
        pos++;
        depth--;
      } else if (c == '"' || c == '{' || c == '~') {
        octets();
      } else {
        atom();
      }
    } while (depth > 0);
  }
}
