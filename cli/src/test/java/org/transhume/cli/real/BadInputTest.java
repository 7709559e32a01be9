package org.transhume.cli.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.transhume.cli.TestProgram;
import org.transhume.imap.testkit.corpus.RealisticCorpus;
import org.transhume.imap.testkit.corpus.RealisticCorpus.Profile;
import org.transhume.imap.testkit.dovecot.DovecotServer;
import org.transhume.imap.testkit.judge.Judge;
import org.transhume.imap.testkit.seed.SeedImap;
import org.transhume.imap.testkit.tls.SelfSignedCertificate;

/** What is wrong is said in a sentence with its remedy, and the next run does the rest. */
@Tag("A8")
@EnabledIf("org.transhume.imap.testkit.dovecot.DovecotServer#shouldRun")
class BadInputTest {
  @TempDir Path folder;
  private DovecotServer server;
  private Mailboxes mailboxes;
  private TestProgram program;

  @BeforeEach
  void start() throws IOException {
    server =
        DovecotServer.start(
            Mailboxes.people()
                .user("small", Mailboxes.DESTINATION_PASSWORD, 30_000)
                .certificate(SelfSignedCertificate.Spec.loopback())
                .build());
    mailboxes = new Mailboxes(server, server, folder);
    program = Mailboxes.program();
    mailboxes.seed(RealisticCorpus.inbox(3, Profile.TINY, 20));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private int copy(String... more) {
    return program.run(mailboxes.arguments("copy", more));
  }

  private void theNextRunDoesIt() {
    assertThat(copy()).as(program.err()).isZero();
    assertThat(mailboxes.judge(new Judge()).differences()).isEmpty();
  }

  @Test
  void unknownHost() {
    assertThat(copy("--source=no-such-host.invalid:993", "--source-tls=implicit")).isEqualTo(10);
    assertThat(program.err())
        .contains(
            "There is no source server of that name: no-such-host.invalid:993. Check the spelling");

    theNextRunDoesIt();
  }

  @Test
  void refusedPort() throws IOException {
    int closed;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      closed = socket.getLocalPort();
    }

    assertThat(copy("--destination=127.0.0.1:" + closed)).isEqualTo(20);
    assertThat(program.err())
        .contains("The destination 127.0.0.1:" + closed + " cannot be reached")
        .contains("no firewall");

    theNextRunDoesIt();
  }

  @Test
  void noTlsWhereTlsWasAsked() {
    assertThat(copy("--source-tls=implicit", "--source-timeout=5")).isEqualTo(11);
    assertThat(program.err()).contains("does not speak TLS at that port", "--source-tls starttls");

    theNextRunDoesIt();
  }

  @Test
  @Tag("B5")
  void certificateThatIsNotValidUntilItIsAcceptedByItsFingerprint() throws IOException {
    String tls = "--destination=127.0.0.1:" + server.tlsPort();
    String fingerprint = server.certificate().sha256Fingerprint().replace(":", "").toLowerCase();

    assertThat(copy(tls, "--destination-tls=implicit")).isEqualTo(21);
    assertThat(program.err())
        .contains("The certificate of the destination 127.0.0.1:")
        .contains("signed by nobody this machine trusts. Its SHA-256 fingerprint: " + fingerprint);
    assertThat(copy("--destination-tls=starttls")).isEqualTo(21);
    assertThat(
            copy(tls, "--destination-tls=implicit", "--destination-fingerprint=" + "00".repeat(32)))
        .isEqualTo(21);
    assertThat(program.err()).contains("another one than the one you accepted");

    assertThat(copy(tls, "--destination-tls=implicit", "--destination-fingerprint=" + fingerprint))
        .as(program.err())
        .isZero();
    Path pem = folder.resolve("ca.pem");
    server.certificate().writeCertificatePem(pem);
    // Made in the same second and equal by now, the two mailboxes would be taken for one.
    mailboxes.seed(RealisticCorpus.inbox(4, Profile.TINY, 1));
    assertThat(copy("--destination-tls=starttls", "--destination-ca-file=" + pem))
        .as(program.err())
        .isZero();
    assertThat(mailboxes.judge(new Judge()).differences()).isEmpty();
  }

  @Test
  void authoritiesThatAreNone() throws IOException {
    Path pem = Files.writeString(folder.resolve("ca.pem"), "no certificate");

    assertThat(copy("--destination-tls=starttls", "--destination-ca-file=" + pem)).isEqualTo(64);
    assertThat(program.err()).contains("No certificate can be read from " + pem);
  }

  @Test
  @Tag("I9")
  void wrongPasswordWithoutRepeatingIt() throws IOException {
    Path wrong = mailboxes.secret("wrong", "secret-and-wrong");

    assertThat(copy("--source-password-file=" + wrong)).isEqualTo(12);
    assertThat(program.err())
        .contains("refused the user name or the password of “alice”", "--source-password-file")
        .contains("The server said: ")
        .doesNotContain("secret-and-wrong");
    assertThat(copy("--destination-password-file=" + wrong)).isEqualTo(22);
    assertThat(program.err()).contains("“bob”", "--destination-password-file");

    theNextRunDoesIt();
  }

  @Test
  void fullQuotaInTheMiddleAndThenRoom() {
    assertThat(copy("--destination-user=small")).as(program.err()).isEqualTo(24);
    assertThat(program.out())
        .contains("The destination mailbox “small” at 127.0.0.1:", "is full. Give it more room")
        .contains("NOT WHOLE")
        .doesNotContain("0 lost");

    try (SeedImap imap = server.logIn("alice")) {
      imap.select("INBOX");
      imap.store("8:20", "+FLAGS", "\\Deleted");
      imap.command("EXPUNGE");
    }
    assertThat(copy("--destination-user=small")).as(program.out() + program.err()).isZero();
    assertThat(program.out()).contains("0 lost, 0 doubled");
  }

  @Test
  void folderThatIsNotThere() {
    assertThat(copy("--folder=INBXO")).isEqualTo(64);
    assertThat(program.err())
        .contains("A folder is not at the source", "looking for the folders asked for: INBXO");

    theNextRunDoesIt();
  }

  @Test
  @Tag("B5")
  void sourceAndDestinationTheSameMailbox() {
    List<String> same =
        List.of(
            "--destination-user=alice",
            "--destination-password-file=" + folder.resolve("source.password"));
    assertThat(copy(same.toArray(String[]::new))).isEqualTo(64);
    assertThat(program.err()).contains("one and the same mailbox");
    try (SeedImap imap = server.logIn("alice")) {
      RealisticCorpus.inbox(4, Profile.TINY, 3)
          .folders()
          .forEach(
              inbox -> {
                imap.create("Work");
                imap.appendAll("Work", inbox.seedMails());
              });
    }

    assertThat(
            copy(
                same.getFirst(),
                same.getLast(),
                "--destination=localhost:" + server.tlsPort(),
                "--destination-tls=implicit",
                "--destination-fingerprint=" + server.certificate().sha256Fingerprint()))
        .as("found by the folders, where another port hides it: " + program.err())
        .isEqualTo(64);
    assertThat(program.err()).contains("one and the same mailbox");
  }

  @Test
  @Tag("I10")
  void ledgerOnADiskThatDoesNotTakeIt() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");

    assertThat(copy("--state=" + file)).isEqualTo(31);
    assertThat(program.err()).contains("The ledger cannot be written", "--state");
  }
}
