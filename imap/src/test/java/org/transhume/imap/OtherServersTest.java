package org.transhume.imap;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.transhume.imap.ServerContract.Mail;
import org.transhume.imap.testkit.real.ServerKind;
import org.transhume.mail.Flags;
import org.transhume.mail.Secret;

/** What of the client only servers beside Dovecot show. */
@Timeout(180)
class OtherServersTest {
  /** RFC 6532 mail needs no {@code ENABLE UTF8=ACCEPT}: ADR 0026. */
  @ParameterizedTest
  @EnumSource
  @Tag("I5")
  void takesAHeaderInUtf8AsItIs(ServerKind kind) {
    assumeTrue(kind.shouldRun(), "not installed");
    byte[] octets =
        "From: Jos\u00e9 <jos\u00e9@example.com>\r\nSubject: \u65e5\u672c\r\n\r\nx\r\n"
            .getBytes(UTF_8);
    var mail = new Mail(Flags.none(), Mail.of(1).date(), new String(octets, ISO_8859_1));
    Secret password = ServerContract.ALICE.password();
    try (var server = kind.start(Map.of("alice", password.reveal()))) {
      ServerContract contract =
          () -> ConnectionSettings.of(ImapEndpoint.of(server.host(), server.port(), TlsMode.PLAIN));
      try (var connection = contract.logIn()) {
        assertThat(connection.capabilities().has("UTF8=ACCEPT"))
            .as("announced by Courier alone")
            .isEqualTo(kind == ServerKind.COURIER);

        contract.append(connection, EncodedMailboxName.inbox(), List.of(mail));

        // Cyrus stores an X for each such octet as long as munge8bit is on, whoever asks.
        String expected =
            kind == ServerKind.CYRUS
                ? mail.octets().replaceAll("[\\x80-\\xff]", "X")
                : mail.octets();
        assertThat(contract.read(connection, EncodedMailboxName.inbox()).values())
            .singleElement()
            .extracting(Mail::octets)
            .isEqualTo(expected);
      }
    }
  }
}
