package org.transhume.imap.testkit.memory;

import org.transhume.imap.testkit.wire.ImapText;
import org.transhume.imap.testkit.wire.Value;

/** Commands about the connection and the account. */
final class AccountCommands {
  private AccountCommands() {}

  static String capability(Session session, Reply reply) {
    reply.untagged("CAPABILITY " + session.server.capabilities(session.user().isPresent()));
    return "OK Capability completed.";
  }

  static String logout(Session session, Reply reply) {
    reply.untagged("BYE Logging out");
    session.isLoggedOut = true;
    return "OK Logout completed.";
  }

  static String id(Session session, Command command, Reply reply) {
    session.require(Extension.ID, "ID");
    command.expectArguments(1);
    reply.untagged("ID (\"name\" \"Memory IMAP\")");
    return "OK ID completed.";
  }

  /** RFC 5161: unknown names are ignored. */
  static String enable(Session session, Command command, Reply reply) {
    session.require(Extension.ENABLE, "ENABLE");
    session.account();
    var enabled = new StringBuilder("ENABLED");
    for (Value argument : command.arguments()) {
      if (argument.word().equals("CONDSTORE") && session.has(Extension.CONDSTORE)) {
        session.enabled.add(Extension.CONDSTORE);
        enabled.append(" CONDSTORE");
      }
    }
    reply.untagged(enabled.toString());
    return "OK Enabled.";
  }

  /** RFC 2342: a personal namespace only. */
  static String namespace(Session session, Reply reply) {
    session.require(Extension.NAMESPACE, "NAMESPACE");
    session.account();
    MemoryOptions options = session.options();
    String separator = ListCommands.separator(session);
    reply.untagged(
        "NAMESPACE ((" + ImapText.quoted(options.prefix()) + " " + separator + ")) NIL NIL");
    return "OK Namespace completed.";
  }
}
