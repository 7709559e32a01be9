package org.transhume.cli.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.transhume.cli.TestProgram;
import org.transhume.cli.report.JsonLeaves;
import org.transhume.imap.testkit.corpus.RealisticCorpus;
import org.transhume.imap.testkit.corpus.RealisticCorpus.Profile;
import org.transhume.imap.testkit.dovecot.DovecotServer;
import org.transhume.imap.testkit.judge.Judge;
import org.transhume.imap.testkit.tls.SelfSignedCertificate;

/** How a run speaks, what it keeps, and how it reaches its servers, at real ones. */
@EnabledIf(
    value = "org.transhume.imap.testkit.dovecot.DovecotServer#shouldRun",
    disabledReason = "no Dovecot is installed")
class ShownAndKeptTest {
  @TempDir Path folder;
  private DovecotServer server;
  private Mailboxes mailboxes;
  private final TestProgram program = Mailboxes.program();

  @BeforeEach
  void seed() throws IOException {
    server =
        DovecotServer.start(
            Mailboxes.people().certificate(SelfSignedCertificate.Spec.loopback()).build());
    mailboxes = new Mailboxes(server, server, folder);
    mailboxes.seed(RealisticCorpus.inbox(7, Profile.TINY, 20));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private int run(String command, String... more) {
    return program.run(mailboxes.arguments(command, more));
  }

  private List<Map<String, String>> events() {
    return program.out().lines().map(JsonLeaves::of).toList();
  }

  @Test
  @Tag("D9")
  void jsonIsOneObjectALineAndTheReportTheLast() throws IOException {
    Path kept = folder.resolve("report.json");

    assertThat(run("plan", "--json")).as(program.err()).isZero();
    Map<String, String> plan = events().getLast();
    assertThat(run("copy", "--json", "--report=" + kept)).as(program.err()).isZero();
    Map<String, String> copy = events().getLast();

    assertThat(events().getFirst()).containsEntry("event", "began").containsEntry("mode", "copy");
    assertThat(plan).containsEntry("event", "report").containsEntry("total.copied", "20");
    assertThat(copy)
        .containsEntry("event", "report")
        .containsEntry("total.copied", "20")
        .containsEntry("verdict", "PASS")
        .containsAllEntriesOf(JsonLeaves.of(Files.readString(kept)));
    assertThat(run("verify", "--json")).as(program.err()).isZero();
    assertThat(events().getLast())
        .containsEntry("mode", "verify")
        .containsEntry("total.alreadyThere", "20");
  }

  @Test
  void jsonSaysWhyThereWasNoRun() throws IOException {
    mailboxes.secret("source.password", "wrong");

    int code = run("copy", "--json");

    assertThat(code).isNotZero();
    assertThat(events().getLast())
        .containsEntry("event", "error")
        .containsEntry("exitCode", String.valueOf(code))
        .containsEntry("failure.problem", "LOGIN_REFUSED");
  }

  @Test
  void quietSaysNothingWhereAllIsWell() {
    assertThat(run("plan", "--quiet")).isZero();
    assertThat(program.out() + program.err()).isEmpty();
    assertThat(run("copy", "--quiet")).isZero();

    assertThat(program.out() + program.err()).isEmpty();
    assertThat(mailboxes.judge(new Judge()).differences()).isEmpty();
  }

  @Test
  void quietSpeaksWhereSomethingIsWrong() throws IOException {
    mailboxes.secret("source.password", "wrong");

    assertThat(run("copy", "--quiet")).isNotZero();

    assertThat(program.out() + program.err()).contains("alice");
  }

  @Test
  void stateSaysWhereTheLedgersAre() {
    Path elsewhere = folder.resolve("elsewhere");

    assertThat(run("copy", "--state=" + elsewhere)).as(program.err()).isZero();

    assertThat(elsewhere).isNotEmptyDirectory();
    assertThat(folder.resolve("state")).doesNotExist();
    assertThat(program.run("ledger", "--state=" + elsewhere)).as(program.err()).isZero();
  }

  /** Each option of a side, on both sides. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--source-auth=plain --destination-auth=plain",
        "--source-auth=login --destination-auth=login",
        "--source-compress --destination-compress",
        "--source-timeout=30 --destination-timeout=30",
        "--source-name=old --destination-name=new",
        "--source-tls=starttls --source-fingerprint=PIN --destination-tls=starttls"
            + " --destination-fingerprint=PIN",
        "--source=TLS --source-tls=implicit --source-ca-file=CA --destination=TLS"
            + " --destination-tls=implicit --destination-ca-file=CA",
        "--source-auth-user=alice --destination-auth-user=bob",
        "--source-password-env=ALICE --destination-password-env=BOB"
      })
  @Tag("C1")
  void reachesItsServersAsItIsAskedTo(String options) {
    Path pem = folder.resolve("ca.pem");
    server.certificate().writeCertificatePem(pem);
    program.with("ALICE", Mailboxes.SOURCE_PASSWORD).with("BOB", Mailboxes.DESTINATION_PASSWORD);
    String[] more =
        options
            .replace("PIN", server.certificate().sha256Fingerprint().replace(":", ""))
            .replace("CA", pem.toString())
            .replace("TLS", "127.0.0.1:" + server.tlsPort())
            .split(" ");

    int code = PlannedCopy.run(folder, this::runWithout, more);

    assertThat(code).as(program.out() + program.err()).isZero();
    assertThat(program.out()).contains("0 lost, 0 doubled: each of the 20 messages");
    assertThat(mailboxes.judge(new Judge()).differences()).isEmpty();
  }

  /** A password comes from one place. */
  private int runWithout(String command, String... options) {
    boolean fromEnvironment =
        List.of(options).stream().anyMatch(each -> each.contains("-password-env"));
    List<String> arguments = new ArrayList<>(List.of(mailboxes.arguments(command, options)));
    arguments.removeIf(each -> fromEnvironment && each.contains("-password-file="));
    return program.run(arguments.toArray(String[]::new));
  }
}
