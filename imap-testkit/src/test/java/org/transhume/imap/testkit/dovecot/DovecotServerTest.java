package org.transhume.imap.testkit.dovecot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.transhume.imap.testkit.SeedMail;
import org.transhume.imap.testkit.dovecot.DovecotOptions.Storage;
import org.transhume.imap.testkit.seed.FetchedMail;
import org.transhume.imap.testkit.seed.SeedImap;
import org.transhume.imap.testkit.tls.SelfSignedCertificate;

@EnabledIf(
    value = "org.transhume.imap.testkit.dovecot.DovecotServer#shouldRun",
    disabledReason = "no Dovecot is installed")
class DovecotServerTest {
  private static final OffsetDateTime DATE = OffsetDateTime.parse("2019-03-05T23:30:15-11:00");

  private static SeedMail mail(String text, String... flags) {
    return SeedMail.of(text.getBytes(StandardCharsets.ISO_8859_1), DATE, flags);
  }

  @ParameterizedTest
  @EnumSource(Storage.class)
  void keepsWhatIsAppendedInEveryStorage(Storage storage) {
    var options = DovecotOptions.builder().storage(storage).user("alice", "pä:ss\"w\\rd").build();
    try (var server = DovecotServer.start(options);
        var client = server.logIn("alice")) {
      client.create("Entwürfe");
      client.appendAll("Entwürfe", List.of(mail("A: b\r\n\r\none"), mail("C: d\r\n\r\n", "Label")));
      client.examine("Entwürfe");

      List<FetchedMail<byte[]>> all = client.fetchAll();

      assertThat(all)
          .extracting(mail -> new String(mail.body().orElseThrow(), StandardCharsets.US_ASCII))
          .containsExactly("A: b\r\n\r\none", "C: d\r\n\r\n");
      assertThat(all).extracting(FetchedMail::instant).containsOnly(DATE.toInstant());
      assertThat(all.getLast().flags()).contains("Label");
    }
  }

