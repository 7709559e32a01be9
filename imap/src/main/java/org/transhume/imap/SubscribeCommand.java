package org.transhume.imap;

import org.transhume.imap.wire.CommandText;

/** SUBSCRIBE and UNSUBSCRIBE (RFC 9051 sections 6.3.7 and 6.3.8). */
final class SubscribeCommand extends Command<TaggedResponse> {
  private final EncodedMailboxName mailbox;

  SubscribeCommand(EncodedMailboxName mailbox, boolean subscribe) {
    super(subscribe ? "SUBSCRIBE" : "UNSUBSCRIBE", Kind.FREE);
    this.mailbox = mailbox;
  }

  @Override
  CommandText text() {
    return new CommandText().raw(name()).raw(" ").string(mailbox.octets());
  }

  @Override
  void answered(TaggedResponse tagged) {
    completeIfOk(tagged, () -> tagged);
  }
}
