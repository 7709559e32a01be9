package org.transhume.cli.demo;

import java.util.Map;
import org.transhume.imap.testkit.dovecot.DovecotServer;
import org.transhume.imap.testkit.james.JamesServer;
import org.transhume.imap.testkit.seed.SeedImap;

/** A server of the demonstration with one mailbox in it. */
interface MailServer extends AutoCloseable {
  /** Whose mailbox it is, on both servers. */
  String LOGIN = "anna";

  /**
   * The password: of a mailbox that holds generated mail for a minute, reachable on this machine.
   */
  String PASSWORD = "demo";

  int port();

  char separator();

  SeedImap logIn();

  @Override
  void close();

  record Dovecot(DovecotServer server) implements MailServer {
    @Override
    public int port() {
      return server.port();
    }

    @Override
    public char separator() {
      return server.options().separator();
    }

    @Override
    public SeedImap logIn() {
      return server.logIn(LOGIN);
    }

    @Override
    public void close() {
      server.close();
    }
  }

  record James(JamesServer server) implements MailServer {
    static final Map<String, String> USERS = Map.of(LOGIN, PASSWORD);

    @Override
    public int port() {
      return server.port();
    }

    @Override
    public char separator() {
      return JamesServer.SEPARATOR;
    }

    @Override
    public SeedImap logIn() {
      return server.logIn(LOGIN);
    }

    @Override
    public void close() {
      server.close();
    }
  }
}
