package org.transhume.imap.testkit.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.transhume.imap.testkit.MailContent;
import org.transhume.imap.testkit.SeedMail;
import org.transhume.imap.testkit.seed.SeedImap;
import org.transhume.imap.testkit.tls.SelfSignedCertificate;

class ScriptedImapServerTest {
  private static final String HELLO =
      """
      S: * OK ready
      C: <a> CAPABILITY
      S: * CAPABILITY IMAP4rev1
      S: <a> OK done
      """;

  static List<Delivery> deliveries() {
    return Delivery.all();
  }

  private static SeedImap client(ScriptedImapServer server) {
    return SeedImap.connect(server.host(), server.port());
  }

  @ParameterizedTest
  @MethodSource("deliveries")
  void followsATranscriptWithLiteralsHoweverItsOctetsLeave(Delivery delivery) {
    var transcript = Transcript.resource(ScriptedImapServerTest.class, "append.transcript");
    var waited = new ArrayList<Duration>();
    try (var server =
        ScriptedImapServer.builder().delivery(delivery).pauses(waited::add).start(transcript)) {
      byte[] mail =
          "Subject: Grüße\r\n\r\nHello,\r\nno final line end".getBytes(StandardCharsets.UTF_8);
      try (var client = client(server)) {
        client.login("alice", "pw");
        client.append(
            "INBOX", new SeedMail(MailContent.of(mail), Optional.empty(), List.of("\\Seen")));
        client.examine("INBOX");

        assertThat(client.fetchAll())
            .extracting(fetched -> new String(fetched.body().orElseThrow(), StandardCharsets.UTF_8))
            .containsExactly(
                new String(mail, StandardCharsets.UTF_8),
                "Subject: other\r\n\r\nFrom <a@example.com>\r\n");
      }

      server.verifyCompleted();
      assertThat(waited).containsExactly(Duration.ofSeconds(3));
    }
  }

  @Test
  void tellsWhatItExpectedAndWhatCame() {
    try (var server =
        ScriptedImapServer.start(
            Transcript.parse(HELLO + "C: <b> LIST \"\" *\nS: <b> OK done\n"))) {
      try (var client = client(server)) {
        assertThatThrownBy(() -> client.attempt("LSUB \"\" *"))
            .isInstanceOf(RuntimeException.class);
      }

      assertThatThrownBy(server::verifyCompleted)
          .isInstanceOf(AssertionError.class)
          .hasMessage(
              """
              transcript line 5 (connection 1): C: <b> LIST "" *
              expected  LIST "" *\\r\\n
                   got  LSUB "" *\\r\\n\
              """);
    }
  }

  @Test
  void complainsOfMoreThanTheTranscriptHas() {
    try (var server = ScriptedImapServer.start(Transcript.parse(HELLO))) {
      try (var client = client(server)) {
        assertThatThrownBy(() -> client.attempt("NOOP")).isInstanceOf(RuntimeException.class);
      }

      assertThatThrownBy(server::verifyCompleted)
          .hasMessageContaining("expected nothing more")
          .hasMessageContaining("s2 NOOP\\r\\n");
    }
  }

  @Test
  void complainsOfAClientThatLeavesEarly() {
    try (var server =
        ScriptedImapServer.start(Transcript.parse(HELLO + "C: <b> NOOP\nS: <b> OK\n"))) {
      client(server).close();

      assertThatThrownBy(server::verifyCompleted)
          .hasMessageContaining("line 5")
          .hasMessageContaining("expected a tag, got the end");
    }
  }

  @Test
  void complainsOfASilentClient() {
    try (var server =
            ScriptedImapServer.builder()
                .patience(Duration.ofMillis(200))
                .start(Transcript.parse(HELLO + "C: <b> NOOP\nS: <b> OK\n"));
        var client = client(server)) {
      assertThat(client.capabilities()).isNotEmpty();
      assertThatThrownBy(server::verifyCompleted).isInstanceOf(AssertionError.class);
    }
  }

