package org.transhume.cli.real;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.transhume.cli.TestProgram;
import org.transhume.imap.testkit.SeedMail;
import org.transhume.imap.testkit.dovecot.DovecotServer;
import org.transhume.imap.testkit.seed.SeedImap;

/** Options about dates, between real servers: what is planned is what is copied. */
@Tag("I5")
@EnabledIf(
    value = "org.transhume.imap.testkit.dovecot.DovecotServer#shouldRun",
    disabledReason = "no Dovecot is installed")
class DateOptionsTest {
  @TempDir Path folder;
  private DovecotServer server;
  private Mailboxes mailboxes;
  private final TestProgram program = Mailboxes.program();

  @BeforeEach
  void seed() throws IOException {
    server = DovecotServer.start(Mailboxes.people().build());
    mailboxes = new Mailboxes(server, server, folder);
    try (SeedImap imap = server.logIn("alice")) {
      var mails = new ArrayList<SeedMail>();
      for (int i = 1; i <= 12; i++) {
        mails.add(mail(i, "2024-03-05T09:00:00Z")); // as a careless import leaves them
      }
      mails.add(mail(13, "2009-02-13T12:00:00Z"));
      mails.add(mail(14, "1970-01-01T00:00:00Z"));
      imap.appendAll("INBOX", mails);
    }
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static SeedMail mail(int number, String received) {
    String text =
        ("Received: from a by b; %d Feb 2009 11:00:00 +0000\r\nMessage-ID: <%d@example.com>\r\n"
                + "Date: %d Feb 2009 10:00:00 +0000\r\nSubject: %d\r\n\r\nx\r\n")
            .formatted(number, number, number, number);
    return SeedMail.of(text.getBytes(UTF_8), OffsetDateTime.parse(received));
  }

  private List<String> hours() {
    try (SeedImap imap = server.logIn("bob")) {
      imap.select("INBOX");
      return imap.fetchAll().stream().map(mail -> mail.instant().toString()).toList();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "--repair-dates, 2009-02-01T11:00:00Z, 2009-02-14T11:00:00Z, 13",
    "--repair-dates=sent, 2009-02-01T10:00:00Z, 2009-02-14T10:00:00Z, 13",
    "--deep, 2024-03-05T09:00:00Z, 1970-01-01T00:00:00Z, 0"
  })
  void repairsTheDatesThatArePlainlyWrong(String option, String first, String last, int repaired)
      throws IOException {
    assertThat(program.run(mailboxes.arguments("plan", option))).as(program.err()).isZero();
    String said = repaired + " messages to be given a date of their header";
    assertThat(program.out().contains(said)).isEqualTo(repaired > 0);

    int code =
        PlannedCopy.run(
            folder, (command, more) -> program.run(mailboxes.arguments(command, more)), option);

    assertThat(code).as(program.err()).isZero();
    assertThat(hours()).startsWith(first).endsWith(last).contains("2009-02-13T12:00:00Z");
    assertThat(Files.readString(PlannedCopy.report(folder)))
        .contains("\"datesRepaired\":" + repaired)
        .contains("\"verdict\":\"PASS\"");
    assertThat(program.run(mailboxes.arguments("verify", "--deep"))).as(program.out()).isZero();
  }

  @Test
  @Tag("I1")
  void refusesAWayToRepairDatesThatItDoesNotKnow() {
    assertThat(program.run(mailboxes.arguments("copy", "--repair-dates=moon"))).isEqualTo(64);
    assertThat(program.err()).contains("--repair-dates knows received and sent");
  }

  @Test
  @Tag("X6")
  void takesTheDateOfTheHeaderAsImapsyncDoes() {
    int code =
        program.run(
            "imapsync",
            "--host1=" + server.host(),
            "--port1=" + server.port(),
            "--user1=alice",
            "--nossl1",
            "--notls1",
            "--passfile1=" + folder.resolve("source.password"),
            "--host2=" + server.host(),
            "--port2=" + server.port(),
            "--user2=bob",
            "--nossl2",
            "--notls2",
            "--passfile2=" + folder.resolve("destination.password"),
            "--state=" + folder.resolve("state"),
            "--nolog",
            "--idatefromheader");

    assertThat(code).as(program.err()).isZero();
    assertThat(hours()).startsWith("2009-02-01T10:00:00Z").contains("2009-02-13T10:00:00Z");
  }
}
