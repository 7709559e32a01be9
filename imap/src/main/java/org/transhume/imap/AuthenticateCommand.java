package org.transhume.imap;

import org.transhume.imap.wire.CommandText;

/** The waiting half of AUTHENTICATE (RFC 9051 section 6.2.2); {@link Authentication} talks. */
final class AuthenticateCommand extends Command<TaggedResponse> {
  private final Session session;

  AuthenticateCommand(Session session) {
    super("AUTHENTICATE", Kind.FREE);
    this.session = session;
  }

  @Override
  CommandText text() {
    throw new UnsupportedOperationException("AUTHENTICATE is sent step by step");
  }

  @Override
  void answered(TaggedResponse tagged) {
    if (tagged.isOk()) {
      session.facts().enter(ConnectionState.AUTHENTICATED);
    }
    promise().complete(tagged);
  }
}
