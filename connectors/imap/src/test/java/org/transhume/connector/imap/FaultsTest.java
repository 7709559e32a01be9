package org.transhume.connector.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.transhume.imap.testkit.memory.FaultPlan.always;
import static org.transhume.imap.testkit.memory.FaultPlan.named;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.transhume.engine.endpoint.EndpointException;
import org.transhume.engine.endpoint.Problem;
import org.transhume.engine.endpoint.Side;
import org.transhume.imap.ConnectionSettings;
import org.transhume.imap.Credentials;
import org.transhume.imap.ImapEndpoint;
import org.transhume.imap.ImapException;
import org.transhume.imap.Reason;
import org.transhume.imap.TlsMode;
import org.transhume.imap.testkit.memory.Fault;
import org.transhume.imap.testkit.memory.MemoryImapServer;
import org.transhume.imap.testkit.memory.Moment;
import org.transhume.mail.MailboxName;
import org.transhume.mail.Retry;
import org.transhume.mail.Scope;
import org.transhume.mail.Secret;

class FaultsTest {
  private static final String TABLE =
      """
      UNKNOWN_HOST               | SERVER     |                      | SERVER     | NEVER | UNKNOWN_HOST
      PORT_REFUSED               | SERVER     |                      | SERVER     | AFTER | CANNOT_CONNECT
      UNREACHABLE                | SERVER     |                      | SERVER     | AFTER | CANNOT_CONNECT
      CONNECT_TIMEOUT            | SERVER     |                      | SERVER     | AFTER | CANNOT_CONNECT
      TLS_NOT_SPOKEN             | SERVER     |                      | SERVER     | NEVER | TLS_NOT_SPOKEN
      TLS_FAILED                 | SERVER     |                      | SERVER     | NEVER | TLS_NOT_SPOKEN
      STARTTLS_MISSING           | SERVER     |                      | SERVER     | NEVER | STARTTLS_MISSING
      STARTTLS_REFUSED           | SERVER     |                      | SERVER     | AFTER | STARTTLS_MISSING
      STARTTLS_INJECTION         | SERVER     |                      | SERVER     | NEVER | PROTOCOL
      CERTIFICATE_INVALID        | SERVER     |                      | SERVER     | NEVER | CERTIFICATE_INVALID
      GREETING_BYE               | SERVER     | Too many connections | ACCOUNT    | AFTER | THROTTLED
      GREETING_BYE               | SERVER     | Going down           | SERVER     | AFTER | CANNOT_CONNECT
      SERVER_UNPROVEN            | SERVER     |                      | SERVER     | NEVER | PROTOCOL
      NOT_IMAP                   | SERVER     |                      | SERVER     | NEVER | PROTOCOL
      AUTHENTICATION_FAILED      | ACCOUNT    |                      | ACCOUNT    | NEVER | LOGIN_REFUSED
      AUTHENTICATION_UNAVAILABLE | ACCOUNT    |                      | ACCOUNT    | AFTER | SERVER_ERROR
      LOGIN_DISABLED             | ACCOUNT    |                      | ACCOUNT    | NEVER | LOGIN_NOT_POSSIBLE
      MECHANISM_MISSING          | ACCOUNT    |                      | ACCOUNT    | NEVER | LOGIN_NOT_POSSIBLE
      CREDENTIALS_UNSENDABLE     | ACCOUNT    |                      | ACCOUNT    | NEVER | LOGIN_NOT_POSSIBLE
      REFUSED                    | FOLDER     |                      | FOLDER     | NEVER | SERVER_ERROR
      UIDVALIDITY_CHANGED        | FOLDER     |                      | FOLDER     | NOW   | UIDVALIDITY_CHANGED
      CONNECTION_LOST            | CONNECTION |                      | CONNECTION | NOW   | CONNECTION_LOST
      BYE                        | CONNECTION | Request is throttled | ACCOUNT    | AFTER | THROTTLED
      BYE                        | CONNECTION | Session expired      | CONNECTION | AFTER | CONNECTION_LOST
      TIMEOUT                    | CONNECTION |                      | CONNECTION | NOW   | TIMEOUT
      PROTOCOL                   | CONNECTION |                      | CONNECTION | NOW   | PROTOCOL
      PROTOCOL                   | FOLDER     | no UIDVALIDITY       | FOLDER     | NEVER | PROTOCOL
      LIMIT_EXCEEDED             | CONNECTION |                      | FOLDER     | NEVER | PROTOCOL
      CLOSED                     | CONNECTION |                      | CONNECTION | NOW   | CONNECTION_LOST
      BODY_LENGTH                | CONNECTION |                      | CONNECTION | NOW   | CONNECTION_LOST
      RECEIVER_FAILED            | CONNECTION |                      | ACCOUNT    | NEVER | LEDGER_UNWRITABLE
      """;

