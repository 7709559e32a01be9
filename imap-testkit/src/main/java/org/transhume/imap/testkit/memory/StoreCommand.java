package org.transhume.imap.testkit.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import org.transhume.imap.testkit.wire.UidRanges;
import org.transhume.imap.testkit.wire.Value;

/** STORE (RFC 9051 section 6.4.6) with UNCHANGEDSINCE (RFC 7162 section 3.1.3). */
final class StoreCommand {
  private StoreCommand() {}

  private enum Change {
    REPLACE,
    ADD,
    REMOVE
  }

  static String perform(Session session, Command command, Reply reply) {
    SelectedView view = session.writableView();
    boolean byUid = command.name().startsWith("UID");
    int at = 1;
    long unchangedSince = Long.MAX_VALUE;
    if (command.argument(at).isList()) {
      unchangedSince = unchangedSince(session, command.argument(at++).items());
    }
    String item = command.argument(at++).word();
    boolean isSilent = item.endsWith(".SILENT");
    Change change = change(isSilent ? item.substring(0, item.length() - 7) : item);
    List<String> flags =
        flags(session, command.arguments().subList(at, command.arguments().size()));

    var modified = new ArrayList<Long>();
    boolean isExpungeIssued = false;
    for (int index : Selection.of(view, command.argument(0).text(), byUid)) {
      SelectedView.Entry entry = view.entries.get(index);
      if (entry.message.isExpunged) {
        isExpungeIssued = true;
      } else if (entry.message.modSeq > unchangedSince) {
        modified.add(byUid ? entry.message.uid : index + 1L);
      } else {
        apply(view.mailbox, entry.message, change, flags);
        answer(session, entry, index + 1, byUid, isSilent, reply);
      }
    }
    if (!modified.isEmpty()) {
      return "OK [MODIFIED " + UidRanges.format(modified) + "] Conditional STORE failed.";
    }
    return isExpungeIssued
        ? "NO [EXPUNGEISSUED] Some messages were already expunged."
        : "OK Store completed.";
  }

  private static void apply(
      MemoryMailbox mailbox, Message message, Change change, List<String> flags) {
    SortedSet<String> after =
        switch (change) {
          case REPLACE -> Flags.of(flags);
          case ADD -> Flags.plus(message.flags, flags);
          case REMOVE -> Flags.minus(message.flags, flags);
        };
    if (!after.equals(message.flags)) {
      mailbox.changeFlags(message, after);
    }
  }

  /** A silent STORE still tells MODSEQ to clients that know it (RFC 7162 section 3.1.3). */
  private static void answer(
      Session session,
      SelectedView.Entry entry,
      int sequenceNumber,
      boolean byUid,
      boolean isSilent,
      Reply reply) {
    entry.toldModSeq = entry.message.modSeq;
    var items = new ArrayList<String>();
    if (byUid) {
      items.add("UID " + entry.message.uid);
    }
    if (session.hasCondstore()) {
      items.add("MODSEQ (" + entry.message.modSeq + ")");
    }
    if (!isSilent) {
      items.add("FLAGS " + SelectedView.flags(entry));
    }
    if (!isSilent || session.hasCondstore()) {
      reply.untagged(sequenceNumber + " FETCH (" + String.join(" ", items) + ")");
    }
  }

  private static Change change(String item) {
    return switch (item) {
      case "FLAGS" -> Change.REPLACE;
      case "+FLAGS" -> Change.ADD;
      case "-FLAGS" -> Change.REMOVE;
      default -> throw Refusal.bad("Unknown STORE item " + item);
    };
  }

  private static List<String> flags(Session session, List<Value> arguments) {
    if (arguments.isEmpty()) {
      throw Refusal.bad("STORE: flags expected");
    }
    List<Value> values = arguments.getFirst().isList() ? arguments.getFirst().items() : arguments;
    var flags = new ArrayList<String>();
    for (Value value : values) {
      String flag = value.text();
      if (!Flags.isSettable(flag)) {
        throw Refusal.bad("Invalid system flag " + flag);
      }
      if (Flags.isKeyword(flag)) {
        switch (session.options().keywords()) {
          case KEEP -> flags.add(flag);
          case DROP -> {}
          case REFUSE -> throw Refusal.no("[CANNOT] Keywords are not supported: " + flag);
        }
      } else {
        flags.add(flag);
      }
    }
    return flags;
  }

  private static long unchangedSince(Session session, List<Value> modifiers) {
    if (!session.has(Extension.CONDSTORE)
        || modifiers.size() != 2
        || !modifiers.getFirst().word().equals("UNCHANGEDSINCE")) {
      throw Refusal.bad("Unknown STORE modifier");
    }
    session.enabled.add(Extension.CONDSTORE);
    return modifiers.get(1).number();
  }
}
