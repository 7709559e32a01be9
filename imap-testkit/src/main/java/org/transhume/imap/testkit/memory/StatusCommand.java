package org.transhume.imap.testkit.memory;

import java.util.List;
import java.util.StringJoiner;
import org.transhume.imap.testkit.wire.ImapText;
import org.transhume.imap.testkit.wire.Value;

/** STATUS (RFC 9051 section 6.3.11) with the items of the announced extensions. */
final class StatusCommand {
  private StatusCommand() {}

  static String perform(Session session, Command command, Reply reply) {
    command.expectArguments(2);
    MemoryMailbox mailbox = session.mailbox(command.argument(0).text(), "NONEXISTENT");
    print(session, mailbox, command.argument(1).items(), reply);
    return "OK Status completed.";
  }

  static void print(Session session, MemoryMailbox mailbox, List<Value> items, Reply reply) {
    var values = new StringJoiner(" ", "(", ")");
    for (Value item : items) {
      values.add(item.word() + " " + value(session, mailbox, item.word()));
    }
    reply.untagged("STATUS " + ImapText.serverString(mailbox.name) + " " + values);
  }

  private static String value(Session session, MemoryMailbox mailbox, String item) {
    return switch (item) {
      case "MESSAGES" -> String.valueOf(mailbox.messages.size());
      case "UIDNEXT" -> String.valueOf(mailbox.uidNext);
      case "UIDVALIDITY" -> String.valueOf(mailbox.uidValidity);
      case "UNSEEN" ->
          String.valueOf(mailbox.messages.stream().filter(m -> !m.has(Flags.SEEN)).count());
      case "DELETED" ->
          String.valueOf(mailbox.messages.stream().filter(m -> m.has(Flags.DELETED)).count());
      case "RECENT" -> String.valueOf(mailbox.messages.stream().filter(m -> m.isRecent).count());
      case "HIGHESTMODSEQ" -> {
        require(session, Extension.CONDSTORE, item);
        session.enabled.add(Extension.CONDSTORE);
        yield String.valueOf(mailbox.highestModSeq);
      }
      case "SIZE" -> {
        require(session, Extension.STATUS_SIZE, item);
        yield String.valueOf(mailbox.totalBytes());
      }
      case "MAILBOXID" -> {
        require(session, Extension.OBJECTID, item);
        yield "(" + mailbox.mailboxId + ")";
      }
      case "APPENDLIMIT" -> {
        require(session, Extension.APPENDLIMIT, item);
        var limit = session.options().appendLimitBytes();
        yield limit.isPresent() ? String.valueOf(limit.getAsLong()) : "NIL";
      }
      default -> throw Refusal.bad("Unknown status item " + item);
    };
  }

  private static void require(Session session, Extension extension, String item) {
    if (!session.has(extension)) {
      throw Refusal.bad("Unknown status item " + item);
    }
  }
}
