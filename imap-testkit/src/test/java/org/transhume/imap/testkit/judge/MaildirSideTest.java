package org.transhume.imap.testkit.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.transhume.imap.testkit.SeedMail;
import org.transhume.imap.testkit.dovecot.DovecotOptions;
import org.transhume.imap.testkit.dovecot.DovecotServer;

@EnabledIf(
    value = "org.transhume.imap.testkit.dovecot.DovecotServer#shouldRun",
    disabledReason = "no Dovecot is installed")
class MaildirSideTest {
  private static final OffsetDateTime DATE = OffsetDateTime.parse("2020-01-01T10:00:00+01:00");

  @Test
  void seesOnDiskWhatImapShowsAndWhatWasSeeded() {
    List<SeedMail> mails =
        List.of(
            SeedMail.of("B: c\r\n\r\nz".getBytes(StandardCharsets.US_ASCII), DATE, "Label", "Two"),
            SeedMail.of("A: b\r\n\r\nx".getBytes(StandardCharsets.US_ASCII), DATE, "\\Draft"));
    var names = Set.of("INBOX", "Été/Deux");
    var options = DovecotOptions.builder().user("alice", "pw").build();
    try (var server = DovecotServer.start(options);
        var client = server.logIn("alice")) {
      client.create("Été/Deux");
      for (String name : names) {
        client.appendAll(name, mails);
        client.subscribe(name);
      }
      var expected = new ExpectedSide(Map.of("INBOX", mails, "Été/Deux", mails), names);
      var onDisk = new MaildirSide(server.maildirFolder("alice"), '/');

      assertThat(new Judge().compare(expected, new ImapSide(client)).differences()).isEmpty();
      assertThat(new Judge().compare(expected, onDisk).differences()).isEmpty();
      assertThat(new Judge().compare(onDisk, new ImapSide(client)).isEqual()).isTrue();

      client.select("INBOX");
      client.expunge("1");
      assertThat(new Judge().compare(expected, onDisk).toString())
          .contains("1 lost")
          .contains("lost: INBOX UID 1");
    }
  }
}
