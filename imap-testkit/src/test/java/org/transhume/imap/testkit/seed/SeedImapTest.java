package org.transhume.imap.testkit.seed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.transhume.imap.testkit.SeedMail;
import org.transhume.imap.testkit.script.ScriptedImapServer;
import org.transhume.imap.testkit.script.Transcript;

/** The judge's eyes: what it must not overlook, misread or give away. */
class SeedImapTest {
  private static final String HELLO =
      """
      S: * OK ready
      C: s1 CAPABILITY
      S: * CAPABILITY IMAP4rev1
      S: s1 OK done
      """;

  private static ScriptedImapServer server(String rest) {
    return ScriptedImapServer.start(Transcript.parse(HELLO + rest));
  }

  private static SeedImap client(ScriptedImapServer server) {
    return SeedImap.connect(server.host(), server.port());
  }

  @Test
  void readsBodiesInWhateverFormTheyCome() {
    try (var server =
            server(
                """
                C: s2 UID FETCH 1:* (UID FLAGS INTERNALDATE BODY.PEEK[])
                S: * 3 FETCH (UID 30 FLAGS (\\Seen) BODY[] "quoted" INTERNALDATE " 1-Jan-2020 00:00:00 +0000")
                S: * 9 FETCH (FLAGS (\\Seen))
                S: * 1 FETCH (BODY[] {4}
                S: )
                S: ( UID 10 FLAGS () INTERNALDATE " 1-Jan-2020 00:00:00 +0000")
                S: * 2 FETCH (UID 20 FLAGS () INTERNALDATE NIL BODY[] NIL)
                S: * 5 EXPUNGE
                S: s2 OK done
                C: <close>
                """);
        var client = client(server)) {
      List<FetchedMail<byte[]>> all = client.fetchAll();

      assertThat(all).extracting(FetchedMail::uid).containsExactly(30L, 10L, 20L);
      assertThat(all)
          .extracting(
              mail -> mail.body().map(octets -> new String(octets, StandardCharsets.US_ASCII)))
          .containsExactly(Optional.of("quoted"), Optional.of(")\r\n("), Optional.empty());
      assertThatThrownBy(() -> all.getLast().instant()).isInstanceOf(RuntimeException.class);
    }
  }

  @Test
  void neverTellsAPasswordInAnException() {
    try (var server =
            server(
                """
                C: s2 LOGIN "alice" "very secret"
                S: s2 NO [AUTHENTICATIONFAILED] no
                C: <close>
                """);
        var client = client(server)) {
      assertThatThrownBy(() -> client.login("alice", "very secret"))
          .hasMessage("LOGIN *** was refused: NO [AUTHENTICATIONFAILED] no");
    }
  }

  @Test
  void breaksWhenTheServerDoesInTheMiddleOfALiteral() {
    try (var server =
            server(
                """
                C: s2 UID FETCH 1:* (UID FLAGS INTERNALDATE BODY.PEEK[])
                S: * 1 FETCH (UID 1 FLAGS () BODY[] {100}
                S: short
                S: <drop>
                """);
        var client = client(server)) {
      var seen = new ArrayList<FetchedMail<byte[]>>();

      assertThatThrownBy(() -> client.fetch("1:*", BodyReader.octets(), seen::add))
          .isInstanceOf(RuntimeException.class);
      assertThat(seen).isEmpty();
    }
  }

  @Test
  void takesNoForAnAnswerToASynchronizingLiteral() {
    SeedMail mail =
        SeedMail.of(
            "text".getBytes(StandardCharsets.US_ASCII),
            OffsetDateTime.parse("2020-01-02T03:04:05+06:00"),
            "\\Seen",
            "Label");
    try (var server =
            server(
                """
                C: s2 APPEND "A&AOk-" (\\Seen Label) " 2-Jan-2020 03:04:05 +0600" {4}
                S: * 1 EXISTS
                S: s2 NO [TOOBIG] no
                C: s3 APPEND "A&AOk-" (\\Seen Label) " 2-Jan-2020 03:04:05 +0600" {4}
                S: + go on
                C: text
                S: s3 OK [APPENDUID 1 2] done
                C: <close>
                """);
        var client = client(server)) {
      assertThat(client.tryAppend("Aé", mail).text()).isEqualTo("[TOOBIG] no");
      assertThat(client.tryAppend("Aé", mail).code("APPENDUID")).contains("1 2");
    }
  }

  @Test
  void isNotGreetedByAServerThatSaysBye() {
    try (var server = ScriptedImapServer.start(Transcript.parse("S: * BYE Too many\n"))) {
      assertThatThrownBy(() -> client(server)).hasMessageContaining("* BYE Too many");
    }
  }

  @Test
  void complainsOfTheWrongTagAndOfSilence() {
    try (var server =
            server(
                """
                C: s2 NOOP
                S: other OK done
                C: <close>
                """);
        var client = client(server)) {
      assertThatThrownBy(() -> client.attempt("NOOP")).hasMessageContaining("other OK done");
    }
    try (var server =
            server(
                """
                C: s2 NOOP
                S: <drop>
                """);
        var client = client(server)) {
      assertThatThrownBy(() -> client.attempt("NOOP")).isInstanceOf(UncheckedIOException.class);
    }
  }
}
