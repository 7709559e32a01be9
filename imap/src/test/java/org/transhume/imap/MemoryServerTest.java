package org.transhume.imap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.transhume.imap.testkit.memory.Extension;
import org.transhume.imap.testkit.memory.MemoryImapServer;
import org.transhume.imap.testkit.memory.MemoryOptions;
import org.transhume.mail.MailboxName;
import org.transhume.mail.Secret;

/** The contract against the server in memory, rich and poor. */
class MemoryServerTest {
  abstract static class Against implements ServerContract {
    private final MemoryOptions options;
    MemoryImapServer server;

    Against(MemoryOptions.Builder options) {
      this.options = options.masterUsers("admin").build();
    }

    @BeforeEach
    void start() {
      server = MemoryImapServer.start(options);
      server.addAccount("alice", ALICE.password().reveal());
      server.addAccount("admin", "adminpw");
    }

    @AfterEach
    void stop() {
      server.close();
    }

    @Override
    public ConnectionSettings settings() {
      return ConnectionSettings.of(ImapEndpoint.of(server.host(), server.port(), TlsMode.PLAIN));
    }
  }

  @Nested
  class WithEverything extends Against {
    WithEverything() {
      super(MemoryOptions.builder());
    }

    @Test
    void opensSomebodyElsesMailbox() {
      server.account("alice").create("hers");
      try (var connection = ImapConnection.open(settings())) {
        connection.login(Credentials.of("admin", Secret.of("adminpw")).actingFor("alice"));

        assertThat(connection.discover(java.util.Set.of()))
            .extracting(ListedMailbox::name)
            .contains(new MailboxName("hers", '/'));
      }
    }

    @Test
    void sendsNoMoreCommandsForMoreMessages() {
      try (var connection = logIn()) {
        var mailbox = create(connection, "counted");
        int before = server.commands().size();
        append(connection, mailbox, List.of(Mail.of(1), Mail.of(2), Mail.of(3)));
        read(connection, mailbox);

        assertThat(server.commands().size() - before).isEqualTo(3);
      }
    }
  }

  @Nested
  class WithNothing extends Against {
    WithNothing() {
      super(MemoryOptions.bare());
    }
  }

  @Nested
  class WithSmallLiteralsOnly extends Against {
    WithSmallLiteralsOnly() {
      super(MemoryOptions.builder().without(Extension.LITERAL_PLUS).with(Extension.LITERAL_MINUS));
    }
  }

  @Nested
  class WithoutListStatus extends Against {
    WithoutListStatus() {
      super(
          MemoryOptions.builder()
              .without(Extension.LIST_STATUS, Extension.ESEARCH, Extension.MULTIAPPEND));
    }
  }
}
