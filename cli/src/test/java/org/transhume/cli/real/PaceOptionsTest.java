package org.transhume.cli.real;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
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
import org.transhume.imap.testkit.judge.Judge;
import org.transhume.imap.testkit.seed.SeedImap;

/** Each option of pace, between real servers: it is kept, and in the end everything is there. */
@Tag("D10")
@EnabledIf(
    value = "org.transhume.imap.testkit.dovecot.DovecotServer#shouldRun",
    disabledReason = "no Dovecot is installed")
class PaceOptionsTest {
  private static final int MESSAGES = 12;
  private static final int OCTETS = 2_000;

  @TempDir Path folder;
  private DovecotServer server;
  private Mailboxes mailboxes;
  private final TestProgram program = Mailboxes.program();

  @BeforeEach
  void seed() throws IOException {
    server = DovecotServer.start(Mailboxes.people().build());
    mailboxes = new Mailboxes(server, server, folder);
    var mail = new ArrayList<SeedMail>();
    for (int i = 1; i <= MESSAGES; i++) {
      mail.add(mail(i));
    }
    try (SeedImap imap = server.logIn("alice")) {
      imap.appendAll("INBOX", mail);
      imap.create("Work");
      imap.appendAll("Work", List.of(mail(100)));
    }
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static SeedMail mail(int number) {
    String text =
        "Message-ID: <%d@example.com>\r\nSubject: %d\r\n\r\n%s\r\n"
            .formatted(number, number, "x".repeat(OCTETS));
    return SeedMail.of(text.getBytes(UTF_8), OffsetDateTime.parse("2020-02-02T02:02:02Z"));
  }

  private int run(String command, String... options) {
    return program.run(mailboxes.arguments(command, options));
  }

  private void assertWhole() {
    var verdict = mailboxes.judge(new Judge());
    assertThat(verdict.isEqual()).as(verdict.report()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--source-bytes-per-second=3K|2500",
        "--destination-bytes-per-second=3K|2500",
        "--source-messages-per-second=2|2500",
        "--destination-messages-per-second=2|2500",
        "--source-bytes-per-day=1M|0",
        "--destination-bytes-per-day=1M|0",
        "--source-connections=1|0",
        "--destination-connections=1|0",
        "--hours=00:00-12:00 --hours=12:00-24:00 --hours-zone=Pacific/Auckland|0",
        "--bytes-per-run=10M|0",
        "--wait|0",
        "--now|0",
        "--source-timeout=30 --destination-timeout=30|0",
      })
  void isKept(String options, long leastMillis) {
    String[] split = options.split(" ");
    assertThat(run("plan", split)).as(program.out() + program.err()).isZero();
    assertThat(program.out()).contains("A copy would put 13 messages there.");
    long began = System.nanoTime();

    assertThat(run("copy", split)).as(program.out() + program.err()).isZero();

    assertThat((System.nanoTime() - began) / 1_000_000).isGreaterThanOrEqualTo(leastMillis);
    assertThat(program.out()).contains("0 lost, 0 doubled: each of the 13 messages");
    assertWhole();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--source-bytes-per-day=5000|As many octets as you allowed the source in 24 hours passed",
        "--destination-bytes-per-day=5000|As many octets as you allowed the destination in 24"
            + " hours",
        "--bytes-per-run=5000 --source-bytes-per-second=2K|As many octets as you allowed a run"
      })
  void endsTheRunAndTheNextGoesOn(String options, String words) {
    assertThat(run("copy", options.split(" "))).as(program.out() + program.err()).isEqualTo(75);
    assertThat(program.out()).contains(words, "WAITING: nothing failed");

    assertThat(run("copy")).as(program.out() + program.err()).isZero();
    assertWhole();
  }

  @Test
  void staysOutOfHoursWithoutAskingAnybody() {
    server.close(); // Whoever asked it now would fail.

    int first = run("copy", "--hours=00:00-00:01", "--hours-zone=UTC");
    int second = run("copy", "--hours=12:00-12:01", "--hours-zone=UTC");

    assertThat(List.of(first, second)).as(program.err()).contains(75);
  }
}