  @Test
  void isGoneWhenItIsClosed() {
    var server = DovecotServer.start(DovecotOptions.builder().user("alice", "pw").build());
    var client = server.logIn("alice");
    server.close();

    assertThatThrownBy(() -> new Socket(server.host(), server.port()).close())
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> client.attempt("NOOP")).isInstanceOf(RuntimeException.class);
  }

  @Test
  void looksAsItsOptionsSay() {
    var options =
        DovecotOptions.builder()
            .user("alice", "pw")
            .separator('.')
            .prefix("INBOX.")
            .capability("IMAP4rev1 UIDPLUS")
            .specialMailbox("Sent", "\\Sent")
            .masterUser("admin", "secret")
            .build();
    try (var server = DovecotServer.start(options);
        var client = SeedImap.logIn(server.host(), server.port(), "alice*admin", "secret")) {
      assertThat(client.capabilities()).containsExactlyInAnyOrder("IMAP4REV1", "UIDPLUS");
      assertThat(client.list())
          .extracting(SeedImap.Listed::name)
          .containsExactlyInAnyOrder("INBOX", "INBOX.Sent");
      assertThat(client.list())
          .extracting(listed -> listed.separator().orElseThrow())
          .containsOnly(".");
    }
  }

  @Test
  void refusesWhatIsOverItsLimits() {
    var options =
        DovecotOptions.builder()
            .user("alice", "pw", 100_000)
            .maxMessageBytes(60_000)
            .maxConnectionsPerUser(1)
            .build();
    try (var server = DovecotServer.start(options);
        var client = server.logIn("alice")) {
      assertThat(client.tryAppend("INBOX", mail("x".repeat(70_000))).text()).contains("[LIMIT]");
      client.append("INBOX", mail("x".repeat(55_000)));
      assertThat(client.tryAppend("INBOX", mail("x".repeat(55_000))).text())
          .contains("[OVERQUOTA]");
      assertThatThrownBy(() -> server.logIn("alice")).hasMessageContaining("[LIMIT]");
    }
  }

  @Test
  void speaksTlsByItselfAndAfterStartTls() {
    var options =
        DovecotOptions.builder()
            .user("alice", "pw")
            .certificate(SelfSignedCertificate.Spec.loopback())
            .build();
    try (var server = DovecotServer.start(options)) {
      var tls = server.certificate().trustingContext();
      try (var implicit = SeedImap.connectTls(server.host(), server.tlsPort(), tls);
          var upgraded = SeedImap.connect(server.host(), server.port())) {
        implicit.login("alice", "pw");
        upgraded.startTls(tls, "localhost");
        upgraded.login("alice", "pw");
        implicit.append("INBOX", mail("x"));

        assertThat(upgraded.status("INBOX", "MESSAGES")).containsEntry("MESSAGES", 1L);
      }
    }
  }

  @Test
  void diesUnderItsClientsAndServesTheNextOnes() {
    try (var server = DovecotServer.start(DovecotOptions.builder().user("alice", "pw").build());
        var client = server.logIn("alice")) {
      client.append("INBOX", mail("x"));

      server.dropConnections();

      assertThatThrownBy(() -> client.attempt("NOOP")).isInstanceOf(RuntimeException.class);
      try (var next = server.logIn("alice")) {
        assertThat(next.status("INBOX", "MESSAGES")).containsEntry("MESSAGES", 1L);
      }
    }
  }

  @Test
  void changesUidValidityByDoveadm() {
    try (var server = DovecotServer.start(DovecotOptions.builder().user("alice", "pw").build());
        var client = server.logIn("alice")) {
      client.append("INBOX", mail("x"));

      server.doveadm("mailbox", "update", "-u", "alice", "--uid-validity", "12345", "INBOX");

      assertThat(client.examine("INBOX").uidValidity()).isEqualTo(12345);
      assertThatThrownBy(() -> server.doveadm("no-such-command"))
          .hasMessageContaining("no-such-command");
    }
  }

  @Test
  void readsTheMaildirsWeWrite() {
    try (var server = DovecotServer.start(DovecotOptions.builder().user("alice", "pw").build())) {
      List<SeedMail> many =
          IntStream.rangeClosed(1, 300)
              .mapToObj(
                  i ->
                      SeedMail.of(
                          ("N: " + i + "\r\n\r\nbare\nline").getBytes(StandardCharsets.US_ASCII),
                          OffsetDateTime.ofInstant(
                              Instant.ofEpochSecond(i * 5_000_000L), DATE.getOffset()),
                          i % 2 == 0 ? "\\Seen" : "\\Answered",
                          "Keyword" + i % 20))
              .toList();
      server
          .maildir("alice")
          .mailbox("INBOX", many.subList(0, 1))
          .mailbox("Möbel/Stühle", many)
          .subscriptions(List.of("INBOX", "Möbel/Stühle"));

      try (var client = server.logIn("alice")) {
        assertThat(client.examine("Möbel/Stühle").uidNext()).isEqualTo(301);
        List<FetchedMail<byte[]>> all = client.fetchAll();
        assertThat(all).hasSize(300);
        for (int i = 1; i <= 300; i++) {
          FetchedMail<byte[]> mail = all.get(i - 1);
          assertThat(mail.uid()).isEqualTo(i);
          assertThat(mail.body().map(String::new))
              .isEqualTo(Optional.of("N: " + i + "\r\n\r\nbare\r\nline"));
          assertThat(mail.instant()).isEqualTo(Instant.ofEpochSecond(i * 5_000_000L));
          assertThat(mail.flags())
              .containsExactlyInAnyOrder(i % 2 == 0 ? "\\Seen" : "\\Answered", "Keyword" + i % 20);
        }
        assertThat(client.subscriptions())
            .extracting(SeedImap.Listed::name)
            .containsExactlyInAnyOrder("INBOX", "Möbel/Stühle");
      }
      assertThat(server.log()).doesNotContain("Error");
    }
  }
}
