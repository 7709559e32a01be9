package org.transhume.imap;

import org.transhume.imap.wire.CommandText;

/** CAPABILITY (RFC 9051 section 6.1.1). The session keeps what is announced. */
final class CapabilityCommand extends Command<Capabilities> {
  private final Session session;

  CapabilityCommand(Session session) {
    super("CAPABILITY", Kind.FREE);
    this.session = session;
  }

  @Override
  CommandText text() {
    return new CommandText().raw("CAPABILITY");
  }

  @Override
  void answered(TaggedResponse tagged) {
    completeIfOk(tagged, session.facts()::capabilities);
  }
}
