package org.transhume.imap.testkit.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.transhume.imap.testkit.wire.ImapText;
import org.transhume.imap.testkit.wire.Value;

/** LIST with LIST-EXTENDED (RFC 5258), SPECIAL-USE and LIST-STATUS (RFC 5819); LSUB. */
final class ListCommands {
  private static final String INBOX = "INBOX";

  private ListCommands() {}

  /** What one LIST asks for. */
  private record Request(
      boolean onlySubscribed,
      boolean onlySpecialUse,
      boolean isExtended,
      boolean tellsSubscribed,
      boolean tellsChildren,
      List<Value> statusItems,
      List<Pattern> patterns) {}

  static String list(Session session, Command command, Reply reply) {
    session.account();
    List<Value> arguments = command.arguments();
    boolean isBasic =
        arguments.size() == 2 && !arguments.get(0).isList() && !arguments.get(1).isList();
    if (!isBasic) {
      session.require(Extension.LIST_EXTENDED, "LIST with options");
    } else if (arguments.get(1).text().isEmpty()) {
      reply.untagged("LIST (\\Noselect) " + separator(session) + " \"\"");
      return "OK List completed.";
    }
    Request request = parse(session, arguments);
    for (String name : names(session, request.onlySubscribed)) {
      if (matches(request.patterns, name)) {
        listOne(session, request, name, reply);
      }
    }
    return "OK List completed.";
  }

  /** LSUB (RFC 3501 section 6.3.9): a matching parent of a subscribed name is \Noselect. */
  static String lsub(Session session, Command command, Reply reply) {
    command.expectArguments(2);
    String given = command.argument(0).text() + command.argument(1).text();
    List<Pattern> patterns = List.of(pattern(given, session.options().separator()));
    SortedSet<String> subscriptions = session.account().subscriptions;
    for (String name : withParents(subscriptions, session.options().separator())) {
      if (matches(patterns, name) && (subscriptions.contains(name) || given.contains("%"))) {
        boolean isThere = session.account().get(name).isPresent() && subscriptions.contains(name);
        reply.untagged(
            "LSUB ("
                + (isThere ? "" : "\\Noselect")
                + ") "
                + separator(session)
                + " "
                + ImapText.serverString(name));
      }
    }
    return "OK Lsub completed.";
  }

  private static Request parse(Session session, List<Value> arguments) {
    int at = 0;
    boolean onlySubscribed = false;
    boolean onlySpecialUse = false;
    if (arguments.get(at).isList()) {
      for (Value option : arguments.get(at++).items()) {
        switch (option.word()) {
          case "SUBSCRIBED" -> onlySubscribed = true;
          case "SPECIAL-USE" -> onlySpecialUse = true;
          case "REMOTE" -> {}
          default -> throw Refusal.bad("Unknown selection option " + option.text());
        }
      }
    }
    if (arguments.size() < at + 2) {
      throw Refusal.bad("LIST: missing argument");
    }
    String reference = arguments.get(at++).text();
    Value mailboxes = arguments.get(at++);
    var patterns = new ArrayList<Pattern>();
    for (Value each : mailboxes.isList() ? mailboxes.items() : List.of(mailboxes)) {
      patterns.add(pattern(reference + each.text(), session.options().separator()));
    }
    boolean isExtended = arguments.size() != 2 || mailboxes.isList();
    boolean tellsSubscribed = onlySubscribed;
    boolean tellsChildren = !isExtended;
    List<Value> statusItems = List.of();
    if (at < arguments.size()) {
      if (!arguments.get(at++).word().equals("RETURN") || arguments.size() != at + 1) {
        throw Refusal.bad("LIST: RETURN expected");
      }
      List<Value> options = arguments.get(at).items();
      for (int i = 0; i < options.size(); i++) {
        switch (options.get(i).word()) {
          case "SUBSCRIBED" -> tellsSubscribed = true;
          case "CHILDREN" -> tellsChildren = true;
          case "SPECIAL-USE" -> {}
          case "STATUS" -> {
            session.require(Extension.LIST_STATUS, "LIST RETURN (STATUS)");
            statusItems = options.get(++i).items();
          }
          default -> throw Refusal.bad("Unknown return option " + options.get(i).text());
        }
      }
    }
    return new Request(
        onlySubscribed,
        onlySpecialUse,
        isExtended,
        tellsSubscribed,
        tellsChildren,
        statusItems,
        patterns);
  }

