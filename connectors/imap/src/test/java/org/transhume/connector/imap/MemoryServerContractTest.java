package org.transhume.connector.imap;

import static org.transhume.imap.testkit.memory.Extension.APPENDLIMIT;
import static org.transhume.imap.testkit.memory.Extension.CONDSTORE;
import static org.transhume.imap.testkit.memory.Extension.ESEARCH;
import static org.transhume.imap.testkit.memory.Extension.LIST_EXTENDED;
import static org.transhume.imap.testkit.memory.Extension.LIST_STATUS;
import static org.transhume.imap.testkit.memory.Extension.LITERAL_MINUS;
import static org.transhume.imap.testkit.memory.Extension.LITERAL_PLUS;
import static org.transhume.imap.testkit.memory.Extension.MULTIAPPEND;
import static org.transhume.imap.testkit.memory.Extension.NAMESPACE;
import static org.transhume.imap.testkit.memory.Extension.UIDPLUS;
import static org.transhume.imap.testkit.memory.Extension.UNSELECT;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.transhume.engine.endpoint.MailDestination;
import org.transhume.engine.endpoint.MailSource;
import org.transhume.engine.testing.MailDestinationContract;
import org.transhume.engine.testing.MailSourceContract;
import org.transhume.imap.testkit.memory.MemoryImapServer;
import org.transhume.imap.testkit.memory.MemoryOptions;

/** Both ports keep their contracts, whatever a server can or cannot do. */
class MemoryServerContractTest {
  /** A server of its own for each test. */
  abstract static class Kept implements MailSourceContract, MailDestinationContract {
    private final MemoryImapServer server;

    Kept(MemoryOptions options) {
      server = MemoryImapServer.start(options);
      server.addAccount(Servers.USER, Servers.PASSWORD);
    }

    @Override
    public MailSource openSource() {
      return new ImapSource(Servers.account(server));
    }

    @Override
    public MailDestination openDestination() {
      return new ImapDestination(Servers.account(server));
    }

    @AfterEach
    void stop() {
      server.close();
    }
  }

  @Nested
  class WithEverything extends Kept {
    WithEverything() {
      super(MemoryOptions.builder().build());
    }
  }

  @Nested
  class WithNothing extends Kept {
    WithNothing() {
      super(MemoryOptions.bare().build());
    }
  }

  @Nested
  class WithoutMultiAppend extends Kept {
    WithoutMultiAppend() {
      super(MemoryOptions.builder().without(MULTIAPPEND).build());
    }
  }

  /** As Gmail: small literals at once, the others one by one, a limit and no MULTIAPPEND. */
  @Nested
  class WithLiteralMinusAndALimit extends Kept {
    WithLiteralMinusAndALimit() {
      super(
          MemoryOptions.builder()
              .without(MULTIAPPEND, LITERAL_PLUS)
              .with(LITERAL_MINUS, APPENDLIMIT)
              .appendLimitBytes(2_000_000)
              .build());
    }
  }

  /** As Courier: names below INBOX, and every literal waits for consent. */
  @Nested
  class WithAPrefixAndLiteralsThatWait extends Kept {
    WithAPrefixAndLiteralsThatWait() {
      super(
          MemoryOptions.builder()
              .without(MULTIAPPEND, LITERAL_PLUS, CONDSTORE, LIST_EXTENDED, LIST_STATUS, ESEARCH)
              .separator('.')
              .prefix("INBOX.")
              .build());
    }
  }

  @Nested
  class WithoutUidPlus extends Kept {
    WithoutUidPlus() {
      super(MemoryOptions.builder().without(UIDPLUS).build());
    }
  }

  @Nested
  class WithoutCondstore extends Kept {
    WithoutCondstore() {
      super(MemoryOptions.builder().without(CONDSTORE, UNSELECT).build());
    }
  }

  @Nested
  class WithoutListStatusAndNamespace extends Kept {
    WithoutListStatusAndNamespace() {
      super(MemoryOptions.builder().without(LIST_STATUS, NAMESPACE).build());
    }
  }

  @Nested
  class WithCreateSpecialUse extends Kept {
    WithCreateSpecialUse() {
      super(MemoryOptions.builder().extraCapabilities(List.of("CREATE-SPECIAL-USE")).build());
    }
  }
}
