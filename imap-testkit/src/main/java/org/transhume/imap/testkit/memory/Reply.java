package org.transhume.imap.testkit.memory;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.transhume.imap.testkit.wire.ImapText;

/**
 * What one command answers, put together under the server's lock and written after it was released.
 * Message bytes are referred to, not copied.
 */
final class Reply {
  private static final byte[] CRLF = {'\r', '\n'};

  private final List<byte[]> pieces = new ArrayList<>();

  /** An untagged response, without {@code * } and line end. */
  void untagged(String text) {
    pieces.add(ImapText.octets("* " + text));
    pieces.add(CRLF);
  }

  /** A line as it is, without line end. */
  void line(String text) {
    pieces.add(ImapText.octets(text));
    pieces.add(CRLF);
  }

  /** A piece of a line. */
  void text(String text) {
    pieces.add(ImapText.octets(text));
  }

  void octets(byte[] octets) {
    pieces.add(octets);
  }

  void endLine() {
    pieces.add(CRLF);
  }

  /** Adds all that {@code other} holds. */
  void add(Reply other) {
    pieces.addAll(other.pieces);
  }

  void writeTo(OutputStream out) throws IOException {
    for (byte[] piece : pieces) {
      out.write(piece);
    }
    pieces.clear();
  }
}
