package org.transhume.imap;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.transhume.imap.wire.CommandText;

/**
 * LIST (RFC 9051 section 6.3.9), LSUB (RFC 3501 section 6.3.9) and XLIST, in which Google told what
 * mailboxes are for before there was RFC 6154.
 */
final class ListCommand extends Command<List<ListedMailbox>> {
  private final ListQuery query;
  private final List<ListedMailbox> listed = new ArrayList<>();
  private final Map<EncodedMailboxName, MailboxStatus> statuses = new HashMap<>();

  private ListCommand(String name, ListQuery query) {
    super(name, Kind.FREE);
    this.query = query;
  }

  static ListCommand list(ListQuery query) {
    return new ListCommand("LIST", query);
  }

  static ListCommand lsub(String pattern) {
    return new ListCommand("LSUB", ListQuery.plain(pattern));
  }

  static ListCommand xlist(String pattern) {
    return new ListCommand("XLIST", ListQuery.plain(pattern));
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
      case Untagged.Listed(ListedMailbox mailbox, String by) when by.equals(name()) -> {
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
