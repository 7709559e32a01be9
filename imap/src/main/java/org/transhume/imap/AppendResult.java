package org.transhume.imap;

import java.util.List;
import java.util.Optional;
import org.transhume.mail.Uid;
import org.transhume.mail.UidValidity;

/**
 * How the server answered an APPEND of one or more messages.
 *
 * @param tagged NO and BAD included: a refusal is an outcome here, not an exception
 * @param uidValidity under which the UIDs count, if the server told (APPENDUID, RFC 4315)
 * @param uids of the messages in the order they were sent; empty if untold. They count only if they
 *     are as many as the messages
 */
public record AppendResult(
    TaggedResponse tagged, Optional<UidValidity> uidValidity, List<Uid> uids) {
  public AppendResult {
    uids = List.copyOf(uids);
  }
}
