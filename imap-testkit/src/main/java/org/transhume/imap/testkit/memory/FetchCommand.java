package org.transhume.imap.testkit.memory;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.transhume.imap.testkit.wire.ImapDate;
import org.transhume.imap.testkit.wire.Value;

/**
 * FETCH (RFC 9051 section 6.4.5) of flags, dates, sizes, whole messages, headers and texts. MIME
 * parts, ENVELOPE and BODYSTRUCTURE are not served: they get NO, never a made-up answer.
 */
final class FetchCommand {
  private static final Pattern SECTION =
      Pattern.compile("BODY(\\.PEEK)?\\[([^\\]]*)](?:<(\\d+)\\.(\\d+)>)?");

  private FetchCommand() {}

  static String perform(Session session, Command command, Reply reply) {
    SelectedView view = session.view();
    boolean byUid = command.name().startsWith("UID");
    List<String> items = items(command.argument(1), byUid);
    long changedSince = changedSince(session, command);
    if (changedSince >= 0 && !items.contains("MODSEQ")) {
      items.add("MODSEQ");
    }
    boolean hasBody = items.stream().anyMatch(FetchCommand::isBody);
    boolean isExpungeIssued = false;
    boolean isRefused = false;
    for (int index : Selection.of(view, command.argument(0).text(), byUid)) {
      SelectedView.Entry entry = view.entries.get(index);
      if (entry.message.modSeq <= changedSince) {
        continue;
      }
      isExpungeIssued |= entry.message.isExpunged && hasBody;
      BodyTrouble trouble = hasBody ? view.mailbox.bodyTroubles.get(entry.message.uid) : null;
      switch (trouble) {
        case null -> fetch(session, view, entry, index + 1, items, reply);
        case OMITTED -> {}
        case REFUSED -> isRefused = true;
        case WITHOUT_BODY -> fetch(session, view, entry, index + 1, withoutBody(items), reply);
        case NIL -> fetch(session, view, entry, index + 1, items, reply);
      }
    }
    if (isRefused) {
      return "NO [UNAVAILABLE] " + command.name() + " Server error while fetching messages";
    }
    return isExpungeIssued
        ? "OK [EXPUNGEISSUED] Some messages were already expunged."
        : "OK Fetch completed.";
  }

  private static void fetch(
      Session session,
      SelectedView view,
      SelectedView.Entry entry,
      int sequenceNumber,
      List<String> items,
      Reply reply) {
    boolean becomesSeen = items.stream().anyMatch(FetchCommand::setsSeen);
    boolean mayChange = !view.isReadOnly && !entry.message.isExpunged;
    if (becomesSeen && mayChange && !entry.message.has(Flags.SEEN)) {
      view.mailbox.changeFlags(entry.message, Flags.plus(entry.message.flags, Set.of(Flags.SEEN)));
      if (!items.contains("FLAGS")) {
        items = new ArrayList<>(items);
        items.add("FLAGS");
      }
    }
    // On its own first: an item that is refused must not leave half a line behind.
    var line = new Reply();
    line.text("* " + sequenceNumber + " FETCH (");
    for (int i = 0; i < items.size(); i++) {
      line.text(i == 0 ? "" : " ");
      print(session, entry, items.get(i), line);
    }
    line.text(")");
    line.endLine();
    reply.add(line);
  }

  private static void print(Session session, SelectedView.Entry entry, String item, Reply reply) {
    Message message = entry.message;
    boolean isNil =
        message.isExpunged
            || session.view().mailbox.bodyTroubles.get(message.uid) == BodyTrouble.NIL;
    if (isNil && isBody(item)) {
      reply.text(item.replaceFirst("^BODY\\.PEEK", "BODY") + " NIL");
      return;
    }
    switch (item) {
      case "UID" -> reply.text("UID " + message.uid);
      case "FLAGS" -> {
        entry.toldModSeq = message.modSeq;
        reply.text("FLAGS " + SelectedView.flags(entry));
      }
      case "INTERNALDATE" ->
          reply.text("INTERNALDATE \"" + ImapDate.format(message.internalDate) + '"');
      case "RFC822.SIZE" -> reply.text("RFC822.SIZE " + message.content.length);
      case "MODSEQ" -> {
        require(session, Extension.CONDSTORE, item);
        session.enabled.add(Extension.CONDSTORE);
        reply.text("MODSEQ (" + message.modSeq + ")");
      }
      case "EMAILID" -> {
        require(session, Extension.OBJECTID, item);
        reply.text("EMAILID (M" + Integer.toHexString(Arrays.hashCode(message.content)) + ")");
      }
      case "RFC822" -> literal(item, message.content, reply);
      case "RFC822.HEADER" -> literal(item, MessageText.header(message.content), reply);
      case "RFC822.TEXT" -> literal(item, MessageText.text(message.content), reply);
      default -> section(message.content, item, reply);
    }
  }

