package org.transhume.imap;

import org.transhume.imap.wire.CommandText;

/** DELETE of a mailbox (RFC 9051 section 6.3.5). */
final class DeleteCommand extends Command<TaggedResponse> {
  private final EncodedMailboxName mailbox;

  DeleteCommand(EncodedMailboxName mailbox) {
    super("DELETE", Kind.CHANGE);
    this.mailbox = mailbox;
  }

  @Override
  CommandText text() {
    return new CommandText().raw("DELETE ").string(mailbox.octets());
  }

  @Override
  void answered(TaggedResponse tagged) {
    completeIfOk(tagged, () -> tagged);
  }
}
