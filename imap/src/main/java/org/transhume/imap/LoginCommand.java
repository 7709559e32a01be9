package org.transhume.imap;

import org.transhume.imap.wire.CommandText;

/** LOGIN (RFC 9051 section 6.2.3). Name and password are quoted, or literals where they must be. */
final class LoginCommand extends Command<TaggedResponse> {
  private final Session session;
  private final Credentials credentials;

  LoginCommand(Session session, Credentials credentials) {
    super("LOGIN", Kind.FREE);
    this.session = session;
    this.credentials = credentials;
  }

  @Override
  CommandText text() {
    return new CommandText()
        .raw("LOGIN ")
        .secretString(credentials.user())
        .raw(" ")
        .secretString(credentials.password().reveal());
  }

  @Override
  void answered(TaggedResponse tagged) {
    if (tagged.isOk()) {
      session.facts().enter(ConnectionState.AUTHENTICATED);
    }
    promise().complete(tagged);
  }
}