  private static void section(byte[] content, String item, Reply reply) {
    Matcher match = SECTION.matcher(item);
    if (!match.matches()) {
      throw Refusal.no("[CANNOT] " + item + " is not served here");
    }
    String section = match.group(2);
    byte[] octets = sectionOctets(content, section);
    String label = "BODY[" + section + "]";
    if (match.group(3) != null) {
      int from = (int) Math.min(Long.parseLong(match.group(3)), octets.length);
      int to = (int) Math.min(from + Long.parseLong(match.group(4)), octets.length);
      octets = Arrays.copyOfRange(octets, from, to);
      label += "<" + match.group(3) + ">";
    }
    literal(label, octets, reply);
  }

  private static byte[] sectionOctets(byte[] content, String section) {
    if (section.startsWith("HEADER.FIELDS")) {
      boolean isNot = section.startsWith("HEADER.FIELDS.NOT");
      String names = section.substring(section.indexOf('(') + 1, section.length() - 1);
      Set<String> wanted =
          Set.of(names.replace("\"", "").toLowerCase(Locale.ROOT).strip().split(" +"));
      Predicate<String> named = wanted::contains;
      return MessageText.headerFields(content, isNot ? named.negate() : named);
    }
    return switch (section) {
      case "" -> content;
      case "HEADER" -> MessageText.header(content);
      case "TEXT" -> MessageText.text(content);
      default -> throw Refusal.no("[CANNOT] BODY[" + section + "] is not served here");
    };
  }

  private static void literal(String label, byte[] octets, Reply reply) {
    reply.text(label + " {" + octets.length + "}\r\n");
    reply.octets(octets);
  }

  /** What is gone once the message is, while its flags and dates are still known. */
  private static boolean isBody(String item) {
    return item.startsWith("BODY") || (item.startsWith("RFC822") && !item.equals("RFC822.SIZE"));
  }

  private static List<String> withoutBody(List<String> items) {
    return items.stream().filter(item -> !isBody(item)).toList();
  }

  private static boolean setsSeen(String item) {
    return item.startsWith("BODY[") || item.equals("RFC822") || item.equals("RFC822.TEXT");
  }

  /** The items asked for, upper case, macros opened; UID first where the command is by UID. */
  private static List<String> items(Value argument, boolean byUid) {
    var items = new ArrayList<String>();
    if (byUid) {
      items.add("UID");
    }
    for (Value value : argument.isList() ? argument.items() : List.of(argument)) {
      String item = value.word();
      switch (item) {
        case "ALL", "FULL" -> throw Refusal.no("[CANNOT] ENVELOPE is not served here");
        case "FAST" -> items.addAll(List.of("FLAGS", "INTERNALDATE", "RFC822.SIZE"));
        case "UID" -> {
          if (!byUid) {
            items.add(item);
          }
        }
        default -> items.add(item);
      }
    }
    return items;
  }

  /** RFC 7162 section 3.1.4.1; -1 if it was not asked for. */
  private static long changedSince(Session session, Command command) {
    if (command.arguments().size() < 3) {
      return -1;
    }
    List<Value> modifiers = command.argument(2).items();
    if (!session.has(Extension.CONDSTORE)
        || modifiers.size() != 2
        || !modifiers.getFirst().word().equals("CHANGEDSINCE")) {
      throw Refusal.bad("Unknown FETCH modifier");
    }
    session.enabled.add(Extension.CONDSTORE);
    return modifiers.get(1).number();
  }

  private static void require(Session session, Extension extension, String item) {
    if (!session.has(extension)) {
      throw Refusal.bad("Unknown FETCH item " + item);
    }
  }
}