  @ParameterizedTest
  @CsvSource(delimiter = '|', emptyValue = "", textBlock = TABLE)
  void knowsWhatEachReasonMeans(
      Reason reason, Scope reach, String words, Scope scope, Retry retry, Problem problem) {
    assertThat(Faults.rule(reason, reach, words == null ? "" : words))
        .extracting(Ruling::scope, Ruling::retry, Ruling::problem)
        .containsExactly(scope, retry, problem);
  }

  @Test
  void leavesNoReasonUntested() {
    List<String> tested = TABLE.lines().map(line -> line.split(" ", 2)[0]).toList();

    assertThat(Arrays.stream(Reason.values()).map(Reason::name).collect(Collectors.toSet()))
        .isEqualTo(Set.copyOf(tested));
  }

  @Test
  void saysWhatWasAttemptedOnWhichSideAndInWhoseWords() {
    try (var server = MemoryImapServer.start()) {
      server.addAccount(Servers.USER, Servers.PASSWORD);
      server.faults(
          always(
              Moment.RECEIVED, named("SELECT"), new Fault.Answer("NO [NOPERM] You may not, Ann")));
      try (var destination = new ImapDestination(Servers.account(server))) {
        var inbox = MailboxName.inbox('/');

        assertThatThrownBy(() -> destination.open(inbox))
            .isInstanceOfSatisfying(
                EndpointException.class,
                e -> {
                  assertThat(e.side()).isEqualTo(Side.DESTINATION);
                  assertThat(e.problem()).isEqualTo(Problem.NOT_PERMITTED);
                  assertThat(e.scope()).isEqualTo(Scope.FOLDER);
                  assertThat(e.attempted()).isEqualTo("opening the folder \"INBOX\"");
                  assertThat(e.words()).isEqualTo("NO [NOPERM] You may not, Ann");
                  assertThat(e).hasCauseInstanceOf(ImapException.class);
                });
      }
    }
  }

  @Test
  void tellsAWrongPasswordWithoutSayingIt() {
    try (var server = MemoryImapServer.start()) {
      server.addAccount(Servers.USER, "another");
      try (var source = new ImapSource(Servers.account(server))) {
        assertThatThrownBy(source::folders)
            .isInstanceOfSatisfying(
                EndpointException.class,
                e -> {
                  assertThat(e.problem()).isEqualTo(Problem.LOGIN_REFUSED);
                  assertThat(e.scope()).isEqualTo(Scope.ACCOUNT);
                  assertThat(e.retry()).isEqualTo(Retry.NEVER);
                  assertThat(e).hasMessageNotContaining(Servers.PASSWORD);
                });
      }
    }
  }

  @Test
  void tellsAPortWhereNobodyListens() throws IOException {
    int port;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    var settings =
        ImapAccountSettings.of(
            ConnectionSettings.of(
                new ImapEndpoint(
                    "mail.example.com",
                    port,
                    TlsMode.PLAIN,
                    Optional.of(InetAddress.getLoopbackAddress()))),
            Credentials.of(Servers.USER, Secret.of(Servers.PASSWORD)));
    try (var source = new ImapSource(settings)) {
      assertThatThrownBy(source::abilities)
          .isInstanceOfSatisfying(
              EndpointException.class,
              e -> {
                assertThat(e.problem()).isEqualTo(Problem.CANNOT_CONNECT);
                assertThat(e.side()).isEqualTo(Side.SOURCE);
                assertThat(e.scope()).isEqualTo(Scope.SERVER);
              });
    }
  }
}