  private static void listOne(Session session, Request request, String name, Reply reply) {
    Optional<MemoryMailbox> mailbox = session.account().get(name);
    boolean isSubscribed = session.account().subscriptions.contains(name);
    Optional<String> specialUse = mailbox.flatMap(present -> present.specialUse);
    if ((request.onlySubscribed && !isSubscribed)
        || (request.onlySpecialUse && specialUse.isEmpty())) {
      return;
    }
    var attributes = new ArrayList<String>();
    if (mailbox.isEmpty()) {
      attributes.add(request.isExtended ? "\\NonExistent" : "\\Noselect");
    }
    if (session.has(Extension.CHILDREN) && request.tellsChildren) {
      attributes.add(hasChildren(session, name) ? "\\HasChildren" : "\\HasNoChildren");
    }
    if (request.tellsSubscribed && isSubscribed) {
      attributes.add("\\Subscribed");
    }
    if (session.has(Extension.SPECIAL_USE)) {
      specialUse.ifPresent(attributes::add);
    }
    reply.untagged(
        "LIST "
            + Flags.print(attributes)
            + " "
            + separator(session)
            + " "
            + ImapText.serverString(name));
    if (!request.statusItems.isEmpty() && mailbox.isPresent()) {
      StatusCommand.print(session, mailbox.get(), request.statusItems, reply);
    }
  }

  /** Mailboxes, parents that are no mailboxes, and subscribed names where asked for. */
  private static List<String> names(Session session, boolean onlySubscribed) {
    var names = new TreeSet<>(session.account().mailboxes.keySet());
    if (onlySubscribed) {
      names.addAll(session.account().subscriptions);
    }
    return withParents(names, session.options().separator());
  }

  private static List<String> withParents(SortedSet<String> names, char separator) {
    var all = new TreeSet<>(names);
    for (String name : names) {
      for (int at = name.indexOf(separator); at > 0; at = name.indexOf(separator, at + 1)) {
        all.add(MemoryAccount.canonical(name.substring(0, at)));
      }
    }
    var ordered = new ArrayList<String>();
    if (all.remove(INBOX)) {
      ordered.add(INBOX);
    }
    ordered.addAll(all);
    return ordered;
  }

  private static boolean hasChildren(Session session, String name) {
    String below = name + session.options().separator();
    String next = session.account().mailboxes.ceilingKey(below);
    return next != null && next.startsWith(below);
  }

  private static boolean matches(List<Pattern> patterns, String name) {
    return patterns.stream().anyMatch(pattern -> pattern.matcher(name).matches());
  }

  /** RFC 9051 section 6.3.9: * matches anything, % anything but the separator. */
  private static Pattern pattern(String text, char separator) {
    var regex = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      regex.append(
          switch (c) {
            case '*' -> ".*";
            case '%' -> "[^" + Pattern.quote(String.valueOf(separator)) + "]*";
            default -> Pattern.quote(String.valueOf(c));
          });
    }
    boolean isInbox = text.equalsIgnoreCase(INBOX);
    return Pattern.compile(
        regex.toString(), Pattern.DOTALL | (isInbox ? Pattern.CASE_INSENSITIVE : 0));
  }

  /** RFC 9051 section 7.3.1: NIL where there is no hierarchy. */
  static String separator(Session session) {
    char separator = session.options().separator();
    return separator == MemoryOptions.FLAT ? "NIL" : ImapText.quoted(String.valueOf(separator));
  }
}
