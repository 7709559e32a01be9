package org.transhume.imap.testkit.memory;

import java.util.List;
import org.transhume.imap.testkit.wire.Value;

/** SELECT, EXAMINE, CLOSE and UNSELECT. */
final class SelectCommand {
  private SelectCommand() {}

  static String perform(Session session, Command command, Reply reply) {
    if (command.arguments().size() > 1) {
      parameters(session, command.argument(1).items());
    }
    session.account();
    // RFC 9051 section 6.3.2: a failed SELECT leaves no mailbox selected.
    session.select(null);
    MemoryMailbox mailbox = session.mailbox(command.argument(0).text(), "NONEXISTENT");
    boolean isReadOnly = command.name().equals("EXAMINE") || mailbox.isReadOnly;
    var view = new SelectedView(mailbox, isReadOnly);
    session.select(view);
    describe(session, view, reply);
    return "OK " + (isReadOnly ? "[READ-ONLY] " : "[READ-WRITE] ") + command.name() + " completed.";
  }

  static String close(Session session, boolean expunges) {
    SelectedView view = session.view();
    if (expunges && !view.isReadOnly) {
      view.mailbox.remove(message -> message.has(Flags.DELETED));
    }
    session.select(null);
    return "OK Close completed.";
  }

  static String unselect(Session session) {
    session.require(Extension.UNSELECT, "UNSELECT");
    session.view();
    session.select(null);
    return "OK Unselect completed.";
  }

  private static void parameters(Session session, List<Value> parameters) {
    for (Value parameter : parameters) {
      if (!parameter.word().equals("CONDSTORE") || !session.has(Extension.CONDSTORE)) {
        throw Refusal.bad("Unknown SELECT parameter " + parameter.text());
      }
      session.enabled.add(Extension.CONDSTORE);
    }
  }

  private static void describe(Session session, SelectedView view, Reply reply) {
    MemoryMailbox mailbox = view.mailbox;
    reply.untagged("FLAGS " + Flags.print(SelectedView.definedFlags(mailbox)));
    reply.untagged("OK [PERMANENTFLAGS " + permanentFlags(session, view) + "] Flags permitted.");
    reply.untagged(view.entries.size() + " EXISTS");
    reply.untagged(view.recent() + " RECENT");
    for (int i = 0; i < view.entries.size(); i++) {
      if (!view.entries.get(i).message.has(Flags.SEEN)) {
        reply.untagged("OK [UNSEEN " + (i + 1) + "] First unseen.");
        break;
      }
    }
    reply.untagged("OK [UIDVALIDITY " + mailbox.uidValidity + "] UIDs valid");
    if (!session.options().hidesUidNext()) {
      reply.untagged("OK [UIDNEXT " + mailbox.uidNext + "] Predicted next UID");
    }
    if (session.has(Extension.CONDSTORE)) {
      reply.untagged("OK [HIGHESTMODSEQ " + mailbox.highestModSeq + "] Highest");
    }
    if (session.has(Extension.OBJECTID)) {
      reply.untagged("OK [MAILBOXID (" + mailbox.mailboxId + ")] Ok");
    }
  }

  private static String permanentFlags(Session session, SelectedView view) {
    if (view.isReadOnly) {
      return "()";
    }
    return switch (session.options().keywords()) {
      case KEEP -> {
        List<String> defined = SelectedView.definedFlags(view.mailbox);
        yield "(" + String.join(" ", defined) + " \\*)";
      }
      case DROP, REFUSE -> Flags.print(Flags.SYSTEM);
    };
  }
}
