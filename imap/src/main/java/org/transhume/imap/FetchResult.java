package org.transhume.imap;

import org.transhume.mail.UidSet;

/**
 * How a UID FETCH ended.
 *
 * @param told the UIDs of which anything was told
 * @param notDelivered the UIDs asked for whose body did not come whole; empty if none was asked
 *     for. NO, an expunged message, or a server that leaves some out in silence
 * @param tagged the server's answer; with NO, what came before it counts
 */
public record FetchResult(UidSet told, UidSet notDelivered, TaggedResponse tagged) {
  FetchResult and(FetchResult next) {
    return new FetchResult(
        told.union(next.told),
        notDelivered.union(next.notDelivered),
        tagged.isOk() ? next.tagged : tagged);
  }
}
