package org.transhume.connector.imap;

import org.transhume.imap.ConnectionSettings;
import org.transhume.imap.Credentials;
import org.transhume.imap.ImapEndpoint;
import org.transhume.imap.TlsMode;
import org.transhume.imap.testkit.daemon.RealServer;
import org.transhume.imap.testkit.memory.MemoryImapServer;
import org.transhume.imap.testkit.proxy.FaultProxy;
import org.transhume.mail.Secret;

/** How tests get in. */
final class Servers {
  static final String USER = "ann";
  static final String PASSWORD = "a \"b\\c{é";

  private Servers() {}

  static ImapAccountSettings account(MemoryImapServer server) {
    return account(server.host(), server.port(), USER);
  }

  static ImapAccountSettings account(MemoryImapServer server, String user) {
    return account(server.host(), server.port(), user);
  }

  static ImapAccountSettings account(RealServer server, String user) {
    return account(server.host(), server.port(), user);
  }

  /** Through a proxy. */
  static ImapAccountSettings account(FaultProxy proxy) {
    return account(proxy.host(), proxy.port(), USER);
  }

  private static ImapAccountSettings account(String host, int port, String user) {
    return ImapAccountSettings.of(
        ConnectionSettings.of(ImapEndpoint.of(host, port, TlsMode.PLAIN)),
        Credentials.of(user, Secret.of(PASSWORD)));
  }
}
