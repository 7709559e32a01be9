package org.transhume.connector.imap;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.condition.EnabledIf;
import org.transhume.engine.endpoint.MailDestination;
import org.transhume.engine.endpoint.MailSource;
import org.transhume.engine.testing.MailDestinationContract;
import org.transhume.engine.testing.MailSourceContract;
import org.transhume.imap.testkit.dovecot.DovecotOptions;
import org.transhume.imap.testkit.dovecot.DovecotOptions.Storage;
import org.transhume.imap.testkit.dovecot.DovecotServer;

/** Both ports keep their contracts at a real server. */
@EnabledIf(
    value = "org.transhume.imap.testkit.dovecot.DovecotServer#shouldRun",
    disabledReason = "no Dovecot is installed")
class DovecotContractTest {
  /** One server for the class, another user for each test. */
  @TestInstance(Lifecycle.PER_CLASS)
  abstract static class Kept implements MailSourceContract, MailDestinationContract {
    private static final int USERS = 100;

    private final DovecotOptions.Builder options;
    private final AtomicInteger user = new AtomicInteger();
    private DovecotServer server;

    Kept(DovecotOptions.Builder options) {
      this.options = options;
    }

    @BeforeAll
    void start() {
      for (int i = 0; i < USERS; i++) {
        options.user("user" + i, Servers.PASSWORD);
      }
      server = DovecotServer.start(options.build());
    }

    @BeforeEach
    void takeAnotherUser() {
      user.incrementAndGet();
    }

    @AfterAll
    void stop() {
      server.close();
    }

    @Override
    public MailSource openSource() {
      return new ImapSource(Servers.account(server, "user" + user.get()));
    }

    @Override
    public MailDestination openDestination() {
      return new ImapDestination(Servers.account(server, "user" + user.get()));
    }
  }

  @Nested
  class WithMaildir extends Kept {
    WithMaildir() {
      super(DovecotOptions.builder());
    }
  }

  @Nested
  class WithMdboxAndAPrefix extends Kept {
    WithMdboxAndAPrefix() {
      super(DovecotOptions.builder().storage(Storage.MDBOX).separator('.').prefix("INBOX."));
    }
  }

  @Nested
  class WithFewCapabilities extends Kept {
    WithFewCapabilities() {
      super(DovecotOptions.builder().capability("IMAP4rev1 LITERAL+ UIDPLUS"));
    }
  }
}
