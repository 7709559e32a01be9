package org.transhume.imap;

import org.transhume.mail.UidSet;

/**
 * How a UID STORE ended.
 *
 * @param modified messages left alone because they had changed (MODIFIED, RFC 7162 section 3.1.3)
 * @param tagged the server's answer, NO included: some messages may have been changed then
 */
public record StoreResult(UidSet modified, TaggedResponse tagged) {
  StoreResult and(StoreResult next) {
    return new StoreResult(modified.union(next.modified), tagged.isOk() ? next.tagged : tagged);
  }
}
