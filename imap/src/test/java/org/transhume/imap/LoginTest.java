package org.transhume.imap;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.transhume.imap.sasl.ScramServer;
import org.transhume.imap.wire.WireParser;
import org.transhume.mail.Retry;
import org.transhume.mail.Scope;
import org.transhume.mail.Secret;

@Timeout(30)
@Tag("C2")
class LoginTest {
  private static final Credentials ALICE = Credentials.of("alice", Secret.of("hunter2"));

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }

  private static CompletableFuture<Capabilities> login(FakeWire wire, Credentials credentials) {
    return CompletableFuture.supplyAsync(() -> wire.connection.login(credentials));
  }

  private static ImapException failureOf(CompletableFuture<?> future) throws Exception {
    try {
      future.get();
      throw new AssertionError("did not fail");
    } catch (ExecutionException e) {
      return (ImapException) e.getCause();
    }
  }

  @Test
  void saysPlainInOneRoundTrip() throws Exception {
    try (var wire = FakeWire.greeting("SASL-IR AUTH=PLAIN AUTH=LOGIN")) {
      var done = login(wire, ALICE);

      assertThat(wire.awaitSent("\r\n"))
          .isEqualTo("t1 AUTHENTICATE PLAIN " + base64("\0alice\0hunter2") + "\r\n");
      wire.feed("t1 OK [CAPABILITY IMAP4rev1 LITERAL+] Logged in\r\n");

      assertThat(done.get().has("literal+")).isTrue();
      assertThat(wire.connection.state()).isEqualTo(ConnectionState.AUTHENTICATED);
      assertThat(wire.sent()).isEmpty();
    }
  }

  @Test
  void saysPlainWhenAsked() throws Exception {
    try (var wire = FakeWire.greeting("AUTH=PLAIN")) {
      var done = login(wire, ALICE);

      assertThat(wire.awaitSent("\r\n")).isEqualTo("t1 AUTHENTICATE PLAIN\r\n");
      wire.feed("+ \r\n");
      assertThat(wire.awaitSent("\r\n")).isEqualTo(base64("\0alice\0hunter2") + "\r\n");
      wire.feed("* CAPABILITY IMAP4rev1 IDLE\r\n", "t1 OK Logged in\r\n");

      assertThat(done.get().has("IDLE")).isTrue();
    }
  }

  @Test
  void actsForSomebodyElse() throws Exception {
    try (var wire = FakeWire.greeting("SASL-IR AUTH=PLAIN")) {
      var done = login(wire, ALICE.actingFor("bob"));

      assertThat(wire.awaitSent("\r\n"))
          .isEqualTo("t1 AUTHENTICATE PLAIN " + base64("bob\0alice\0hunter2") + "\r\n");
      wire.feed("t1 OK [CAPABILITY IMAP4rev1] ok\r\n");
      done.get();
    }
    try (var wire = FakeWire.greeting("AUTH=LOGIN")) {
      assertThatExceptionOfType(ImapException.class)
          .isThrownBy(() -> wire.connection.login(ALICE.actingFor("bob")))
          .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.MECHANISM_MISSING));
      assertThat(wire.sent()).isEmpty();
    }
  }

  @Test
  void usesTheLoginCommandWithoutPlainAndAsksForCapabilities() throws Exception {
    try (var wire = FakeWire.greeting("AUTH=LOGIN")) {
      var done = login(wire, ALICE);

      assertThat(wire.awaitSent("\r\n")).isEqualTo("t1 LOGIN \"alice\" \"hunter2\"\r\n");
      wire.feed("t1 OK Logged in\r\n");
      assertThat(wire.awaitSent("\r\n")).isEqualTo("t2 CAPABILITY\r\n");
      wire.feed("* CAPABILITY IMAP4rev1 MOVE\r\n", "t2 OK done\r\n");

      assertThat(done.get().has("MOVE")).isTrue();
    }
  }

  @Test
  void saysLoginByQuestionAndAnswerWhereTheCommandIsOff() throws Exception {
    try (var wire = FakeWire.greeting("SASL-IR LOGINDISABLED AUTH=LOGIN")) {
      var done = login(wire, ALICE);

      assertThat(wire.awaitSent("\r\n")).isEqualTo("t1 AUTHENTICATE LOGIN\r\n");
      wire.feed("+ " + base64("User Name\0") + "\r\n");
      assertThat(wire.awaitSent("\r\n")).isEqualTo(base64("alice") + "\r\n");
      wire.feed("+ Password:\r\n"); // not base64, as some servers have it
      assertThat(wire.awaitSent("\r\n")).isEqualTo(base64("hunter2") + "\r\n");
      wire.feed("t1 OK [CAPABILITY IMAP4rev1] ok\r\n");
      done.get();
    }
  }

  @Test
  void callsAnExchangeOffThatAsksTooMuch() throws Exception {
    try (var wire = FakeWire.greeting("AUTH=PLAIN")) {
      var done = login(wire, ALICE);
      wire.awaitSent("\r\n");
      wire.feed("+ \r\n");
      wire.awaitSent("\r\n");
      wire.feed("+ eyJzdGF0dXMiOiI0MDEifQ==\r\n");

      assertThat(wire.awaitSent("\r\n")).isEqualTo("*\r\n");
      wire.feed("t1 BAD cancelled\r\n");
      assertThat(failureOf(done).reason()).isEqualTo(Reason.AUTHENTICATION_FAILED);
    }
  }

  @Test
  void tellsThatThereIsNoWayIn() {
    try (var wire = FakeWire.greeting("LOGINDISABLED AUTH=XOAUTH2")) {
      assertThatExceptionOfType(ImapException.class)
          .isThrownBy(() -> wire.connection.login(ALICE))
          .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.LOGIN_DISABLED));
      assertThat(wire.sent()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "NO [AUTHENTICATIONFAILED] Invalid credentials (Failure)|AUTHENTICATION_FAILED|NEVER",
        "NO LOGIN failed.|AUTHENTICATION_FAILED|NEVER",
        "BAD invalid command|AUTHENTICATION_FAILED|NEVER",
        "NO [UNAVAILABLE] Temporary authentication failure|AUTHENTICATION_UNAVAILABLE|AFTER",
        "NO [LIMIT] Maximum number of connections from user+IP"
            + " exceeded|AUTHENTICATION_UNAVAILABLE|AFTER"
      })
  void tellsWhyTheServerSaidNo(String answer, Reason reason, Retry retry) throws Exception {
    try (var wire = FakeWire.greeting("SASL-IR AUTH=PLAIN")) {
      var done = login(wire, ALICE);
      wire.awaitSent("\r\n");
      wire.feed("t1 " + answer + "\r\n");

      ImapException e = failureOf(done);
      assertThat(e).isInstanceOf(RefusedException.class);
      assertThat(e.reason()).isEqualTo(reason);
      assertThat(e.retry()).isEqualTo(retry);
      assertThat(e.words()).isEqualTo(answer);
      assertThat(e.scope()).isNotEqualTo(Scope.MESSAGE);
      assertThat(wire.connection.state()).isEqualTo(ConnectionState.NOT_AUTHENTICATED);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "SASL-IR AUTH=PLAIN, 1",
    "AUTH=PLAIN, 2",
    "'', 3",
    "LITERAL+, 1",
    "LOGINDISABLED AUTH=LOGIN, 3"
  })
  @Tag("X9")
  void showsNoSecretInTracesAndErrors(String capabilities, int lines) throws Exception {
    try (var wire = FakeWire.greeting(capabilities)) {
      String password = "hunt\u00e9r2";
      var done = login(wire, Credentials.of("al\u00efce", Secret.of(password)));
      for (int line = 1; line <= lines; line++) {
        wire.awaitSent("\r\n");
        wire.feed(line < lines ? "+ SECRET-CHALLENGE\r\n" : "t1 NO no\r\n");
      }

      ImapException e = failureOf(done);
      String all = wire.trace + e.toString() + e.words() + e.attempted() + wire.quirkLines;
      assertThat(all)
          .doesNotContain("hunt")
          .doesNotContain(base64(password))
          .doesNotContain(base64("\0al\u00efce\0" + password))
          .doesNotContain("SECRET-CHALLENGE")
          .contains("***");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "quote\"backslash\\percent%star*",
        "  spaces  ",
        "p\u00e4ssw\u00f6rd\u20ac\ud83d\ude00",
        "line\r\nA1 LOGOUT",
        "{5}",
        "{5+}",
        "(paren)",
        "\t",
        "",
        "\u007f"
      })
  void sendsAnyCharacter(String word) throws Exception {
    try (var wire = FakeWire.greeting("SASL-IR AUTH=PLAIN")) {
      var done = login(wire, Credentials.of(word, Secret.of(word)));
      String sent = wire.awaitSent("\r\n");

      String initial = sent.substring("t1 AUTHENTICATE PLAIN ".length(), sent.length() - 2);
      assertThat(new String(Base64.getDecoder().decode(initial), UTF_8))
          .isEqualTo("\0" + word + "\0" + word);
      wire.feed("t1 OK [CAPABILITY IMAP4rev1] ok\r\n");
      done.get();
    }
    try (var wire = FakeWire.greeting("LITERAL+")) {
      var done = login(wire, Credentials.of(word, Secret.of(word)));
      byte[] sent = wire.awaitSent("\r\n").getBytes(ISO_8859_1);

      var server = new WireParser(5).on(sent, 0, sent.length - 2);
      assertThat(server.atom()).isEqualTo("t1");
      server.space();
      assertThat(server.atom()).isEqualTo("LOGIN");
      server.space();
      assertThat(server.octets()).isEqualTo(word.getBytes(UTF_8));
      server.need(' ');
      assertThat(server.octets()).isEqualTo(word.getBytes(UTF_8));
      assertThat(server.atEnd()).isTrue();
      wire.feed("t1 OK [CAPABILITY IMAP4rev1] ok\r\n");
      done.get();
    }
  }

  @Test
  void waitsForConsentToALiteralInLogin() throws Exception {
    try (var wire = FakeWire.greeting("")) {
      var done = login(wire, Credentials.of("\u00e9", Secret.of("p")));
      assertThat(wire.awaitSent("{2}\r\n")).isEqualTo("t1 LOGIN {2}\r\n");
      wire.feed("+ go\r\n");
      assertThat(wire.awaitSent("\r\n")).isEqualTo("\u00c3\u00a9 \"p\"\r\n");
      wire.feed("t1 OK [CAPABILITY IMAP4rev1] ok\r\n");
      done.get();
    }
  }

  @Test
  void refusesWhatNoFormCanCarry() {
    for (String capabilities : List.of("AUTH=PLAIN", "")) {
      try (var wire = FakeWire.greeting(capabilities)) {
        assertThatExceptionOfType(ImapException.class)
            .isThrownBy(() -> wire.connection.login(Credentials.of("a\0b", Secret.of("p"))))
            .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.CREDENTIALS_UNSENDABLE))
            .satisfies(e -> assertThat(e.getCause()).isNull());
        assertThat(wire.sent()).isEmpty();
        assertThat(wire.connection.isOpen()).isTrue();
      }
    }
  }

  @Test
  void failsWhenTheConnectionDiesInTheMiddle() throws Exception {
    try (var wire = FakeWire.greeting("AUTH=PLAIN")) {
      var done = login(wire, ALICE);
      wire.awaitSent("\r\n");
      wire.end();

      assertThat(failureOf(done).reason()).isEqualTo(Reason.CONNECTION_LOST);
    }
  }

  private static String unbase64(String line) {
    return new String(Base64.getDecoder().decode(line.strip()), UTF_8);
  }

  /** Plays the server's part up to its proof; what the client says to that is still to be read. */
  private static ScramServer talkScram(FakeWire wire, String password) throws Exception {
    var server = new ScramServer(password, 4096);
    String initial = wire.awaitSent("\r\n");
    assertThat(initial).startsWith("t1 AUTHENTICATE SCRAM-SHA-256 ");
    wire.feed("+ " + base64(server.first(unbase64(initial.substring(30)))) + "\r\n");
    assertThat(server.proves(unbase64(wire.awaitSent("\r\n"))))
        .isEqualTo(password.equals("hunter2"));
    return server;
  }

  @Test
  void provesThePasswordByScramWhereItIsAskedFor() throws Exception {
    try (var wire = FakeWire.greeting("SASL-IR AUTH=PLAIN AUTH=SCRAM-SHA-256")) {
      var done = login(wire, ALICE.by(LoginMethod.SCRAM_SHA_256));
      ScramServer server = talkScram(wire, "hunter2");
      wire.feed("+ " + base64(server.last()) + "\r\n");
      assertThat(wire.awaitSent("\r\n")).isEqualTo("\r\n");
      wire.feed("t1 OK [CAPABILITY IMAP4rev1 IDLE] in\r\n");

      assertThat(done.get().has("IDLE")).isTrue();
      assertThat(wire.trace.toString()).doesNotContain("hunter2").doesNotContain("v=");
    }
  }

  @Test
  void hangsUpOnAServerThatDoesNotProveThatItKnowsThePassword() throws Exception {
    try (var wire = FakeWire.greeting("SASL-IR AUTH=SCRAM-SHA-256")) {
      var done = login(wire, ALICE.by(LoginMethod.SCRAM_SHA_256));
      talkScram(wire, "hunter2");
      wire.feed("t1 OK [CAPABILITY IMAP4rev1] in\r\n");

      assertThat(failureOf(done).reason()).isEqualTo(Reason.SERVER_UNPROVEN);
      assertThat(wire.connection.isOpen()).isFalse();
    }
    try (var wire = FakeWire.greeting("SASL-IR AUTH=SCRAM-SHA-256")) {
      var done = login(wire, ALICE.by(LoginMethod.SCRAM_SHA_256));
      ScramServer server = talkScram(wire, "another");
      wire.feed("+ " + base64(server.last()) + "\r\n");
      assertThat(wire.awaitSent("\r\n")).isEqualTo("*\r\n");
      wire.feed("t1 OK in all the same\r\n");

      assertThat(failureOf(done).reason()).isEqualTo(Reason.SERVER_UNPROVEN);
      assertThat(wire.connection.isOpen()).isFalse();
    }
  }

  @Test
  void takesANoToScramForANoAndTriesNothingElse() throws Exception {
    try (var wire = FakeWire.greeting("SASL-IR AUTH=PLAIN AUTH=SCRAM-SHA-256")) {
      var done = login(wire, ALICE.by(LoginMethod.SCRAM_SHA_256));
      talkScram(wire, "another");
      wire.feed("t1 NO [AUTHENTICATIONFAILED] no\r\n");

      assertThat(failureOf(done).reason()).isEqualTo(Reason.AUTHENTICATION_FAILED);
      assertThat(wire.sent()).isEmpty();
      assertThat(wire.connection.isOpen()).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "SCRAM_SHA_256, AUTH=PLAIN AUTH=LOGIN AUTH=SCRAM-SHA-1 AUTH=SCRAM-SHA-256-PLUS",
    "CRAM_MD5, AUTH=PLAIN AUTH=SCRAM-SHA-256",
    "PLAIN, AUTH=LOGIN AUTH=CRAM-MD5",
    "PLAIN, ''"
  })
  void sendsNothingWhereTheMethodAskedForIsGone(LoginMethod method, String capabilities) {
    try (var wire = FakeWire.greeting(capabilities)) {
      assertThatExceptionOfType(ImapException.class)
          .isThrownBy(() -> wire.connection.login(ALICE.by(method)))
          .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.MECHANISM_MISSING));
      assertThat(wire.sent()).isEmpty();
    }
  }

  @Test
  void saysCramMd5OnRequestOnly() throws Exception {
    try (var wire = FakeWire.greeting("LOGINDISABLED AUTH=CRAM-MD5")) {
      assertThatExceptionOfType(ImapException.class)
          .isThrownBy(() -> wire.connection.login(ALICE))
          .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.LOGIN_DISABLED));
      assertThat(wire.sent()).isEmpty();

      var done =
          login(
              wire, Credentials.of("tim", Secret.of("tanstaaftanstaaf")).by(LoginMethod.CRAM_MD5));
      assertThat(wire.awaitSent("\r\n")).isEqualTo("t1 AUTHENTICATE CRAM-MD5\r\n");
      wire.feed("+ " + base64("<1896.697170952@postoffice.reston.mci.net>") + "\r\n");
      assertThat(unbase64(wire.awaitSent("\r\n")))
          .isEqualTo("tim b913a602c7eda7a495b4e6e7334d3890");
      wire.feed("t1 OK [CAPABILITY IMAP4rev1] in\r\n");
      done.get();
    }
  }

  @Test
  void takesScramWhereThereIsNothingElse() throws Exception {
    try (var wire = FakeWire.greeting("SASL-IR LOGINDISABLED AUTH=SCRAM-SHA-256")) {
      var done = login(wire, ALICE.actingFor("bob"));

      assertThat(unbase64(wire.awaitSent("\r\n").substring(30))).startsWith("n,a=bob,n=alice,r=");
      wire.feed("t1 NO no\r\n");
      assertThat(failureOf(done).reason()).isEqualTo(Reason.AUTHENTICATION_FAILED);
    }
  }

  @Test
  void sendsThePasswordOverPlainTextOnlyWhereScramIsNotOffered() throws Exception {
    try (var wire = FakeWire.greetingWithoutTls("SASL-IR AUTH=PLAIN AUTH=SCRAM-SHA-256")) {
      var done = login(wire, ALICE);
      talkScram(wire, "another");
      wire.feed("t1 NO no\r\n");

      assertThat(failureOf(done).reason()).isEqualTo(Reason.AUTHENTICATION_FAILED);
      assertThat(wire.sent()).isEmpty();
    }
    try (var wire = FakeWire.greetingWithoutTls("SASL-IR AUTH=PLAIN")) {
      var done = login(wire, ALICE);

      assertThat(wire.awaitSent("\r\n")).startsWith("t1 AUTHENTICATE PLAIN ");
      wire.feed("t1 NO no\r\n");
      failureOf(done);
    }
  }
}
