package org.transhume.imap;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.transhume.imap.testkit.dovecot.DovecotOptions;
import org.transhume.imap.testkit.dovecot.DovecotServer;
import org.transhume.imap.testkit.tls.SelfSignedCertificate;
import org.transhume.mail.Flags;
import org.transhume.mail.MailboxName;
import org.transhume.mail.Secret;
import org.transhume.mail.UidSet;

/** The contract against a real Dovecot, and what only a real server does. */
@EnabledIf("org.transhume.imap.testkit.dovecot.DovecotServer#shouldRun")
@Timeout(180)
class DovecotTest {
  private static DovecotOptions.Builder users() {
    return DovecotOptions.builder()
        .user("alice", ServerContract.ALICE.password().reveal())
        .user("bob", "pw", 20_000)
        .masterUser("admin", "adminpw");
  }

  abstract static class Against implements ServerContract {
    private final DovecotOptions options;
    DovecotServer server;

    Against(DovecotOptions.Builder options) {
      this.options = options.build();
    }

    @BeforeAll
    void start() {
      server = DovecotServer.start(options);
    }

    @AfterAll
    void stop() {
      server.close();
    }

    @AfterEach
    void removeMailboxes() {
      try (var connection = logIn()) {
        for (ListedMailbox mailbox : connection.list(ListQuery.plain("*")).await().reversed()) {
          if (!mailbox.name().isInbox()) {
            connection.delete(mailbox.wireName()).await();
          }
        }
      }
    }

    @Override
    public ConnectionSettings settings() {
      return ConnectionSettings.of(ImapEndpoint.of(server.host(), server.port(), TlsMode.PLAIN));
    }
  }

  @Nested
  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  class Maildir extends Against {
    Maildir() {
      super(users());
    }

    @Test
    void opensSomebodyElsesMailbox() {
      try (var owner = logIn();
          var master = ImapConnection.open(settings())) {
        create(owner, "hers");

        master.login(Credentials.of("admin", Secret.of("adminpw")).actingFor("alice"));

        assertThat(master.list(ListQuery.plain("*")).await())
            .extracting(ListedMailbox::name)
            .contains(new MailboxName("hers", '/'));
      }
    }

    @Test
    void refusesWhatIsOverQuota() {
      try (var connection = ImapConnection.open(settings())) {
        connection.login(Credentials.of("bob", Secret.of("pw")));
        var mail =
            new Mail(Flags.none(), Mail.of(1).date(), "Subject: big\r\n\r\n" + "x".repeat(30_000));

        var stored = append(connection, EncodedMailboxName.inbox(), List.of(mail));

        assertThat(stored.getFirst().tagged().hasCode("OVERQUOTA")).isTrue();
        assertThat(connection.noop().await().isOk()).isTrue();
      }
    }

    @Test
    void losesTheConnectionInTheMiddleOfABodyThatIsShorterThanItsName() throws IOException {
      try (var connection = logIn()) {
        create(connection, "short");
      }
      var folder = server.maildirFolder("alice").resolve(".short/cur");
      String sizeThatLies = "1500000000.M1P1.x,S=5000,W=5000:2,S";
      Files.writeString(folder.resolve(sizeThatLies), "Subject: lie\r\n", US_ASCII);
      try (var connection = logIn()) {
        var bodies = new Bodies();
        connection.examine(
            EncodedMailboxName.ofOctets("short".getBytes(US_ASCII)), SelectOptions.usual());
        var fetched = connection.uidFetch(UidSet.range(1, 9), BODY, bodies);

        assertThatExceptionOfType(ImapException.class)
            .isThrownBy(fetched::await)
            .satisfies(e -> assertThat(e.reason()).isIn(Reason.CONNECTION_LOST, Reason.BYE));
        org.awaitility.Awaitility.await()
            .until(() -> bodies.calls.stream().anyMatch(call -> call.startsWith("abort")));
        assertThat(bodies.calls).noneMatch(call -> call.startsWith("end"));
      }
    }

    @Test
    void failsWhatIsUnderWayWhenTheServerDies() {
      try (var connection = logIn()) {
        var batch = connection.append(EncodedMailboxName.inbox());
        BodySink sink = batch.begin(Flags.none(), Optional.empty(), 10_000_000);
        server.dropConnections();

        assertThatExceptionOfType(ImapException.class)
            .isThrownBy(
                () -> {
                  for (int i = 0; i < 1000; i++) {
                    sink.write(java.nio.ByteBuffer.allocate(10_000));
                  }
                });
        assertThat(connection.isOpen()).isFalse();
      }
    }
  }

  @Nested
  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  class Compressed extends Against {
    Compressed() {
      super(users());
    }

    @Override
    public ImapConnection logIn() {
      ImapConnection connection = super.logIn();
      assertThat(connection.capabilities().has("COMPRESS=DEFLATE")).isTrue();
      assertThat(connection.compress()).isTrue();
      return connection;
    }
  }

  @Nested
  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  class WithFewCapabilities extends Against {
    WithFewCapabilities() {
      super(users().capability("IMAP4rev1"));
    }
  }

  @Nested
  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  class OverTls extends Against {
    OverTls() {
      super(users().certificate(SelfSignedCertificate.Spec.loopback()));
    }

    @Override
    public ConnectionSettings settings() {
      return ConnectionSettings.of(ImapEndpoint.of("localhost", server.tlsPort(), TlsMode.IMPLICIT))
          .withCertificates(new CertificatePolicy.Pinned(server.certificate().sha256Fingerprint()));
    }

    @Test
    void startsTls() {
      var settings =
          ConnectionSettings.of(ImapEndpoint.of("localhost", server.port(), TlsMode.STARTTLS))
              .withCertificates(
                  new CertificatePolicy.WithAuthorities(
                      List.of(server.certificate().certificate())));
      try (var connection = ImapConnection.open(settings)) {
        connection.login(ALICE);

        assertThat(connection.noop().await().isOk()).isTrue();
      }
    }
  }
}
