package org.transhume.imap;

import java.util.Optional;
import org.transhume.imap.wire.CommandText;
import org.transhume.mail.SpecialUse;

/** CREATE (RFC 9051 section 6.3.4; USE: RFC 6154 section 3). Ends with the MAILBOXID, if told. */
final class CreateCommand extends Command<Optional<String>> {
  private final EncodedMailboxName mailbox;
  private final Optional<SpecialUse> use;

  CreateCommand(EncodedMailboxName mailbox, Optional<SpecialUse> use) {
    super("CREATE", Kind.FREE);
    this.mailbox = mailbox;
    this.use = use;
  }

  @Override
  CommandText text() {
    var text = new CommandText().raw("CREATE ").string(mailbox.octets());
    use.ifPresent(special -> text.raw(" (USE (").raw(special.attribute()).raw("))"));
    return text;
  }

  @Override
  void answered(TaggedResponse tagged) {
    completeIfOk(
        tagged, () -> tagged.code().filter(code -> code.is("MAILBOXID")).flatMap(Codes::objectId));
  }
}
