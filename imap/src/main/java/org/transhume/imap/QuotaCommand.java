package org.transhume.imap;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.transhume.imap.wire.CommandText;

/** GETQUOTAROOT of a mailbox and GETQUOTA of a root (RFC 9208 section 4). */
final class QuotaCommand extends Command<List<Quota>> {
  private final Optional<EncodedMailboxName> mailbox;
  private final String root;
  private final List<Quota> quotas = new ArrayList<>();

  private QuotaCommand(String name, Optional<EncodedMailboxName> mailbox, String root) {
    super(name, Kind.FREE);
    this.mailbox = mailbox;
    this.root = root;
  }

  static QuotaCommand ofMailbox(EncodedMailboxName mailbox) {
    return new QuotaCommand("GETQUOTAROOT", Optional.of(mailbox), "");
  }

  static QuotaCommand ofRoot(String root) {
    return new QuotaCommand("GETQUOTA", Optional.empty(), root);
  }

  @Override
  CommandText text() {
    var text = new CommandText().raw(name()).raw(" ");
    return mailbox.isPresent() ? text.string(mailbox.get().octets()) : text.string(root);
  }

  @Override
  String ambiguity() {
    return "QUOTA";
  }

  @Override
  boolean take(Untagged data) {
    return switch (data) {
      case Untagged.QuotaData(Quota quota) -> quotas.add(quota);
      case Untagged.QuotaRootData(var _, var _) -> mailbox.isPresent();
      default -> false;
    };
  }

  @Override
  void answered(TaggedResponse tagged) {
    completeIfOk(tagged, () -> List.copyOf(quotas));
  }
}
