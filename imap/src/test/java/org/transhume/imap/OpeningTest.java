package org.transhume.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.transhume.imap.CertificateRefusedException.Fault;
import org.transhume.imap.testkit.tls.SelfSignedCertificate;
import org.transhume.imap.testkit.tls.SelfSignedCertificate.Spec;
import org.transhume.mail.Flags;

@Timeout(60)
@Tag("C1")
class OpeningTest {
  private static final Duration SHORT = Duration.ofMillis(300);
  private static final String GREETING = "* OK [CAPABILITY IMAP4rev1 STARTTLS] ready\r\n";
  @TempDir private static Path folder;
  private static SelfSignedCertificate good;

  @BeforeAll
  static void makeCertificate() {
    good = SelfSignedCertificate.create(folder, Spec.loopback());
  }

  private static ConnectionSettings trusting(
      ConnectionSettings settings, SelfSignedCertificate certificate) {
    return settings.withCertificates(
        new CertificatePolicy.WithAuthorities(List.of(certificate.certificate())));
  }

  private static TalkingServer tlsServer(SelfSignedCertificate certificate) throws IOException {
    return new TalkingServer(
        peer -> {
          peer.startTls(certificate);
          peer.say(GREETING);
          peer.waitForTheEnd();
        });
  }

  private static ImapException failureOf(ConnectionSettings settings) {
    try (var connection = ImapConnection.open(settings)) {
      throw new AssertionError("opened " + connection);
    } catch (ImapException e) {
      return e;
    }
  }

  @Test
  void opensWithTls() throws IOException {
    try (var server = tlsServer(good);
        var connection = ImapConnection.open(trusting(server.settings(TlsMode.IMPLICIT), good))) {
      assertThat(connection.state()).isEqualTo(ConnectionState.NOT_AUTHENTICATED);
      assertThat(connection.capabilities().has("STARTTLS")).isTrue();
      assertThat(connection.isOpen()).isTrue();
    }
  }

  @Test
  void connectsToTheAddressThatWasResolvedBeforeAndChecksTheNameThatWasTyped() throws IOException {
    var certificate = SelfSignedCertificate.create(folder, Spec.forOtherHost("imap.example.com"));
    try (var server = tlsServer(certificate)) {
      var loopback = Optional.of(InetAddress.getLoopbackAddress());
      var endpoint =
          new ImapEndpoint("imap.example.com", server.port(), TlsMode.IMPLICIT, loopback);

      ImapConnection.open(trusting(ConnectionSettings.of(endpoint), certificate)).close();
    }
  }

  @Test
  void asksForCapabilitiesThatTheGreetingDoesNotTell() throws IOException {
    try (var server =
            new TalkingServer(
                peer -> {
                  peer.say("* OK ready\r\n");
                  peer.hear();
                  peer.say("* CAPABILITY IMAP4rev1 IDLE\r\nt1 OK done\r\n");
                  peer.waitForTheEnd();
                });
        var connection = ImapConnection.open(server.settings(TlsMode.PLAIN))) {
      assertThat(connection.capabilities().has("IDLE")).isTrue();
    }
  }

  @Test
  void takesPreauthOnAPlainConnectionThatWasAskedFor() throws IOException {
    try (var server =
            new TalkingServer(
                peer -> {
                  peer.say("* PREAUTH [CAPABILITY IMAP4rev1] in\r\n");
                  peer.waitForTheEnd();
                });
        var connection = ImapConnection.open(server.settings(TlsMode.PLAIN))) {
      assertThat(connection.state()).isEqualTo(ConnectionState.AUTHENTICATED);
    }
  }

  @Test
  void tellsAHostThatDoesNotExist() {
    var settings =
        ConnectionSettings.of(ImapEndpoint.of("no-such-host.invalid", 993, TlsMode.IMPLICIT));

    ImapException e = failureOf(settings);

    assertThat(e.reason()).isEqualTo(Reason.UNKNOWN_HOST);
    assertThat(e.words()).isEqualTo("no-such-host.invalid");
  }

