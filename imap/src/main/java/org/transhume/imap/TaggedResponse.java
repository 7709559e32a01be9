package org.transhume.imap;

import java.util.Optional;

/**
 * How the server closed a command.
 *
 * @param text the server's own words, untrusted, possibly empty
 */
public record TaggedResponse(ResponseStatus status, Optional<ResponseCode> code, String text) {
  /** Whether the status is OK. */
  public boolean isOk() {
    return status == ResponseStatus.OK;
  }

  /** Whether the response carries the code {@code name}, written in capitals. */
  public boolean hasCode(String name) {
    return code.isPresent() && code.get().is(name);
  }

  /** Status, code and text as the server wrote them. */
  public String words() {
    String said = said();
    return said.isEmpty() ? status.toString() : status + " " + said;
  }

  /** Code and text alone. */
  String said() {
    return (code.map(c -> c + " ").orElse("") + text).strip();
  }
}
