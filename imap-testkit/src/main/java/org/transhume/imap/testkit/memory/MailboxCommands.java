package org.transhume.imap.testkit.memory;

import java.util.Optional;
import org.transhume.imap.testkit.wire.ModifiedUtf7;
import org.transhume.imap.testkit.wire.Value;
import org.transhume.imap.testkit.wire.WireException;

/** CREATE, DELETE, RENAME, SUBSCRIBE and UNSUBSCRIBE. */
final class MailboxCommands {
  private MailboxCommands() {}

  static String create(Session session, Command command) {
    MemoryAccount account = session.account();
    String name = newName(session, command.argument(0).text());
    Optional<String> specialUse = Optional.empty();
    if (command.arguments().size() > 1) {
      specialUse = specialUse(session, command.argument(1));
    }
    MemoryMailbox mailbox = account.add(name);
    mailbox.specialUse = specialUse;
    String id = session.has(Extension.OBJECTID) ? "[MAILBOXID (" + mailbox.mailboxId + ")] " : "";
    return "OK " + id + "Create completed.";
  }

  static String delete(Session session, Command command) {
    command.expectArguments(1);
    MemoryMailbox mailbox = session.mailbox(command.argument(0).text(), "NONEXISTENT");
    if (mailbox.name.equals("INBOX")) {
      throw Refusal.no("[CANNOT] INBOX can't be deleted.");
    }
    session.account().remove(mailbox.name);
    return "OK Delete completed.";
  }

  static String rename(Session session, Command command) {
    command.expectArguments(2);
    MemoryMailbox mailbox = session.mailbox(command.argument(0).text(), "NONEXISTENT");
    String name = newName(session, command.argument(1).text());
    session.account().rename(mailbox, name, session.options().separator());
    return "OK Rename completed.";
  }

  static String subscribe(Session session, Command command, boolean wanted) {
    command.expectArguments(1);
    MemoryAccount account = session.account();
    String name = MemoryAccount.canonical(command.argument(0).text());
    if (wanted) {
      session.mailbox(name, "NONEXISTENT");
      account.subscriptions.add(name);
      return "OK Subscribe completed.";
    }
    account.subscriptions.remove(name);
    return "OK Unsubscribe completed.";
  }

  /** Checks a name for a new mailbox; a final separator is left away (RFC 9051 section 6.3.4). */
  private static String newName(Session session, String given) {
    MemoryOptions options = session.options();
    String separator = String.valueOf(options.separator());
    String name = given;
    if (name.endsWith(separator)) {
      name = name.substring(0, name.length() - 1);
    }
    if (session.account().get(name).isPresent()) {
      throw Refusal.no("[ALREADYEXISTS] Mailbox already exists");
    }
    if (!name.startsWith(options.prefix())) {
      throw Refusal.no(
          "Client tried to access nonexistent namespace. (Mailbox name should probably be prefixed"
              + " with: "
              + options.prefix()
              + ")");
    }
    String unicode;
    try {
      unicode = ModifiedUtf7.decode(name);
    } catch (WireException invalid) {
      throw Refusal.no("[CANNOT] Mailbox name is not valid mUTF-7");
    }
    boolean hasEmptyLevel =
        name.isEmpty() || name.startsWith(separator) || name.contains(separator + separator);
    boolean hasControl = unicode.chars().anyMatch(c -> c < 0x20 || c == 0x7F);
    if (hasEmptyLevel || hasControl) {
      throw Refusal.no("[CANNOT] Invalid mailbox name");
    }
    options
        .nameRefusal()
        .apply(unicode)
        .ifPresent(
            words -> {
              throw new Refusal(words);
            });
    return name;
  }

  /** {@code (USE (\Sent))} of RFC 6154. */
  private static Optional<String> specialUse(Session session, Value parameters) {
    var items = parameters.items();
    if (!session.has(Extension.CREATE_SPECIAL_USE)
        || items.size() != 2
        || !items.getFirst().word().equals("USE")
        || items.get(1).items().size() != 1) {
      throw Refusal.bad("Unknown CREATE parameters");
    }
    return Optional.of(items.get(1).items().getFirst().text());
  }
}
