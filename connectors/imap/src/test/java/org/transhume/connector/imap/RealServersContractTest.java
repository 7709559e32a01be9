package org.transhume.connector.imap;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.condition.EnabledIf;
import org.transhume.engine.endpoint.MailDestination;
import org.transhume.engine.endpoint.MailSource;
import org.transhume.engine.testing.MailDestinationContract;
import org.transhume.engine.testing.MailSourceContract;
import org.transhume.imap.ImapConnection;
import org.transhume.imap.testkit.real.ServerKind;

/** Both ports keep their contracts at every server, whatever it can or cannot do. */
@Tag("I5")
class RealServersContractTest {
  static boolean hasCyrus() {
    return ServerKind.CYRUS.shouldRun();
  }

  static boolean hasCourier() {
    return ServerKind.COURIER.shouldRun();
  }

  static boolean hasJames() {
    return ServerKind.JAMES.shouldRun();
  }

  /** One server for all, another account for each test. */
  @TestInstance(Lifecycle.PER_CLASS)
  abstract static class Kept implements MailSourceContract, MailDestinationContract {
    private final ServerKind kind;
    private RealServers servers;
    private String user = "";

    Kept(ServerKind kind) {
      this.kind = kind;
    }

    ImapAccountSettings account() {
      return Servers.account(servers.server(), user);
    }

    @BeforeAll
    void start() {
      servers = RealServers.of(kind);
    }

    @BeforeEach
    void takeAnotherAccount() {
      user = servers.another();
    }

    @Override
    public MailSource openSource() {
      return new ImapSource(account());
    }

    @Override
    public MailDestination openDestination() {
      return new ImapDestination(account());
    }
  }

  @Nested
  @EnabledIf(
      value = "org.transhume.connector.imap.RealServersContractTest#hasCyrus",
      disabledReason = "no Cyrus was fetched")
  class Cyrus extends Kept {
    Cyrus() {
      super(ServerKind.CYRUS);
    }
  }

  @Nested
  @EnabledIf(
      value = "org.transhume.connector.imap.RealServersContractTest#hasCyrus",
      disabledReason = "no Cyrus was fetched")
  class CyrusCompressed extends Kept {
    CyrusCompressed() {
      super(ServerKind.CYRUS);
    }

    @Override
    ImapAccountSettings account() {
      return super.account().withCompression(true);
    }

    @Test
    void isCompressedIndeed() {
      try (var connection = ImapConnection.open(account().connection())) {
        connection.login(account().credentials());

        assertThat(connection.capabilities().has("COMPRESS=DEFLATE")).isTrue();
        assertThat(connection.compress()).isTrue();
        assertThat(connection.noop().await().isOk()).isTrue();
      }
    }
  }

  @Nested
  @EnabledIf(
      value = "org.transhume.connector.imap.RealServersContractTest#hasCourier",
      disabledReason = "no Courier was fetched, or we are not root")
  class Courier extends Kept {
    Courier() {
      super(ServerKind.COURIER);
    }
  }

  @Nested
  @EnabledIf(
      value = "org.transhume.connector.imap.RealServersContractTest#hasJames",
      disabledReason = "no James was fetched")
  class James extends Kept {
    James() {
      super(ServerKind.JAMES);
    }
  }
}
