package org.transhume.cli.real;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.OffsetDateTime;
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
import org.transhume.cli.outcome.ExitCode;
import org.transhume.imap.testkit.SeedMail;
import org.transhume.imap.testkit.dovecot.DovecotServer;
import org.transhume.imap.testkit.seed.SeedImap;

/** Each option that selects messages, between real servers: what is planned is what is copied. */
@EnabledIf(
    value = "org.transhume.imap.testkit.dovecot.DovecotServer#shouldRun",
    disabledReason = "no Dovecot is installed")
class SelectionOptionsTest {
  @TempDir Path folder;
  private DovecotServer server;
  private Mailboxes mailboxes;
  private final TestProgram program = Mailboxes.program();

  @BeforeEach
  void seed() throws IOException {
    server = DovecotServer.start(Mailboxes.people().build());
    mailboxes = new Mailboxes(server, server, folder);
    try (SeedImap imap = server.logIn("alice")) {
      imap.appendAll(
          "INBOX",
          List.of(
              mail("Old invoice", "2017-09-24T23:30:00+02:00", 10),
              mail("First day", "2017-09-25T00:30:00+02:00", 10),
              mail("\u00e9t\u00e9 invoice", "2018-09-24T23:30:00+02:00", 3_000),
              mail("After", "2018-09-25T00:30:00+02:00", 10)));
      imap.select("INBOX");
      imap.store("1,3", "+FLAGS", "\\Seen");
      imap.store("4", "+FLAGS", "\\Flagged");
      imap.create("Spam");
      imap.create("Antispam invoices");
      imap.appendAll("Spam", List.of(mail("Spam", "2018-01-01T00:00:00Z", 10)));
      imap.appendAll("Antispam invoices", List.of(mail("Report", "2018-01-01T00:00:00Z", 10)));
    }
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static SeedMail mail(String subject, String received, int octets) {
    String text =
        "Message-ID: <%s@example.com>\r\nDate: Fri, 6 Oct 2017 12:00:00 +0000\r\nSubject: %s\r\n\r\n%s\r\n"
            .formatted(received, subject, "x".repeat(octets));
    return SeedMail.of(text.getBytes(UTF_8), OffsetDateTime.parse(received));
  }

  private int planAndCopy(String... more) {
    return PlannedCopy.run(
        folder, (command, options) -> program.run(mailboxes.arguments(command, options)), more);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--since=2017-09-25 --before=24-Sep-2018 --date-zone=Europe/Paris|2|of before the first day"
            + " wanted",
        "--since=2017-09-25 --date-zone=UTC|2|of before the first day wanted",
        "--since=2017-10-07 --date-of=sent|0|of before the first day wanted",
        "--before=2017-10-06 --date-of=sent|4|",
        "--max-age=1d|0|older than wanted",
        "--min-age=1d|4|",
        "--max-size=2k|3|larger than wanted",
        "--min-size=2k|1|smaller than wanted",
        "--with-flag=\\Seen|2|without a flag that was asked for",
        "--without-flag=\\Seen|2|with a flag that was not wanted",
        "--search=SUBJECT~\"invoice\"|2|not found by the search that was asked for",
        "--search=SUBJECT~\"\u00e9t\u00e9\"|1|not found by the search that was asked for",
      })
  @Tag("C4")
  @Tag("D9")
  @Tag("D10")
  void takesTheMessagesThatWereAskedFor(String options, int taken, String reason) {
    String[] more = ("--folder=INBOX " + options).replace("~", "\t").split(" ");
    for (int i = 0; i < more.length; i++) {
      more[i] = more[i].replace('\t', ' ');
    }

    assertThat(planAndCopy(more)).as(program.err()).isZero();

    assertThat(program.out())
        .containsPattern("INBOX +4 +%d +0 +0 +%d +0 ".formatted(taken, 4 - taken));
    if (reason != null) {
      assertThat(program.out()).contains(reason);
    }
    try (SeedImap imap = server.logIn("bob")) {
      assertThat(imap.select("INBOX").exists()).isEqualTo(taken);
    }
  }

  @Test
  @Tag("B9")
  void leavesOutSpamAndNotWhatOnlySoundsLikeIt() {
    assertThat(planAndCopy("--exclude-use=trash,junk")).isZero();

    assertThat(program.out())
        .contains("  Spam (1 message): it is the account's “Junk”, or lies in it")
        .containsPattern("Antispam invoices +1 +1 ");
  }

  /** All that is old first, the rest at the cutover; and narrower again. */
  @Test
  @Tag("B14")
  @Tag("C4")
  void takesAnotherSelectionInEveryRun() {
    assertThat(planAndCopy("--folder=INBOX", "--before=2017-12-31")).as(program.err()).isZero();
    assertThat(program.out()).containsPattern("INBOX +4 +2 +0 +0 +2 +0 ");

    assertThat(planAndCopy()).as(program.err()).isZero();
    assertThat(program.out()).containsPattern("INBOX +4 +2 +2 +0 +0 +0 ");
    assertThat(planAndCopy("--max-size=2k", "--delete-gone")).as(program.err()).isZero();

    assertThat(program.out()).containsPattern("INBOX +4 +0 +4 +0 +0 +0 ");
    try (SeedImap imap = server.logIn("bob")) {
      assertThat(imap.select("INBOX").exists()).isEqualTo(4);
    }
  }

  @Test
  void saysWhatIsWrongWithASearchTheServerDoesNotUnderstand() {
    int code = program.run(mailboxes.arguments("copy", "--search=NONSENSE"));

    assertThat(code).as(program.err()).isEqualTo(ExitCode.USAGE.number());

    assertThat(program.out())
        .contains("does not understand the search", "Check what stands in --search")
        .contains("The server said:");
  }
}
