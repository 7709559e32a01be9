package org.transhume.imap;

import org.transhume.imap.wire.CommandText;

/**
 * COMPRESS DEFLATE (RFC 4978). The reading thread switches both directions over when it reads OK:
 * the very next octet is compressed. Whoever sends it keeps the right to write until then.
 */
final class CompressCommand extends Command<TaggedResponse> {
  private final Session session;

  CompressCommand(Session session) {
    super("COMPRESS", Kind.FREE);
    this.session = session;
  }

  @Override
  CommandText text() {
    return new CommandText().raw("COMPRESS DEFLATE");
  }

  @Override
  void answered(TaggedResponse tagged) {
    if (tagged.isOk()) {
      session.compress();
    }
    promise().complete(tagged);
  }
}
