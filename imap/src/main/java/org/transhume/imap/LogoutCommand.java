package org.transhume.imap;

import org.transhume.imap.wire.CommandText;

/** LOGOUT (RFC 9051 section 6.1.3). The server hanging up is an answer too. */
final class LogoutCommand extends Command<Boolean> {
  LogoutCommand() {
    super("LOGOUT", Kind.FREE);
  }

  @Override
  CommandText text() {
    return new CommandText().raw("LOGOUT");
  }

  @Override
  void answered(TaggedResponse tagged) {
    promise().complete(true);
  }

  @Override
  void lost(ImapException cause) {
    promise().complete(cause.reason() == Reason.BYE);
  }
}
