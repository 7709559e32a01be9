package org.transhume.imap;

import org.transhume.imap.wire.CommandText;

/**
 * STARTTLS (RFC 9051 section 6.2.1). The reading thread shakes hands before it reads on, so that
 * nothing that came in plain text can be taken for something that came encrypted.
 */
final class StartTlsCommand extends Command<TaggedResponse> {
  private final Session session;

  StartTlsCommand(Session session) {
    super("STARTTLS", Kind.FREE);
    this.session = session;
  }

  @Override
  CommandText text() {
    return new CommandText().raw("STARTTLS");
  }

  @Override
  void answered(TaggedResponse tagged) {
    if (tagged.isOk()) {
      session.startTls();
      promise().complete(tagged);
    } else {
      promise().fail(new RefusedException(Reason.STARTTLS_REFUSED, name(), tagged));
    }
  }
}
