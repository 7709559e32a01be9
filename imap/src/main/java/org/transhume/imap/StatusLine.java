package org.transhume.imap;

import java.util.Optional;
import java.util.Set;
import org.transhume.imap.wire.WireParser;

/** Reads what stands behind OK, NO, BAD, BYE and PREAUTH: a response code perhaps, and text. */
final class StatusLine {
  private static final Set<String> WITHOUT_TEXT_ALLOWED = Set.of("CAPABILITY", "CLOSED");

  private StatusLine() {}

  /** Reads to the end of the frame; nothing in it is a reason to give the line up. */
  static TaggedResponse parse(ResponseStatus status, WireParser in, Quirks quirks) {
    in.skipSpaces();
    int start = in.at();
    Optional<ResponseCode> code = in.peek() == '[' ? code(in, quirks) : Optional.empty();
    if (code.isEmpty()) {
      in.moveTo(start);
    }
    String text = in.restAsText();
    if (text.isEmpty() && code.map(c -> !WITHOUT_TEXT_ALLOWED.contains(c.name())).orElse(true)) {
      quirks.report(Quirk.MISSING_TEXT, in);
    }
    return new TaggedResponse(status, code, text);
  }

  private static Optional<ResponseCode> code(WireParser in, Quirks quirks) {
    in.need('[');
    int start = in.position();
    int depth = 0;
    boolean quoted = false;
    byte[] bytes = in.bytes();
    for (int at = start; at < in.limit(); at++) {
      byte b = bytes[at];
      if (quoted) {
        if (b == '\\') {
          at++;
        } else if (b == '"') {
          quoted = false;
        }
      } else if (b == '"') {
        quoted = true;
      } else if (b == '(') {
        depth++;
      } else if (b == ')') {
        depth--;
      } else if (b == ']' && depth <= 0) {
        return split(in, start, at, quirks);
      }
    }
    quirks.report(Quirk.INVALID_RESPONSE_CODE, in);
    return Optional.empty();
  }

  private static Optional<ResponseCode> split(WireParser in, int start, int end, Quirks quirks) {
    String inside = in.slice(start, end);
    int space = inside.indexOf(' ');
    String name = space < 0 ? inside : inside.substring(0, space);
    if (!name.matches("[A-Za-z0-9._/-]+")) {
      quirks.report(Quirk.INVALID_RESPONSE_CODE, in);
      return Optional.empty();
    }
    in.moveToPosition(end + 1);
    return Optional.of(
        new ResponseCode(name, space < 0 ? "" : inside.substring(space + 1).strip()));
  }
}
