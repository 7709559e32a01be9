package org.transhume.imap.testkit.memory;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.transhume.imap.testkit.wire.UidRanges;
import org.transhume.imap.testkit.wire.Value;

/** SEARCH with ESEARCH (RFC 4731) and MODSEQ (RFC 7162). */
final class SearchCommand {
  private static final Set<String> RETURN_OPTIONS = Set.of("MIN", "MAX", "ALL", "COUNT");

  private SearchCommand() {}

  static String perform(Session session, Command command, Reply reply) {
    SelectedView view = session.view();
    boolean byUid = command.name().startsWith("UID");
    List<Value> arguments = new ArrayList<>(command.arguments());
    Set<String> wanted = Set.of();
    boolean isExtended = !arguments.isEmpty() && isWord(arguments.getFirst(), "RETURN");
    if (isExtended) {
      session.require(Extension.ESEARCH, "SEARCH RETURN");
      wanted = returnOptions(arguments.get(1).items());
      arguments.subList(0, 2).clear();
    }
    if (arguments.size() > 1 && isWord(arguments.getFirst(), "CHARSET")) {
      arguments.subList(0, 2).clear();
    }
    var keys = new SearchKeys(session, view, arguments);
    var found = new ArrayList<Long>();
    long highest = 0;
    for (int i = 0; i < view.entries.size(); i++) {
      Message message = view.entries.get(i).message;
      if (keys.matches(i + 1, view.entries.get(i))) {
        found.add(byUid ? message.uid : i + 1L);
        highest = Math.max(highest, message.modSeq);
      }
    }
    String modSeq = keys.usesModSeq() && !found.isEmpty() ? "MODSEQ " + highest : "";
    reply.untagged(
        isExtended ? extended(command.tag(), byUid, wanted, found, modSeq) : plain(found, modSeq));
    return "OK Search completed.";
  }

  private static Set<String> returnOptions(List<Value> options) {
    var wanted = new HashSet<String>();
    for (Value option : options) {
      if (!RETURN_OPTIONS.contains(option.word())) {
        throw Refusal.bad("Unknown search return option " + option.text());
      }
      wanted.add(option.word());
    }
    return wanted.isEmpty() ? Set.of("ALL") : wanted;
  }

  private static String plain(List<Long> found, String modSeq) {
    var text = new StringBuilder("SEARCH");
    for (long number : found) {
      text.append(' ').append(number);
    }
    return text + (modSeq.isEmpty() ? "" : " (" + modSeq + ")");
  }

  private static String extended(
      String tag, boolean byUid, Set<String> wanted, List<Long> found, String modSeq) {
    var text = new StringBuilder("ESEARCH (TAG \"" + tag + "\")");
    text.append(byUid ? " UID" : "");
    if (!found.isEmpty()) {
      text.append(wanted.contains("MIN") ? " MIN " + found.getFirst() : "");
      text.append(wanted.contains("MAX") ? " MAX " + found.getLast() : "");
      text.append(wanted.contains("ALL") ? " ALL " + UidRanges.format(found) : "");
    }
    text.append(wanted.contains("COUNT") ? " COUNT " + found.size() : "");
    return text + (modSeq.isEmpty() ? "" : " " + modSeq);
  }

  private static boolean isWord(Value value, String word) {
    return !value.isList() && value.word().equals(word);
  }
}
