package org.transhume.imap;

import java.util.Optional;
import org.transhume.imap.wire.CommandText;
import org.transhume.mail.UidSet;

/** UID COPY (RFC 9051 section 6.4.7) and UID MOVE (section 6.4.8, RFC 6851). */
final class CopyCommand extends Command<CopyResult> {
  private final Session session;
  private final UidSet uids;
  private final EncodedMailboxName to;
  private final boolean move;
  private Optional<CopyUids> told = Optional.empty();

  CopyCommand(Session session, UidSet uids, EncodedMailboxName to, boolean move) {
    super(move ? "UID MOVE" : "UID COPY", Kind.CHANGE);
    if (uids.isEmpty()) {
      throw new IllegalArgumentException(name() + " of no message");
    }
    this.session = session;
    this.uids = uids;
    this.to = to;
    this.move = move;
  }

  @Override
  CommandText text() {
    return new CommandText().raw(name()).raw(" ").raw(uids.toString()).raw(" ").string(to.octets());
  }

  @Override
  String ambiguity() {
    return move ? name() : "";
  }

  /** MOVE tells COPYUID untagged, before the EXPUNGEs (RFC 6851 section 4.3). */
  @Override
  boolean take(Untagged data) {
    if (move
        && data instanceof Untagged.Status(TaggedResponse status)
        && status.hasCode("COPYUID")) {
      learn(status);
      return true;
    }
    return false;
  }

  private void learn(TaggedResponse response) {
    ResponseCode code = response.code().orElseThrow();
    Optional<CopyUids> more = CopyUids.of(code);
    if (more.isEmpty()) {
      session.quirks().report(Quirk.INVALID_CODE_ARGUMENTS, code.toString());
    }
    told = CopyUids.join(told, more);
  }

  @Override
  void answered(TaggedResponse tagged) {
    if (tagged.hasCode("COPYUID")) {
      learn(tagged);
    }
    promise().complete(new CopyResult(told, tagged));
  }
}