  @Test
  void servesSeveralConnectionsAndNoneTooMany() {
    var transcript = Transcript.parse(HELLO + "C: <close>\n\nCONNECTION 2\n" + HELLO);
    try (var server = ScriptedImapServer.start(transcript)) {
      client(server).close();
      client(server).close();
      server.verifyCompleted();

      assertThatThrownBy(() -> client(server)).isInstanceOf(RuntimeException.class);
      assertThatThrownBy(server::verifyCompleted).hasMessageContaining("no CONNECTION 3");
    }
  }

  @Test
  void dropsAndResetsInTheMiddleOfALine() throws Exception {
    var transcript =
        Transcript.parse(
            """
            S: * OK ready
            S: <drop>
            CONNECTION 2
            S: * OK ready
            S: <reset>
            """);
    try (var server = ScriptedImapServer.start(transcript)) {
      try (var dropped = new Socket(server.host(), server.port())) {
        assertThat(dropped.getInputStream().readAllBytes()).asString().isEqualTo("* OK ready\r\n");
      }
      try (var reset = new Socket(server.host(), server.port())) {
        InputStream in = reset.getInputStream();
        assertThat(in.readNBytes(12)).asString().isEqualTo("* OK ready\r\n");
        assertThatThrownBy(in::read).isInstanceOf(SocketException.class);
      }
      server.verifyCompleted();
    }
  }

  @Test
  void speaksTlsAfterStartTls(@TempDir Path folder) {
    var certificate = SelfSignedCertificate.create(folder, SelfSignedCertificate.Spec.loopback());
    var transcript =
        Transcript.parse(
            HELLO
                + """
                C: <b> STARTTLS
                S: <b> OK begin
                S: <starttls>
                C: <c> CAPABILITY
                S: * CAPABILITY IMAP4rev1 IDLE
                S: <c> OK done
                """);
    try (var server =
        ScriptedImapServer.builder().tls(certificate.serverContext()).start(transcript)) {
      try (var client = client(server)) {
        client.startTls(certificate.trustingContext(), "localhost");

        assertThat(client.capabilities()).contains("IDLE");
      }
      server.verifyCompleted();
    }
  }

  @Test
  void speaksTlsFromTheStart(@TempDir Path folder) {
    var certificate = SelfSignedCertificate.create(folder, SelfSignedCertificate.Spec.loopback());
    try (var server =
        ScriptedImapServer.builder()
            .implicitTls(certificate.serverContext())
            .start(Transcript.parse(HELLO))) {
      SeedImap.connectTls(server.host(), server.port(), certificate.trustingContext()).close();

      server.verifyCompleted();
    }
  }

  @Test
  void deliversSingleOctetsAndRandomPiecesWithoutLoss() throws IOException {
    byte[] octets = "x".repeat(1000).getBytes(StandardCharsets.US_ASCII);
    for (Delivery delivery : Delivery.all()) {
      var pieces = new ArrayList<Integer>();
      var out =
          new ByteArrayOutputStream() {
            private int before;

            @Override
            public void flush() {
              pieces.add(size() - before);
              before = size();
            }
          };

      Delivery.write(delivery, octets, out);

      assertThat(out.toByteArray()).isEqualTo(octets);
      switch (delivery) {
        case Delivery.Whole() -> assertThat(pieces).containsExactly(1000);
        case Delivery.SingleOctets() -> assertThat(pieces).hasSize(1000).containsOnly(1);
        case Delivery.RandomPieces _ ->
            assertThat(pieces).hasSizeBetween(26, 999).allMatch(size -> size <= 40);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X: what",
        "C:no space",
        "S: {size nothing}",
        "S: {hex XY}",
        "LITERAL a\n| x",
        "LITERAL a\nx\nEND",
        "LITERAL a\nEND\nLITERAL a\nEND",
        "LITERAL a file a.eml",
        "CONNECTION 3\nS: x"
      })
  void refusesATranscriptItDoesNotUnderstand(String text) {
    assertThatThrownBy(() -> Transcript.parse(text))
        .isInstanceOf(TranscriptException.class)
        .hasMessageStartingWith("transcript");
  }
}
