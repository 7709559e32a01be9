package org.transhume.imap.testkit.memory;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** Header and body of a message in memory, by octets and without judging them. */
final class MessageText {
  private static final byte[] CRLF = {'\r', '\n'};

  private MessageText() {}

  /** A header field with its name in lower case and all its octets, folding included. */
  @SuppressWarnings("ArrayRecordComponent") // read-only, compared by nobody
  record Field(String name, byte[] octets) {
    /** The value unfolded, each octet a character. */
    String value() {
      String field = new String(octets, StandardCharsets.ISO_8859_1);
      return field.substring(field.indexOf(':') + 1).replaceAll("\r?\n", "").strip();
    }
  }

  /** The header with the empty line after it; everything if there is no empty line. */
  static byte[] header(byte[] content) {
    return Arrays.copyOf(content, headerLength(content));
  }

  /** What stands after the empty line. */
  static byte[] text(byte[] content) {
    return Arrays.copyOfRange(content, headerLength(content), content.length);
  }

  /** HEADER.FIELDS (RFC 9051 section 6.4.5.1): the fields that match and an empty line. */
  static byte[] headerFields(byte[] content, Predicate<String> names) {
    var octets = new ByteArrayOutputStream();
    for (Field field : fields(content)) {
      if (names.test(field.name)) {
        octets.writeBytes(field.octets);
      }
    }
    octets.writeBytes(CRLF);
    return octets.toByteArray();
  }

  static List<Field> fields(byte[] content) {
    var fields = new ArrayList<Field>();
    int end = headerLength(content);
    int at = 0;
    while (at < end) {
      int next = lineEnd(content, at, end);
      while (next < end && (content[next] == ' ' || content[next] == '\t')) {
        next = lineEnd(content, next, end);
      }
      byte[] octets = Arrays.copyOfRange(content, at, next);
      String line = new String(octets, StandardCharsets.ISO_8859_1);
      int colon = line.indexOf(':');
      if (colon > 0) {
        String name = line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
        fields.add(new Field(name, octets));
      }
      at = next;
    }
    return fields;
  }

  private static int headerLength(byte[] content) {
    int at = 0;
    while (at < content.length) {
      if (content[at] == '\n') {
        return at + 1;
      }
      if (content[at] == '\r' && at + 1 < content.length && content[at + 1] == '\n') {
        return at + 2;
      }
      at = lineEnd(content, at, content.length);
    }
    return content.length;
  }

  private static int lineEnd(byte[] content, int from, int end) {
    for (int i = from; i < end; i++) {
      if (content[i] == '\n') {
        return i + 1;
      }
    }
    return end;
  }
}
