package org.transhume.imap.testkit.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.LongPredicate;
import org.transhume.imap.testkit.wire.UidRanges;

/** COPY, MOVE (RFC 6851), EXPUNGE and UID EXPUNGE (RFC 4315). */
final class CopyCommands {
  private CopyCommands() {}

  static String copy(Session session, Command command) {
    Copied copied = copySelected(session, command);
    return "OK " + copied.code(session) + "Copy completed.";
  }

  static String move(Session session, Command command, Reply reply) {
    session.require(Extension.MOVE, "MOVE");
    SelectedView view = session.writableView();
    Copied copied = copySelected(session, command);
    // RFC 6851 section 4.3: COPYUID in an untagged OK, before the EXPUNGE responses.
    if (!copied.sourceUids.isEmpty()) {
      reply.untagged("OK " + copied.code(session) + "Moved.");
    }
    var moved = Set.copyOf(copied.sourceUids);
    view.mailbox.remove(message -> moved.contains(message.uid));
    view.announce(reply, true, session.hasCondstore());
    return "OK Move completed.";
  }

  static String expunge(Session session, Command command) {
    boolean byUid = command.name().startsWith("UID");
    if (byUid) {
      session.require(Extension.UIDPLUS, "UID EXPUNGE");
    }
    SelectedView view = session.writableView();
    LongPredicate wanted = uid -> true;
    if (byUid) {
      command.expectArguments(1);
      wanted = UidRanges.parse(command.argument(0).text()).resolve(view.largestUid());
    } else {
      command.expectArguments(0);
    }
    LongPredicate chosen = wanted;
    view.mailbox.remove(message -> message.has(Flags.DELETED) && chosen.test(message.uid));
    return "OK Expunge completed.";
  }

  private record Copied(long uidValidity, List<Long> sourceUids, List<Long> targetUids) {
    String code(Session session) {
      if (!session.has(Extension.UIDPLUS) || sourceUids.isEmpty()) {
        return "";
      }
      return "[COPYUID "
          + uidValidity
          + " "
          + UidRanges.format(sourceUids)
          + " "
          + UidRanges.format(targetUids)
          + "] ";
    }
  }

  private static Copied copySelected(Session session, Command command) {
    command.expectArguments(2);
    SelectedView view = session.view();
    MemoryMailbox target = session.mailbox(command.argument(1).text(), "TRYCREATE");
    if (target.isReadOnly) {
      throw Refusal.no("[NOPERM] Permission denied");
    }
    boolean byUid = command.name().startsWith("UID");
    var messages = new ArrayList<Message>();
    for (int index : Selection.of(view, command.argument(0).text(), byUid)) {
      Message message = view.entries.get(index).message;
      if (message.isExpunged) {
        // RFC 9051 section 6.4.7: all or nothing.
        throw Refusal.no("[EXPUNGEISSUED] Some messages were already expunged.");
      }
      messages.add(message);
    }
    long bytes = messages.stream().mapToLong(message -> message.content.length).sum();
    session
        .account()
        .quotaRefusal(bytes, messages.size())
        .ifPresent(
            words -> {
              throw new Refusal(words);
            });
    var sourceUids = new ArrayList<Long>();
    var targetUids = new ArrayList<Long>();
    for (Message message : messages) {
      sourceUids.add(message.uid);
      targetUids.add(target.store(message.content, message.internalDate, message.flags).uid);
    }
    return new Copied(target.uidValidity, sourceUids, targetUids);
  }
}
