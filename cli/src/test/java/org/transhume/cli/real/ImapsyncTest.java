package org.transhume.cli.real;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.transhume.cli.TestProgram;
import org.transhume.imap.testkit.SeedMail;
import org.transhume.imap.testkit.corpus.RealisticCorpus;
import org.transhume.imap.testkit.corpus.RealisticCorpus.Profile;
import org.transhume.imap.testkit.dovecot.DovecotServer;
import org.transhume.imap.testkit.judge.Judge;
import org.transhume.imap.testkit.process.ProcessSampler;
import org.transhume.imap.testkit.seed.SeedImap;
import org.transhume.imap.testkit.tls.SelfSignedCertificate;

/** What somebody who knows imapsync types, and what he looks for in the end. */
@Tag("X6")
@EnabledIf("org.transhume.imap.testkit.dovecot.DovecotServer#shouldRun")
class ImapsyncTest {
  @TempDir Path folder;
  private DovecotServer server;
  private Mailboxes mailboxes;
  private TestProgram program;

  @BeforeEach
  void start() throws IOException {
    server =
        DovecotServer.start(
            Mailboxes.people().certificate(SelfSignedCertificate.Spec.loopback()).build());
    mailboxes = new Mailboxes(server, server, folder);
    program = Mailboxes.program();
    mailboxes.seed(RealisticCorpus.tree(4, Profile.TINY, 100));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private List<String> sides() {
    return List.of(
        "--host1",
        server.host(),
        "--port1",
        "" + server.port(),
        "--user1",
        "alice",
        "--nossl1",
        "--notls1",
        "--host2",
        server.host(),
        "--port2=" + server.port(),
        "-user2",
        "bob",
        "--nossl2",
        "--notls2",
        "--state",
        folder.resolve("state").toString());
  }

  private String[] words(String... more) {
    var words = new ArrayList<>(List.of("imapsync"));
    words.addAll(sides());
    words.addAll(
        List.of(
            "--passfile1", folder.resolve("source.password").toString(),
            "--passfile2", folder.resolve("destination.password").toString()));
    if (Arrays.stream(more).noneMatch(word -> word.startsWith("--log"))) {
      words.add("--nolog");
    }
    words.addAll(List.of(more));
    return words.toArray(String[]::new);
  }

  private int run(String... more) {
    return program.run(words(more));
  }

  @Test
  @Tag("D5")
  void removesByItsOwnOptionsInTheSafeForm() {
    assertThat(run()).as(program.err()).isZero();
    try (SeedImap alice = server.logIn("alice")) {
      alice.select("INBOX");
      alice.store("1", "+FLAGS", "\\Deleted");
      alice.command("EXPUNGE");
    }

    assertThat(run("--delete1", "--delete2")).isEqualTo(64);
    assertThat(run("--mirror")).isEqualTo(64);
    assertThat(run("--delete2")).as(program.out()).isZero();
    assertThat(program.out()).contains("Messages deleted on host2               : 1");
    try (SeedImap bob = server.logIn("bob")) {
      bob.append(
          "INBOX",
          SeedMail.of(
              "Subject: mine\r\n\r\nx\r\n".getBytes(US_ASCII),
              OffsetDateTime.parse("2026-11-01T00:00:00Z")));
    }
    assertThat(run("--mirror", "--yes")).isEqualTo(40);
    assertThat(program.out()).contains("(EXIT_DELETION_REFUSED)", "received mail by itself");

    try (SeedImap bob = server.logIn("bob")) {
      bob.select("INBOX");
      assertThat(bob.search("SUBJECT mine")).hasSize(1);
    }
  }

  @Test
  void copiesAndEndsWithTheSummaryThatScriptsReadAndCodeZero() {
    assertThat(run()).as(program.err()).isZero();

    assertThat(program.out().lines())
        .contains(
            "++++ Statistics",
            "Folders synced                          : 14/14 synced",
            "Messages transferred                    : 100",
            "Messages skipped                        : 0",
            "Messages found in host1 not in host2    : 0 messages",
            "Messages deleted on host1               : 0",
            "The sync looks good, all 100 identified messages in host1 are on host2.",
            "Detected 0 errors",
            "Exiting with return value 0 (EX_OK: successful termination)");
    assertThat(mailboxes.judge(new Judge()).differences()).isEmpty();

    assertThat(run()).isZero();
    assertThat(program.out().lines())
        .contains(
            "Messages transferred                    : 0",
            "Messages skipped                        : 100");
  }

  @Test
  void changesNothingInADryRun() {
    assertThat(run("--dry")).isZero();

    assertThat(program.out())
        .contains("Messages transferred                    : 0 (could be 100 without dry mode)");
    try (SeedImap imap = server.logIn("bob")) {
      assertThat(imap.list()).hasSize(1);
    }
    assertThat(folder.resolve("state")).doesNotExist();
  }

  @Test
  void rehearsesCheaply() {
    assertThat(run("--justlogin")).as(program.err()).isZero();
    assertThat(program.out())
        .contains("Host1: alice is logged in at 127.0.0.1", "Host2: bob is logged in at 127.0.0.1");
    assertThat(run("--justfoldersizes")).isZero();
    assertThat(program.out())
        .contains("Host1 folder     1/14 [", "Host1 Nb folders: 14, Nb messages: 100")
        .contains("Host2 Nb folders: 1, Nb messages: 0");
    assertThat(
            program.run(
                "imapsync",
                "--justconnect",
                "--host1",
                server.host(),
                "--port1",
                "" + server.port(),
                "--nossl1",
                "--notls1"))
        .isZero();
    assertThat(program.out()).contains("Host1: connected to 127.0.0.1:", "IMAP4REV1");
    assertThat(folder.resolve("state")).doesNotExist();
  }

  @Test
  @Tag("D8")
  void makesFoldersAloneAndSubscribesAsAsked() {
    assertThat(run("--justfolders", "--nosubscribe")).as(program.err()).isZero();
    try (SeedImap imap = server.logIn("bob")) {
      assertThat(imap.list()).hasSizeGreaterThanOrEqualTo(14);
      assertThat(imap.subscriptions()).isEmpty();
      assertThat(imap.status("Sent", "MESSAGES")).containsEntry("MESSAGES", 0L);
    }

    assertThat(run("--justfolders", "--subscribeall")).isZero();
    try (SeedImap imap = server.logIn("bob")) {
      assertThat(imap.subscriptions()).hasSizeGreaterThanOrEqualTo(14);
    }

    assertThat(run()).as(program.out() + program.err()).isZero();
    assertThat(mailboxes.judge(new Judge().withoutSubscriptions()).differences()).isEmpty();
  }

  @Test
  void takesFoldersByNameTreeAndExpressionAlsoInModifiedUtf7() {
    assertThat(
            run(
                "--folder", "&AMk-l&AOk-ments importants",
                "--folder", "INBOX",
                "--folderrec", "Archive",
                "--exclude", "20(19|20)$"))
        .as(program.err())
        .isZero();

    assertThat(program.out())
        .contains("The sync looks good, all 54 identified messages in host1 are on host2.")
        .contains("Archive/2019", "excluded by")
        .containsPattern("\u00C9l\u00E9ments importants +2 +2 ");
  }

  private List<String> foldersThere() {
    try (SeedImap imap = server.logIn("bob")) {
      return imap.list().stream().map(SeedImap.Listed::name).toList();
    }
  }

  @Test
  @Tag("D10")
  void mapsFoldersAsItIsTold() {
    assertThat(
            run(
                "--justfolders",
                "--f1f2",
                "Sent=Posted/&AOk-t&AOk-",
                "--regextrans2",
                "s,^All/Archive/(20)19$,All/Archive-${1}19,",
                "--sep1",
                "/",
                "--prefix2",
                "All/"))
        .as(program.err())
        .isZero();

    assertThat(foldersThere())
        .contains("Posted/\u00e9t\u00e9", "All/Archive-2019", "INBOX")
        .doesNotContain("Sent", "All/Sent", "Archive");
    assertThat(run("--sep2", ".")).isEqualTo(64);
    assertThat(program.err()).contains("--sep2 is not what host2 parts its folders with");
  }

  @Test
  @Tag("D10")
  void goesBelowAFolderAndOutOfOne() {
    assertThat(run("--justfolders", "--subfolder2", "Old", "--automap")).isZero();
    assertThat(foldersThere()).contains("Old/INBOX", "Old/Sent", "Old/Archive/2019");

    assertThat(run("--justfolders", "--subfolder1", "Archive", "--exclude", "2020$")).isZero();
    assertThat(foldersThere()).contains("2019").doesNotContain("2020");
    assertThat(run("--subfolder1", "Archive", "--folder", "Sent")).isEqualTo(64);
  }

  @Test
  void keepsALogUnlessToldNotTo() throws IOException {
    Path logs = folder.resolve("logs");

    assertThat(run("--logdir", logs.toString(), "--dry")).isZero();
    try (Stream<Path> files = Files.list(logs)) {
      Path log = files.toList().getFirst();
      assertThat(log.getFileName().toString()).matches("\\d{4}(_\\d\\d){5}_\\d{3}_alice_bob\\.txt");
      assertThat(Files.readString(log, UTF_8))
          .contains("++++ Statistics", "Copying alice".replace("Copying", "Planning"))
          .contains("Exiting with return value 0");
    }
    assertThat(program.out()).contains("Log file is " + logs);
    Path named = folder.resolve("named.log");
    assertThat(run("--logfile=" + named, "--dry")).isZero();
    assertThat(named).content(UTF_8).contains("++++ Statistics");
  }

  @Test
  @Tag("A8")
  void endsWithImapsyncsCodes() throws IOException {
    String wrong = mailboxes.secret("wrong", "wrong").toString();

    assertThat(run("--passfile1", wrong)).isEqualTo(161);
    assertThat(program.err()).contains("--passfile1");
    assertThat(run("--passfile2", wrong)).isEqualTo(162);
    assertThat(program.out())
        .contains("Exiting with return value 162 (EXIT_AUTHENTICATION_FAILURE_USER2)");
    assertThat(run("--passfile2", "/no/such/file")).isEqualTo(66);
    assertThat(run("--host1", "no-such-host.invalid")).isEqualTo(101);
    assertThat(run("--host2", "no-such-host.invalid")).isEqualTo(102);
    assertThat(run("--ssl2", "--port2", "" + server.tlsPort())).isEqualTo(12);
    assertThat(program.err()).contains("--sslargs2 SSL_fingerprint=sha256$");
    assertThat(run("--user2", "alice", "--passfile2", folder.resolve("source.password").toString()))
        .isEqualTo(64);
    assertThat(run("--delete1emptyfolders")).isEqualTo(64);
    assertThat(program.err()).contains("is not supported");
    assertThat(run("--folder", "nothing of that name")).isEqualTo(117);
    assertThat(program.run("imapsync")).isEqualTo(64);
    assertThat(program.run("imapsync", "--host1", "h")).isEqualTo(64);
    assertThat(program.run("imapsync", "--help")).isZero();
    assertThat(program.run("imapsync", "--version")).isZero();
  }

  @Test
  void acceptsACertificateByItsFingerprint() {
    assertThat(
            run(
                "--ssl2",
                "--port2",
                "" + server.tlsPort(),
                "--sslargs2",
                "SSL_fingerprint=sha256$" + server.certificate().sha256Fingerprint()))
        .as(program.err())
        .isZero();
  }

  /** With the real launcher, which takes the passwords off its arguments. */
  @Test
  @Tag("I9")
  void showsNoPasswordToWhoeverLooksAtTheProcesses() throws IOException, InterruptedException {
    var words = new ArrayList<String>();
    words.add(launcher().toString());
    words.add("imapsync");
    words.addAll(sides());
    words.addAll(
        List.of(
            "--nolog",
            "--password1",
            Mailboxes.SOURCE_PASSWORD,
            "--password2=" + Mailboxes.DESTINATION_PASSWORD));
    try (ChildProgram child = ChildProgram.of(folder, new ProcessBuilder(words))) {
      awaitJava(child);
      try (var sampler =
          ProcessSampler.start(
              child.pid(),
              Duration.ofMillis(20),
              Map.of(
                  "source", Mailboxes.SOURCE_PASSWORD,
                  "destination", Mailboxes.DESTINATION_PASSWORD))) {
        assertThat(child.await()).as(child.out() + child.err()).isZero();
        assertThat(sampler.samples()).isGreaterThan(3);
        assertThat(sampler.leaks()).isEmpty();
      }
      assertThat(child.out() + child.err())
          .doesNotContain(Mailboxes.SOURCE_PASSWORD, Mailboxes.DESTINATION_PASSWORD);
    }
    assertThat(mailboxes.judge(new Judge()).differences()).isEmpty();
  }

  /** The launcher becomes Java; what was before is the documented window of some milliseconds. */
  private static void awaitJava(ChildProgram child) {
    org.awaitility.Awaitility.await()
        .pollInterval(Duration.ofMillis(5))
        .until(
            () ->
                !child.isAlive()
                    || ProcessHandle.of(child.pid())
                        .flatMap(process -> process.info().command())
                        .filter(command -> command.endsWith("/java"))
                        .isPresent());
  }

  /**
   * A copy of the launcher beside a build that it finds finished: a jar that names this class path.
   */
  private Path launcher() throws IOException {
    Path root = Files.createDirectories(folder.resolve("product"));
    Path build = Files.createDirectories(root.resolve("cli/target/launch/1-1"));
    Files.createFile(root.resolve("pom.xml"));
    Path launcher = Files.copy(Path.of("../transhume"), root.resolve("transhume"));
    assertThat(launcher.toFile().setExecutable(true)).isTrue();
    var manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, "org.transhume.cli.Main");
    manifest
        .getMainAttributes()
        .put(
            Attributes.Name.CLASS_PATH,
            Arrays.stream(System.getProperty("java.class.path").split(":"))
                .map(Path::of)
                .map(Path::toUri)
                .map(URI::toString)
                .collect(Collectors.joining(" ")));
    new JarOutputStream(Files.newOutputStream(build.resolve("transhume.jar")), manifest).close();
    Files.writeString(root.resolve("cli/target/launch/current"), "1-1\n");
    Files.writeString(root.resolve("cli/target/launch/built"), "");
    return launcher;
  }
}
