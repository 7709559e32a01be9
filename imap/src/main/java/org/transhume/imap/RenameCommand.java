package org.transhume.imap;

import org.transhume.imap.wire.CommandText;

/** RENAME of a mailbox (RFC 9051 section 6.3.6). */
final class RenameCommand extends Command<TaggedResponse> {
  private final EncodedMailboxName from;
  private final EncodedMailboxName to;

  RenameCommand(EncodedMailboxName from, EncodedMailboxName to) {
    super("RENAME", Kind.CHANGE);
    this.from = from;
    this.to = to;
  }

  @Override
  CommandText text() {
    return new CommandText().raw("RENAME ").string(from.octets()).raw(" ").string(to.octets());
  }

  @Override
  void answered(TaggedResponse tagged) {
    completeIfOk(tagged, () -> tagged);
  }
}
