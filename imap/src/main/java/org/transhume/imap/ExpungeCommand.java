package org.transhume.imap;

import java.util.Optional;
import org.transhume.imap.wire.CommandText;
import org.transhume.mail.UidSet;

/** UID EXPUNGE (RFC 9051 section 6.4.9, RFC 4315 section 2.1) and EXPUNGE (section 6.4.3). */
final class ExpungeCommand extends Command<TaggedResponse> {
  private final Optional<UidSet> uids;

  /** With the UIDs to remove, or without: all that are marked. */
  ExpungeCommand(Optional<UidSet> uids) {
    super(uids.isPresent() ? "UID EXPUNGE" : "EXPUNGE", Kind.CHANGE);
    if (uids.isPresent() && uids.get().isEmpty()) {
      throw new IllegalArgumentException("UID EXPUNGE of no message");
    }
    this.uids = uids;
  }

  @Override
  CommandText text() {
    var text = new CommandText().raw(name());
    uids.ifPresent(set -> text.raw(" ").raw(set.toString()));
    return text;
  }

  @Override
  void answered(TaggedResponse tagged) {
    promise().complete(tagged);
  }
}
