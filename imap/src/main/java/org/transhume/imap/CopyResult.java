package org.transhume.imap;

import java.util.Optional;

/**
 * How a UID COPY or UID MOVE ended.
 *
 * @param uids which message became which, as far as the server told
 * @param tagged the server's answer, NO included: a MOVE may have moved some messages then
 */
public record CopyResult(Optional<CopyUids> uids, TaggedResponse tagged) {
  CopyResult and(CopyResult next) {
    return new CopyResult(CopyUids.join(uids, next.uids), tagged.isOk() ? next.tagged : tagged);
  }
}