  @Test
  void tellsAPortThatNobodyListensAt() throws IOException {
    int free;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }

    var settings = ConnectionSettings.of(ImapEndpoint.of("127.0.0.1", free, TlsMode.IMPLICIT));

    assertThat(failureOf(settings).reason()).isEqualTo(Reason.PORT_REFUSED);
  }

  @Test
  void tellsAServerThatNeverGreets() throws IOException {
    try (var server = new TalkingServer(TalkingServer.Peer::waitForTheEnd)) {
      var settings = server.settings(TlsMode.PLAIN).withTimeouts(SHORT, Duration.ofMinutes(1));

      ImapException failure = failureOf(settings);
      assertThat(failure.reason()).isEqualTo(Reason.CONNECT_TIMEOUT);
      assertThat(failure.words()).contains("speaks TLS from the start");
    }
  }

  @Test
  void leavesNothingOpenWhenInterrupted() throws Exception {
    var hungUp = new CountDownLatch(1);
    try (var server =
        new TalkingServer(
            peer -> {
              peer.waitForTheEnd();
              hungUp.countDown();
            })) {
      var cancelled = new CompletableFuture<Throwable>();
      Thread opening =
          Thread.startVirtualThread(
              () -> {
                try {
                  ImapConnection.open(server.settings(TlsMode.PLAIN)).close();
                  cancelled.complete(new AssertionError("opened"));
                } catch (RuntimeException e) {
                  cancelled.complete(e);
                }
              });
      await().until(() -> opening.getState() == Thread.State.WAITING);

      opening.interrupt();

      assertThat(cancelled.get()).isInstanceOfAny(CancellationException.class, ImapException.class);
      hungUp.await();
    }
  }

  @Test
  void tellsAServerThatNeverShakesHands() throws IOException {
    try (var server = new TalkingServer(TalkingServer.Peer::waitForTheEnd)) {
      var settings = server.settings(TlsMode.IMPLICIT).withTimeouts(SHORT, Duration.ofMinutes(1));

      ImapException e = failureOf(settings);
      assertThat(e.reason()).isEqualTo(Reason.CONNECT_TIMEOUT);
      assertThat(e.attempted()).isEqualTo("TLS");
    }
  }

  @Test
  void tellsAPortThatDoesNotSpeakTls() throws IOException {
    try (var server =
        new TalkingServer(
            peer -> {
              peer.say(GREETING);
              peer.waitForTheEnd();
            })) {
      assertThat(failureOf(server.settings(TlsMode.IMPLICIT)).reason())
          .isEqualTo(Reason.TLS_NOT_SPOKEN);
    }
    try (var server = new TalkingServer(peer -> peer.hear())) {
      assertThat(failureOf(server.settings(TlsMode.IMPLICIT)).reason())
          .isIn(Reason.TLS_NOT_SPOKEN, Reason.TLS_FAILED);
    }
  }

  @Test
  void tellsAServerThatIsNoImapServer() throws IOException {
    try (var server =
        new TalkingServer(
            peer -> {
              peer.say("220 smtp.example.com ESMTP\r\n");
              peer.waitForTheEnd();
            })) {
      ImapException e = failureOf(server.settings(TlsMode.PLAIN));

      assertThat(e.reason()).isEqualTo(Reason.NOT_IMAP);
      assertThat(e.getMessage()).doesNotContain("220");
    }
  }

  @Test
  void tellsAFarewellInPlaceOfAGreeting() throws IOException {
    try (var server = new TalkingServer(peer -> peer.say("* BYE [ALERT] Too many\r\n"))) {
      ImapException e = failureOf(server.settings(TlsMode.PLAIN));

      assertThat(e.reason()).isEqualTo(Reason.GREETING_BYE);
      assertThat(e.words()).isEqualTo("[ALERT] Too many");
    }
  }

  @Test
  void showsACertificateThatNobodyVouchesFor() throws IOException {
    try (var server = tlsServer(good)) {
      assertThatExceptionOfType(CertificateRefusedException.class)
          .isThrownBy(() -> ImapConnection.open(server.settings(TlsMode.IMPLICIT)))
          .satisfies(
              e -> {
                assertThat(e.reason()).isEqualTo(Reason.CERTIFICATE_INVALID);
                assertThat(e.fault()).isEqualTo(Fault.UNTRUSTED);
                assertThat(e.certificate().sha256()).isEqualTo(good.sha256Fingerprint());
                assertThat(e.certificate().subject()).isEqualTo("CN=localhost");
                assertThat(e.certificate().issuer()).isEqualTo("CN=localhost");
                assertThat(e.certificate().notAfter()).isAfter(Instant.EPOCH);
                assertThat(e.certificate().notBefore()).isBefore(e.certificate().notAfter());
              });
    }
  }

  @Test
  void tellsWhatIsWrongWithACertificate() throws IOException {
    var expired = SelfSignedCertificate.create(folder, Spec.expired());
    try (var server = tlsServer(expired)) {
      var e = failureOf(trusting(server.settings(TlsMode.IMPLICIT), expired));
      assertThat(((CertificateRefusedException) e).fault()).isEqualTo(Fault.EXPIRED);
    }
    var future =
        SelfSignedCertificate.create(folder, new Spec(List.of("dns:localhost"), "+5d", 10));
    try (var server = tlsServer(future)) {
      var e = failureOf(trusting(server.settings(TlsMode.IMPLICIT), future));
      assertThat(((CertificateRefusedException) e).fault()).isEqualTo(Fault.NOT_YET_VALID);
    }
    var other = SelfSignedCertificate.create(folder, Spec.forOtherHost("mail.example.net"));
    try (var server = tlsServer(other)) {
      var e = failureOf(trusting(server.settings(TlsMode.IMPLICIT), other));
      assertThat(((CertificateRefusedException) e).fault()).isEqualTo(Fault.WRONG_NAME);
      assertThat(((CertificateRefusedException) e).certificate().sha256())
          .isEqualTo(other.sha256Fingerprint());
    }
  }

  @Test
  void takesAPinnedCertificateAndNoOther() throws IOException {
    var expired = SelfSignedCertificate.create(folder, Spec.expired());
    try (var server = tlsServer(expired)) {
      var settings = server.settings(TlsMode.IMPLICIT);
      var pinned =
          settings.withCertificates(new CertificatePolicy.Pinned(expired.sha256Fingerprint()));
      ImapConnection.open(pinned).close();

      var another =
          settings.withCertificates(new CertificatePolicy.Pinned(good.sha256Fingerprint()));
      var e = failureOf(another);
      assertThat(((CertificateRefusedException) e).fault()).isEqualTo(Fault.OTHER_THAN_PINNED);
      assertThat(((CertificateRefusedException) e).certificate().sha256())
          .isEqualTo(expired.sha256Fingerprint());
    }
  }

  @Test
  void startsTlsAndForgetsWhatWasSaidBefore() throws IOException {
    try (var server =
            new TalkingServer(
                peer -> {
                  peer.say("* OK [CAPABILITY IMAP4rev1 STARTTLS X-BEFORE] ready\r\n");
                  peer.hear();
                  peer.say("t1 OK begin\r\n");
                  peer.startTls(good);
                  peer.hear();
                  peer.say("* CAPABILITY IMAP4rev1 X-AFTER\r\nt2 OK done\r\n");
                  peer.waitForTheEnd();
                });
        var connection = ImapConnection.open(trusting(server.settings(TlsMode.STARTTLS), good))) {
      assertThat(connection.capabilities().has("X-AFTER")).isTrue();
      assertThat(connection.capabilities().has("X-BEFORE")).isFalse();
      assertThat(connection.capabilities().has("STARTTLS")).isFalse();
    }
  }

  @Test
  void takesNoCapabilitiesFromTheAnswerToStarttls() throws IOException {
    try (var server =
            new TalkingServer(
                peer -> {
                  peer.say(GREETING);
                  peer.hear();
                  peer.say("* CAPABILITY X-EVIL\r\nt1 OK [CAPABILITY IMAP4rev1 X-EVIL] go\r\n");
                  peer.startTls(good);
                  peer.hear();
                  peer.say("* CAPABILITY IMAP4rev1\r\nt2 OK done\r\n");
                  peer.waitForTheEnd();
                });
        var connection = ImapConnection.open(trusting(server.settings(TlsMode.STARTTLS), good))) {
      assertThat(connection.capabilities().has("X-EVIL")).isFalse();
    }
  }

  @Test
  void refusesBytesBetweenTheAnswerToStarttlsAndTls() throws IOException {
    try (var server =
        new TalkingServer(
            peer -> {
              peer.say(GREETING);
              peer.hear();
              peer.say("t1 OK begin\r\n* CAPABILITY IMAP4rev1 AUTH=EVIL\r\n");
              peer.waitForTheEnd();
            })) {
      assertThat(failureOf(trusting(server.settings(TlsMode.STARTTLS), good)).reason())
          .isEqualTo(Reason.STARTTLS_INJECTION);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] ready\r\n",
        "* PREAUTH [CAPABILITY IMAP4rev1 STARTTLS] in\r\n"
      })
  void neverGoesOnWithoutTheTlsThatWasAskedFor(String greeting) throws IOException {
    try (var server =
        new TalkingServer(
            peer -> {
              peer.say(greeting);
              peer.waitForTheEnd();
            })) {
      assertThat(failureOf(trusting(server.settings(TlsMode.STARTTLS), good)).reason())
          .isEqualTo(Reason.STARTTLS_MISSING);
    }
  }

  @Test
  void tellsThatStarttlsWasRefused() throws IOException {
    try (var server =
        new TalkingServer(
            peer -> {
              peer.say(GREETING);
              peer.hear();
              peer.say("t1 NO not now\r\n");
              peer.waitForTheEnd();
            })) {
      ImapException e = failureOf(trusting(server.settings(TlsMode.STARTTLS), good));

      assertThat(e.reason()).isEqualTo(Reason.STARTTLS_REFUSED);
      assertThat(e.words()).isEqualTo("NO not now");
    }
  }

  @Test
  void showsABadCertificateBehindStarttlsToo() throws IOException {
    try (var server =
        new TalkingServer(
            peer -> {
              peer.say(GREETING);
              peer.hear();
              peer.say("t1 OK begin\r\n");
              peer.startTls(good);
            })) {
      assertThatExceptionOfType(CertificateRefusedException.class)
          .isThrownBy(() -> ImapConnection.open(server.settings(TlsMode.STARTTLS)))
          .satisfies(e -> assertThat(e.certificate().sha256()).isEqualTo(good.sha256Fingerprint()));
    }
  }

  @Test
  void closingEndsAWriteThatIsStuckInTls() throws Exception {
    try (var server =
            new TalkingServer(
                peer -> {
                  peer.startTls(good);
                  peer.say("* PREAUTH [CAPABILITY IMAP4rev1 LITERAL+] in\r\n");
                  peer.neverRead();
                });
        var connection = ImapConnection.open(trusting(server.settings(TlsMode.IMPLICIT), good))) {
      var batch = connection.append(EncodedMailboxName.inbox());
      BodySink sink = batch.begin(Flags.none(), Optional.empty(), 1L << 40);
      var stuck =
          Blocked.start(
              () -> {
                while (true) {
                  sink.write(ByteBuffer.allocate(1 << 20));
                }
              });

      connection.close();

      assertThat(stuck)
          .failsWithin(Duration.ofSeconds(10))
          .withThrowableOfType(ExecutionException.class)
          .withCauseInstanceOf(ImapException.class);
    }
  }

  @Test
  void tellsAServerThatHangsUpWithoutGreeting() throws IOException {
    try (var server = new TalkingServer(peer -> {})) {
      assertThat(failureOf(server.settings(TlsMode.PLAIN)).reason())
          .isEqualTo(Reason.CONNECTION_LOST);
    }
  }
}
