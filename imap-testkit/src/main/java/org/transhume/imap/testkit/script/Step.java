package org.transhume.imap.testkit.script;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** One line of a transcript, by its number in the file. */
sealed interface Step {
  int lineNumber();

  /** Octets with tags still to be filled in. */
  record Template(List<Piece> pieces) {
    public Template {
      pieces = List.copyOf(pieces);
    }
  }

  /** A part of a template. */
  sealed interface Piece {
    @SuppressWarnings("ArrayRecordComponent") // read-only, compared by nobody
    record Octets(byte[] octets) implements Piece {}

    /** The tag that the client used where this name first stood. */
    record Tag(String name) implements Piece {}
  }

  /** Exact octets of the client; a tag of this name is taken as it comes first, if there is one. */
  record Expect(int lineNumber, Optional<String> tag, Template rest) implements Step {}

  record ExpectClose(int lineNumber) implements Step {}

  record Send(int lineNumber, Template octets) implements Step {}

  record Pause(int lineNumber, Duration time) implements Step {}

  record StartTls(int lineNumber) implements Step {}

  /** The server ends the connection. */
  record Drop(int lineNumber, boolean isReset) implements Step {}
}
