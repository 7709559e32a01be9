package org.transhume.imap.testkit.cyrus;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.transhume.imap.testkit.SeedMail;
import org.transhume.imap.testkit.seed.SeedImap;

@EnabledIf(
    value = "org.transhume.imap.testkit.cyrus.CyrusServer#shouldRun",
    disabledReason = "no Cyrus was fetched")
class CyrusServerTest {
  @Test
  void looksAsItsOptionsSay() {
    var options =
        CyrusOptions.builder()
            .user("alice", "pw")
            .admin("root", "secret")
            .withoutPrefix()
            .suppressing("MULTIAPPEND", "LITERAL+")
            .specialUse("Sent", "\\Sent")
            .setting("maxmessagesize: 1000")
            .build();
    try (var server = CyrusServer.start(options);
        var client = server.logIn("alice")) {
      assertThat(client.capabilities())
          .contains("UIDPLUS", "CONDSTORE")
          .doesNotContain("MULTIAPPEND", "LITERAL+");
      assertThat(client.list())
          .extracting(SeedImap.Listed::name)
          .containsExactlyInAnyOrder("INBOX", "Sent");
      assertThat(client.list())
          .extracting(listed -> listed.separator().orElseThrow())
          .containsOnly("/");
      assertThat(client.tryAppend("INBOX", mail("x".repeat(2000))).text()).contains("[TOOBIG]");
      assertThat(client.tryAppend("INBOX", mail("bare\nnewline")).text()).contains("bare newlines");
    }
  }

  private static SeedMail mail(String body) {
    return SeedMail.of(
        ("A: b\r\n\r\n" + body).getBytes(StandardCharsets.US_ASCII),
        OffsetDateTime.parse("2019-03-05T23:30:15-11:00"));
  }
}
