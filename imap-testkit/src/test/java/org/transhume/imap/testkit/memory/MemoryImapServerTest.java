package org.transhume.imap.testkit.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.transhume.imap.testkit.MailContent;
import org.transhume.imap.testkit.SeedMail;
import org.transhume.imap.testkit.seed.Answer;
import org.transhume.imap.testkit.seed.FetchedMail;
import org.transhume.imap.testkit.seed.SeedException;
import org.transhume.imap.testkit.seed.SeedImap;
import org.transhume.imap.testkit.tls.SelfSignedCertificate;

class MemoryImapServerTest {
  private static final OffsetDateTime DATE = OffsetDateTime.parse("2019-03-05T23:30:15-11:00");

  private MemoryImapServer server = MemoryImapServer.start();
  private MemoryAccount alice = server.addAccount("alice", "pw");

  @AfterEach
  void stop() {
    server.close();
  }

  private void restart(MemoryOptions options) {
    server.close();
    server = MemoryImapServer.start(options);
    alice = server.addAccount("alice", "pw");
  }

  private SeedImap client() {
    return SeedImap.logIn(server.host(), server.port(), "alice", "pw");
  }

  private static byte[] octets(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static SeedMail mail(String text, String... flags) {
    return SeedMail.of(octets(text), DATE, flags);
  }

  @Test
  void speaksTlsFromTheFirstOctet(@TempDir Path folder) throws IOException {
    var certificate = SelfSignedCertificate.create(folder, SelfSignedCertificate.Spec.loopback());
    try (var secure =
            MemoryImapServer.startTls(
                MemoryOptions.builder().build(), certificate.serverContext());
        var socket =
            certificate
                .trustingContext()
                .getSocketFactory()
                .createSocket(secure.host(), secure.port())) {
      byte[] greeting = socket.getInputStream().readNBytes(5);

      assertThat(greeting).isEqualTo(octets("* OK "));
    }
  }

  @Test
  void refusesAWrongPasswordAndTakesNonAsciiOnes() {
    server.addAccount("zoë", "päss\"w\\rd %");
    try (var client = SeedImap.connect(server.host(), server.port())) {
      assertThatThrownBy(() -> client.login("zoë", "wrong"))
          .isInstanceOf(SeedException.class)
          .hasMessageContaining("[AUTHENTICATIONFAILED]")
          .hasMessageNotContaining("wrong");

      client.login("zoë", "päss\"w\\rd %");

      assertThat(client.status("INBOX", "MESSAGES")).containsEntry("MESSAGES", 0L);
    }
  }

  @Test
  void letsAMasterUserInByAuthorisationIdentityAndByStar() throws Exception {
    restart(MemoryOptions.builder().masterUsers("admin").build());
    server.addAccount("admin", "secret");
    alice.create("Only Alice");
    try (var byStar = SeedImap.logIn(server.host(), server.port(), "alice*admin", "secret");
        var raw = new RawClient(server)) {
      // alice NUL admin NUL secret
      raw.send("a AUTHENTICATE PLAIN YWxpY2UAYWRtaW4Ac2VjcmV0\r\n");
      raw.until("a OK");
      raw.send("b LIST \"\" Only*\r\n");

      assertThat(raw.until("b ")).hasSize(2).first().asString().contains("Only Alice");
      assertThat(byStar.list()).extracting(SeedImap.Listed::name).contains("Only Alice");
    }
  }

  @Test
  void givesBackOctetsDateFlagsAndKeywordsAsTheyWereAppended() {
    String content = "A: b\r\n\r\n\0bare\rbare\n8-bit \u00e9, no final line end";
    try (var client = client()) {
      client.append("INBOX", mail(content, "\\seen", "\\Flagged", "$Forwarded", "NonJunk"));
      client.examine("INBOX");

      FetchedMail<byte[]> fetched = client.fetchAll().getFirst();

      assertThat(fetched.body().orElseThrow()).isEqualTo(octets(content));
      assertThat(fetched.internalDate()).isEqualTo(" 5-Mar-2019 23:30:15 -1100");
      assertThat(fetched.flags())
          .containsExactlyInAnyOrder("\\Seen", "\\Flagged", "$Forwarded", "NonJunk", "\\Recent");
    }
  }

  @Test
  void appendsManyInOneCommandAndNamesTheirUids() {
    try (var client = client()) {
      alice.mailbox("INBOX").skipUids(6);

      client.appendAll("INBOX", List.of(mail("a"), mail("b"), mail("c")));

      assertThat(server.count("APPEND")).isEqualTo(1);
      assertThat(alice.mailbox("INBOX").messages())
          .extracting(StoredMessage::uid)
          .containsExactly(7L, 8L, 9L);
      assertThat(client.tryAppend("INBOX", mail("d")).code("APPENDUID"))
          .contains(alice.mailbox("INBOX").uidValidity() + " 10");
    }
  }

  @Test
  void worksWithoutAnyExtension() {
    restart(MemoryOptions.bare().build());
    try (var client = client()) {
      client.append("INBOX", mail("x\r\n"));
      client.create("Été");
      client.examine("INBOX");

      assertThat(client.capabilities()).containsExactly("IMAP4REV1");
      assertThat(client.tryAppend("INBOX", mail("y")).code("APPENDUID")).isEmpty();
      assertThat(client.fetchAll()).hasSize(2);
      assertThat(client.list()).extracting(SeedImap.Listed::name).containsExactly("INBOX", "Été");
      assertThat(client.attempt("ENABLE CONDSTORE").status()).isEqualTo("BAD");
      assertThat(client.attempt("UID EXPUNGE 1").status()).isEqualTo("BAD");
      assertThat(client.attempt("NAMESPACE").status()).isEqualTo("BAD");
    }
  }

  @Test
  void setsTheDateOfAMessageThatCameWithoutOne() {
    Instant now = Instant.parse("2026-01-02T03:04:05Z");
    restart(MemoryOptions.builder().clock(Clock.fixed(now, ZoneOffset.UTC)).build());
    try (var client = client()) {
      client.append(
          "INBOX", new SeedMail(MailContent.of(octets("x")), Optional.empty(), List.of()));
    }

    assertThat(alice.mailbox("INBOX").messages().getFirst().internalDate().toInstant())
        .isEqualTo(now);
  }

  @Test
  void refusesBeforeAskingForTheLiteralWhatItCanKnow() throws Exception {
    restart(
        MemoryOptions.builder()
            .without(Extension.LITERAL_PLUS)
            .appendLimitBytes(100)
            .keywords(KeywordPolicy.REFUSE)
            .build());
    alice.create("Shared").readOnly(true);
    try (var client = RawClient.loggedIn(server)) {
      client.send("a APPEND Nowhere {5}\r\n");
      assertThat(client.line()).startsWith("a NO [TRYCREATE]");
      client.send("b APPEND INBOX {101}\r\n");
      assertThat(client.line()).startsWith("b NO [TOOBIG]");
      client.send("c APPEND INBOX ($Forwarded) {5}\r\n");
      assertThat(client.line()).startsWith("c NO [CANNOT]");
      client.send("d APPEND INBOX (\\Custom) {5}\r\n");
      assertThat(client.line()).startsWith("d BAD");
      client.send("e APPEND INBOX \"32-Jan-2020 00:00:00 +0000\" {5}\r\n");
      assertThat(client.line()).startsWith("e BAD");
      client.send("f APPEND Shared {5}\r\n");
      assertThat(client.line()).startsWith("f NO [NOPERM]");
      client.send("g APPEND INBOX {5}\r\n");
      assertThat(client.line()).startsWith("+ ");
      client.send("12345\r\n");
      assertThat(client.line()).startsWith("g OK");
    }
  }

  @Test
  void swallowsARefusedNonSynchronizingLiteralUnlessItsQuirkIsToReadItAsCommands()
      throws Exception {
    try (var client = RawClient.loggedIn(server)) {
      client.send("a APPEND INBOX (\\Custom) {8+}\r\nx NOOP\r\n\r\nb NOOP\r\n");
      assertThat(client.until("b "))
          .satisfiesExactly(
              bad -> assertThat(bad).startsWith("a BAD"), ok -> assertThat(ok).startsWith("b OK"));

      server.reconfigure(options -> options.toBuilder().parsesLiteralAfterBad(true).build());
      client.send("a APPEND INBOX (\\Custom) {8+}\r\nx NOOP\r\n\r\nb NOOP\r\n");
      assertThat(client.until("b ")).anyMatch(line -> line.startsWith("x OK"));
    }
  }

  @Test
  void endsTheConnectionOverANonSynchronizingLiteralItNeverAnnounced() throws Exception {
    restart(
        MemoryOptions.builder()
            .without(Extension.LITERAL_PLUS)
            .with(Extension.LITERAL_MINUS)
            .build());
    try (var client = RawClient.loggedIn(server)) {
      client.send("a APPEND INBOX {4096+}\r\n" + "x".repeat(4096) + "\r\n");
      assertThat(client.line()).startsWith("a OK");
      client.send("b APPEND INBOX {4097+}\r\n");
      assertThat(client.line()).startsWith("* BYE [CLIENTBUG]");
      assertThat(client.line()).isNull();
    }
  }

  @Test
  void storesAllMessagesOfAnAppendOrNone() {
    alice.quotaMessages(2);
    try (var client = client()) {
      assertThatThrownBy(() -> client.appendAll("INBOX", List.of(mail("a"), mail("b"), mail("c"))))
          .hasMessageContaining("[OVERQUOTA]");
      assertThat(alice.mailbox("INBOX").messages()).isEmpty();

      server.reconfigure(options -> options.toBuilder().atomicMultiAppend(false).build());
      assertThatThrownBy(() -> client.appendAll("INBOX", List.of(mail("a"), mail("b"), mail("c"))))
          .hasMessageContaining("[OVERQUOTA]");
      assertThat(alice.mailbox("INBOX").messages()).hasSize(2);
    }
  }

  @Test
  void keepsTheWholeMessagesOfABrokenAppendOnlyWithoutAtomicity() throws Exception {
    String twoMessages = "a APPEND INBOX {1+}\r\nA {1+}\r\nB {10+}\r\nhalf";
    try (var client = RawClient.loggedIn(server)) {
      client.send(twoMessages);
    }
    awaitNoConnection();
    assertThat(alice.mailbox("INBOX").messages()).isEmpty();

    server.reconfigure(options -> options.toBuilder().atomicMultiAppend(false).build());
    try (var client = RawClient.loggedIn(server)) {
      client.send(twoMessages);
    }
    awaitNoConnection();
    assertThat(alice.mailbox("INBOX").messages())
        .extracting(message -> new String(message.content(), StandardCharsets.ISO_8859_1))
        .containsExactly("A", "B");
  }

  private void awaitNoConnection() {
    await().until(() -> server.connectionsOpen() == 0);
  }

  @Test
  void mergesTwinsWhereThatIsItsHabit() {
    restart(MemoryOptions.builder().mergesTwins(true).build());
    try (var client = client()) {
      client.append("INBOX", mail("same"));

      Answer second = client.tryAppend("INBOX", mail("same"));

      assertThat(second.code("APPENDUID").orElseThrow()).endsWith(" 1");
      assertThat(client.status("INBOX", "MESSAGES UIDNEXT"))
          .containsEntry("MESSAGES", 1L)
          .containsEntry("UIDNEXT", 3L);
    }
  }

  @Test
  void forgetsOrRefusesKeywords() {
    restart(MemoryOptions.builder().keywords(KeywordPolicy.DROP).build());
    try (var client = client()) {
      client.append("INBOX", mail("x", "\\Seen", "Label"));
      String permanent = client.select("INBOX").answer().code("PERMANENTFLAGS").orElseThrow();
      client.store("1", "+FLAGS", "Other");

      assertThat(permanent).doesNotContain("\\*");
      assertThat(alice.mailbox("INBOX").messages().getFirst().flags()).containsExactly("\\Seen");

      server.reconfigure(options -> options.toBuilder().keywords(KeywordPolicy.REFUSE).build());
      assertThat(client.attempt("UID STORE 1 +FLAGS (Other)").text()).contains("[CANNOT]");
    }
  }

  @Test
  void altersOrRefusesOctetsAsItsFilterSays() {
    restart(MemoryOptions.builder().filter(AppendFilter.strict()).build());
    try (var client = client()) {
      assertThat(client.tryAppend("INBOX", mail("a\n")).text()).contains("bare newlines");
      assertThat(client.tryAppend("INBOX", mail("a\0\r\n")).text()).contains("NUL");
      assertThat(client.tryAppend("INBOX", mail("")).text()).contains("Zero-length");

      server.reconfigure(o -> o.toBuilder().filter(AppendFilter.nulTo0x80()).build());
      client.append("INBOX", mail("a\0"));
      server.reconfigure(o -> o.toBuilder().filter(AppendFilter.addsFinalCrlf()).build());
      client.append("INBOX", mail("a"));

      assertThat(alice.mailbox("INBOX").messages())
          .extracting(StoredMessage::content)
          .containsExactly(octets("a\u0080"), octets("a\r\n"));
    }
  }

  @Test
  void limitsConnectionsPerUser() {
    restart(MemoryOptions.builder().maxConnections(1).build());
    try (var first = client();
        var second = SeedImap.connect(server.host(), server.port())) {
      assertThatThrownBy(() -> second.login("alice", "pw")).hasMessageContaining("[LIMIT]");
      assertThat(first.command("NOOP").isOk()).isTrue();
    }
  }

  @Test
  void tellsQuotaInKibibytes() {
    alice.quotaBytes(10 * 1024);
    alice.mailbox("INBOX").deliver(new byte[1500], DATE);
    try (var client = client()) {
      assertThat(client.command("GETQUOTAROOT INBOX").lines())
          .containsExactly(
              "QUOTAROOT \"INBOX\" \"User quota\"", "QUOTA \"User quota\" (STORAGE 2 10)");
    }
  }

  @Test
  void writesDownCommandsWithoutSecrets() {
    try (var client = client()) {
      client.append("INBOX", mail("very private text"));
      client.select("INBOX");
    }

    assertThat(server.commands())
        .extracting(call -> call.name() + " " + call.arguments())
        .contains("LOGIN ***", "SELECT \"INBOX\"")
        .noneMatch(line -> line.contains("pw") || line.contains("private"));
  }

  @Test
  void answersHundredsOfPipelinedCommandsInOrder() throws Exception {
    try (var client = RawClient.loggedIn(server)) {
      var text = new StringBuilder();
      for (int i = 0; i < 500; i++) {
        text.append("p").append(i).append(" NOOP\r\n");
      }
      client.send(text.toString());

      for (int i = 0; i < 500; i++) {
        assertThat(client.line()).startsWith("p" + i + " OK");
      }
    }
  }

  @Test
  void startsAndStopsThousandsOfTimes() {
    for (int i = 0; i < 2000; i++) {
      try (var one = MemoryImapServer.start()) {
        assertThat(one.port()).isPositive();
      }
    }
  }

  @Test
  void announcesExactlyWhatIsSwitchedOn() {
    restart(
        MemoryOptions.bare()
            .with(Extension.UIDPLUS)
            .appendLimitBytes(5000)
            .extraCapabilities(List.of("X-GM-EXT-1"))
            .build());
    try (var client = client()) {
      assertThat(client.capabilities())
          .isEqualTo(Set.of("IMAP4REV1", "UIDPLUS", "APPENDLIMIT=5000", "X-GM-EXT-1"));
    }
  }
}
