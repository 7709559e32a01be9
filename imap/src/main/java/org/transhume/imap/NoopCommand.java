package org.transhume.imap;

import org.transhume.imap.wire.CommandText;

/** NOOP (RFC 9051 section 6.1.2): keeps the connection awake and lets the server tell its news. */
final class NoopCommand extends Command<TaggedResponse> {
  NoopCommand() {
    super("NOOP", Kind.READ);
  }

  @Override
  CommandText text() {
    return new CommandText().raw("NOOP");
  }

  @Override
  void answered(TaggedResponse tagged) {
    completeIfOk(tagged, () -> tagged);
  }
}
