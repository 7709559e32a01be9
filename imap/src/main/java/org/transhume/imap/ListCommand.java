package org.transhume.imap;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.transhume.imap.wire.CommandText;

/** LIST (RFC 9051 section 6.3.9) and LSUB (RFC 3501 section 6.3.9). */
final class ListCommand extends Command<List<ListedMailbox>> {
  private final ListQuery query;
  private final boolean lsub;
  private final List<ListedMailbox> listed = new ArrayList<>();
  private final Map<EncodedMailboxName, MailboxStatus> statuses = new HashMap<>();

  ListCommand(ListQuery query, boolean lsub) {
    super(lsub ? "LSUB" : "LIST", Kind.FREE);
    this.query = query;
    this.lsub = lsub;
  }

  @Override
  CommandText text() {
    return new CommandText()
        .raw(name())
        .raw(query.selection())
        .raw(" \"\" ")
        .string(query.pattern())
        .raw(query.returns());
  }

  @Override
  String ambiguity() {
    return name();
  }

  @Override
  boolean take(Untagged data) {
    return switch (data) {
      case Untagged.Listed(ListedMailbox mailbox, boolean fromLsub) when fromLsub == lsub -> {
        listed.add(mailbox);
        yield true;
      }
      case Untagged.StatusData(EncodedMailboxName name, MailboxStatus status)
          when !query.status().isEmpty() -> {
        statuses.put(name, status);
        yield true;
      }
      default -> false;
    };
  }

  @Override
  void answered(TaggedResponse tagged) {
    completeIfOk(tagged, this::result);
  }

  private List<ListedMailbox> result() {
    var result = new ArrayList<ListedMailbox>(listed.size());
    for (ListedMailbox mailbox : ListedMailbox.distinct(listed)) {
      MailboxStatus status = statuses.get(mailbox.wireName());
      result.add(status == null ? mailbox : mailbox.with(status));
    }
    return List.copyOf(result);
  }
}
