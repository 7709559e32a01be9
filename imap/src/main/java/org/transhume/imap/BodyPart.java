package org.transhume.imap;

import org.transhume.imap.wire.WireParser;

/**
 * The kind of a body section, coarse enough that a server may echo the field names in another
 * order, quoting or case.
 */
enum BodyPart {
  WHOLE,
  HEADER,
  HEADER_FIELDS,
  OTHER;

  static BodyPart of(BodySection section) {
    return switch (section) {
      case BodySection.Whole() -> WHOLE;
      case BodySection.Header() -> HEADER;
      case BodySection.HeaderFields(var _) -> HEADER_FIELDS;
    };
  }

  /** Reads a section behind its opening bracket, and the origin that may follow. */
  static BodyPart read(WireParser line) {
    int start = line.position();
    int at = start;
    boolean quoted = false;
    while (at < line.limit() && (quoted || line.bytes()[at] != ']')) {
      quoted ^= line.bytes()[at] == '"';
      at++;
    }
    BodyPart part = at == start ? WHOLE : ofText(line.slice(start, at));
    line.moveToPosition(at);
    line.need(']');
    if (line.peek() == '<') { // a part of the section, which is never asked for
      line.atom();
      return OTHER;
    }
    return part;
  }

  private static BodyPart ofText(String section) {
    if (section.equalsIgnoreCase("HEADER")) {
      return HEADER;
    }
    return section.regionMatches(true, 0, "HEADER.FIELDS ", 0, 14) ? HEADER_FIELDS : OTHER;
  }
}
