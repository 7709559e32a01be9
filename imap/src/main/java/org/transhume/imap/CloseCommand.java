package org.transhume.imap;

import org.transhume.imap.wire.CommandText;

/** UNSELECT (RFC 9051 section 6.4.2, RFC 3691) and CLOSE (section 6.4.1), which also expunges. */
final class CloseCommand extends Command<TaggedResponse> {
  private final Session session;

  CloseCommand(Session session, boolean expunging) {
    super(expunging ? "CLOSE" : "UNSELECT", Kind.CHANGE);
    this.session = session;
  }

  @Override
  CommandText text() {
    return new CommandText().raw(name());
  }

  @Override
  void answered(TaggedResponse tagged) {
    if (tagged.isOk()) {
      session.selected(false);
    }
    completeIfOk(tagged, () -> tagged);
  }
}
