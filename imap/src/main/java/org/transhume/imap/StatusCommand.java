package org.transhume.imap;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.transhume.imap.wire.CommandText;

/** STATUS (RFC 9051 section 6.3.11). */
final class StatusCommand extends Command<MailboxStatus> {
  private final EncodedMailboxName mailbox;
  private final Set<StatusItem> items;
  private MailboxStatus told =
      new MailboxStatus(
          OptionalLong.empty(),
          Optional.empty(),
          Optional.empty(),
          OptionalLong.empty(),
          Optional.empty(),
          OptionalLong.empty(),
          Optional.empty());

  StatusCommand(EncodedMailboxName mailbox, Set<StatusItem> items) {
    super("STATUS", Kind.FREE);
    if (items.isEmpty()) {
      throw new IllegalArgumentException("STATUS of nothing");
    }
    this.mailbox = mailbox;
    this.items = items;
  }

  @Override
  CommandText text() {
    return new CommandText()
        .raw("STATUS ")
        .string(mailbox.octets())
        .raw(" ")
        .raw(ListQuery.list(items));
  }

  @Override
  boolean take(Untagged data) {
    if (data instanceof Untagged.StatusData(EncodedMailboxName name, MailboxStatus status)
        && name.equals(mailbox)) {
      told = status.or(told);
      return true;
    }
    return false;
  }

  @Override
  void answered(TaggedResponse tagged) {
    completeIfOk(tagged, () -> told);
  }
}
