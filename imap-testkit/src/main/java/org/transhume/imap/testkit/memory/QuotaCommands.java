package org.transhume.imap.testkit.memory;

import java.util.StringJoiner;
import org.transhume.imap.testkit.wire.ImapText;

/** QUOTA (RFC 9208) with one root for the whole account. */
final class QuotaCommands {
  private static final String ROOT = "User quota";

  private QuotaCommands() {}

  static String root(Session session, Command command, Reply reply) {
    session.require(Extension.QUOTA, "GETQUOTAROOT");
    command.expectArguments(1);
    MemoryMailbox mailbox = session.mailbox(command.argument(0).text(), "NONEXISTENT");
    boolean isLimited =
        session.account().quotaBytes.isPresent() || session.account().quotaMessages.isPresent();
    String name = ImapText.serverString(mailbox.name);
    reply.untagged("QUOTAROOT " + name + (isLimited ? " \"" + ROOT + "\"" : ""));
    if (isLimited) {
      print(session.account(), reply);
    }
    return "OK Getquotaroot completed.";
  }

  static String quota(Session session, Command command, Reply reply) {
    session.require(Extension.QUOTA, "GETQUOTA");
    command.expectArguments(1);
    if (!command.argument(0).text().equals(ROOT)) {
      throw Refusal.no("[NONEXISTENT] No such quota root");
    }
    print(session.account(), reply);
    return "OK Getquota completed.";
  }

  private static void print(MemoryAccount account, Reply reply) {
    var resources = new StringJoiner(" ");
    if (account.quotaBytes.isPresent()) {
      // RFC 9208 section 5.1: STORAGE counts units of 1,024 octets.
      long usedKibibytes = (account.usedBytes() + 1023) / 1024;
      resources.add("STORAGE " + usedKibibytes + " " + account.quotaBytes.getAsLong() / 1024);
    }
    if (account.quotaMessages.isPresent()) {
      resources.add("MESSAGE " + account.usedMessages() + " " + account.quotaMessages.getAsLong());
    }
    reply.untagged("QUOTA \"" + ROOT + "\" (" + resources + ")");
  }
}
