package org.transhume.imap.testkit.seed;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.transhume.imap.testkit.wire.ImapDate;

/**
 * A message as a server gives it.
 *
 * @param <T> what was made of its octets
 * @param uid its UID
 * @param flags as told, {@code \Recent} included
 * @param internalDate as told, undecoded
 * @param body what the reader made of the octets; empty if the server answered NIL
 */
public record FetchedMail<T>(long uid, List<String> flags, String internalDate, Optional<T> body) {
  public FetchedMail {
    flags = List.copyOf(flags);
  }

  /** INTERNALDATE as an instant. */
  public Instant instant() {
    return ImapDate.parse(internalDate).toInstant();
  }
}
