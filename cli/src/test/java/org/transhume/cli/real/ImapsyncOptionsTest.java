package org.transhume.cli.real;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.transhume.cli.TestProgram;
import org.transhume.imap.testkit.SeedMail;
import org.transhume.imap.testkit.dovecot.DovecotServer;
import org.transhume.imap.testkit.seed.FetchedMail;
import org.transhume.imap.testkit.seed.SeedImap;

/** imapsync's options, one by one, between real servers. */
@Tag("X6")
@EnabledIf("org.transhume.imap.testkit.dovecot.DovecotServer#shouldRun")
class ImapsyncOptionsTest {
  @TempDir Path folder;
  private DovecotServer server;
  private TestProgram program;
  private Mailboxes mailboxes;

  @BeforeEach
  void seed() throws IOException {
    server = DovecotServer.start(Mailboxes.people().build());
    mailboxes = new Mailboxes(server, server, folder);
    program = Mailboxes.program();
    try (SeedImap alice = server.logIn("alice")) {
      alice.appendAll("INBOX", List.of(mail(1, "\\Seen", "\\Flagged"), mail(2, "$Work", "Junk")));
      for (String name : List.of("Archive", "Work", "Zoo", "Empty", "Empty/Full")) {
        alice.create(name);
      }
      alice.append("Archive", mail(3));
      alice.append("Work", mail(1));
      alice.append("Zoo", mail(5));
      alice.append("Empty/Full", mail(6));
    }
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static SeedMail mail(int number, String... flags) {
    return SeedMail.of(
        "Message-ID: <%d@example.com>\r\nDate: %d Feb 2009 10:00:00 +0000\r\nSubject: %d\r\n\r\nx\r\n"
            .formatted(number, number, number)
            .getBytes(US_ASCII),
        OffsetDateTime.parse("2009-02-13T12:00:00Z"),
        flags);
  }

  private int run(String... more) {
    var words =
        new ArrayList<>(
            List.of(
                "imapsync",
                "--user1=alice",
                "--nossl1",
                "--notls1",
                "--passfile1=" + folder.resolve("source.password"),
                "--user2=bob",
                "--nossl2",
                "--notls2",
                "--passfile2=" + folder.resolve("destination.password"),
                "--host2=" + server.host(),
                "--port1=" + server.port(),
                "--port2=" + server.port(),
                "--state=" + folder.resolve("state"),
                "--nolog"));
    if (List.of(more).stream().noneMatch(word -> word.startsWith("--host1"))) {
      words.add("--host1=" + server.host());
    }
    words.addAll(List.of(more));
    return program.run(words.toArray(String[]::new));
  }

  private List<FetchedMail<byte[]>> there(String name) {
    try (SeedImap bob = server.logIn("bob")) {
      bob.select(name);
      return bob.fetchAll();
    }
  }

  private List<String> foldersThere() {
    try (SeedImap bob = server.logIn("bob")) {
      return bob.list().stream().map(SeedImap.Listed::name).toList();
    }
  }

  @Test
  void changesFlagsByRegularExpressionsInEveryRun() {
    String[] rules = {"--regexflag=s/\\\\Flagged//g", "--regexflag", "s/\\bJunk\\b/NonSense/i"};

    assertThat(run(rules)).as(program.err()).isZero();
    assertThat(there("INBOX"))
        .extracting(FetchedMail::flags)
        .satisfiesExactly(
            first -> assertThat(first).contains("\\Seen").doesNotContain("\\Flagged"),
            second -> assertThat(second).contains("$Work", "NonSense").doesNotContain("Junk"));
    try (SeedImap alice = server.logIn("alice")) {
      alice.select("INBOX");
      alice.store("2", "+FLAGS", "\\Flagged", "\\Answered");
    }

    assertThat(run(rules)).as(program.err()).isZero();

    assertThat(there("INBOX").get(1).flags()).contains("\\Answered").doesNotContain("\\Flagged");
    assertThat(run("--regexflag=s/a/b/", "--delete1")).isEqualTo(64);
  }

  @Test
  @Tag("B14")
  void worksOnFoldersInTheOrderThatIsAskedFor() {
    assertThat(
            run("--folderfirst=Zoo", "--folderfirst=Work", "--folderlast=INBOX", "--folderlast=No"))
        .as(program.err())
        .isZero();

    assertThat(program.out().lines().filter(line -> line.matches("\\S+ +\\d+ +\\d+ .*")))
        .extracting(line -> line.substring(0, line.indexOf(' ')))
        .containsSubsequence("Zoo", "Work", "Archive", "Empty", "Empty/Full", "INBOX", "Total");
  }

  @Test
  @Tag("D7")
  void takesCrossDuplicatesInTheOrderThatIsAskedFor() {
    assertThat(run("--skipcrossduplicates", "--folderfirst=Work")).as(program.err()).isZero();

    assertThat(there("Work")).hasSize(1);
    assertThat(there("INBOX")).hasSize(1);
  }

  @Test
  @Tag("I11")
  void leavesEmptyFoldersOutAndListsThem() {
    assertThat(run("--skipemptyfolders", "--justfolders")).as(program.err()).isZero();
    assertThat(foldersThere()).contains("Empty/Full", "Zoo");
    try (SeedImap alice = server.logIn("alice")) {
      alice.create("Void");
    }

    assertThat(run("--skipemptyfolders")).as(program.err()).isZero();

    assertThat(foldersThere()).doesNotContain("Void");
    assertThat(program.out()).contains("  Void (0 messages): it holds no message");
    assertThat(there("Empty/Full")).hasSize(1);
  }

  @Test
  @Tag("D5")
  void removesFoldersOfItsOwnThatAreGoneAndEmpty() {
    assertThat(run()).as(program.err()).isZero();
    try (SeedImap alice = server.logIn("alice");
        SeedImap bob = server.logIn("bob")) {
      alice.delete("Zoo");
      alice.delete("Work");
      bob.create("Mine");
    }

    assertThat(run("--delete2folders")).as(program.err()).isZero();
    assertThat(foldersThere()).contains("Zoo", "Work", "Mine");
    assertThat(run("--delete2", "--delete-many", "--delete2foldersbutnot=/^work$/i")).isZero();
    assertThat(program.out()).contains("folders of ours:", "  Zoo");
    assertThat(foldersThere()).contains("Work", "Mine").doesNotContain("Zoo");
    assertThat(run("--delete2foldersonly", "m,^Wo,")).isZero();

    assertThat(foldersThere()).contains("Mine", "Archive").doesNotContain("Work");
  }

  @Test
  void showsFoldersAndWhereTheyGoAndNothingElse() {
    assertThat(run("--justautomap", "--f1f2=Zoo=Animals")).as(program.err()).isZero();
    assertThat(program.out()).contains("[INBOX] -> [INBOX]", "[Zoo] -> [Animals]");
    assertThat(run("--justfolderlists")).isZero();
    assertThat(program.out()).contains("Host1 folders list:", "[Empty/Full]", "Host2 folders");
    assertThat(program.run("imapsync", "--justbanner")).isZero();
    assertThat(foldersThere()).containsExactly("INBOX");
    assertThat(folder.resolve("state")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--compress1 --compress2",
        "--inet4 --host1=localhost",
        "--sigexit=INT --sigexit TERM",
        "--ssl1_ssl_version=TLSv1_2 --ssl2_ssl_version TLSv1_3",
        "--repair=nul,line-ends --repair-dates sent",
        "--filterflags --filterbuggyflags --flagscase",
        "--exchange1 --domino1 --exchange2",
        "--noexitonload --justlogin --nojustlogin"
      })
  void copiesAllTheSameWith(String options) {
    assertThat(run(options.split(" "))).as(program.err()).isZero();

    assertThat(program.out()).contains("Messages transferred                    : 6");
    assertThat(there("INBOX")).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--inet6 --host1=127.0.0.1|has no address of the kind that --inet6 asks for",
        "--sigexit=USR1|--sigexit takes INT, TERM and HUP",
        "--ssl1_ssl_version=SSLv3|what is older is not spoken",
        "--abort|--abort needs the --pidfile",
        "--regexflag=tr/a/b/|--regexflag takes a substitution",
        "--delete2foldersonly=/(/|takes a regular expression",
        "--delete2folders --nosubscribe|is refused",
        "--delete1emptyfolders|--delete1emptyfolders is not supported",
        "--pipemess=cat|no command is run over the mail"
      })
  void stopsBeforeAnythingBeginsAt(String optionsAndWhy) {
    String[] parts = optionsAndWhy.split("\\|");

    assertThat(run(parts[0].split(" "))).isEqualTo(64);

    assertThat(program.err()).contains(parts[1]);
    assertThat(foldersThere()).containsExactly("INBOX");
  }

  @Test
  @Tag("A2")
  void takesThePresetsForServersOfAnotherName() {
    assertThat(run("--gmail1", "--office2", "--dry", "--maxsize=1000000"))
        .as(program.err())
        .isZero();

    assertThat(program.out())
        .contains("--gmail1 stands for --host1 imap.gmail.com", "--office2 stands for")
        .contains("Messages transferred                    : 0 (could be 5 without dry mode)");
  }

  @Test
  void writesItsProcessIntoAFileWhileItIsAtWorkAndStopsTheOneInIt()
      throws IOException, InterruptedException {
    Path file = folder.resolve("imapsync.pid");
    Process other = new ProcessBuilder("sh", "-c", "read line", "imapsync").start();
    try {
      Files.writeString(file, other.pid() + "\n", UTF_8);
      assertThat(run("--pidfile=" + file, "--pidfilelocking")).isEqualTo(8);
      assertThat(foldersThere()).containsExactly("INBOX");

      assertThat(program.run("imapsync", "--abort", "--pidfile=" + file)).isZero();

      assertThat(program.out()).contains("Process " + other.pid(), "was asked to stop");
      Awaitility.await().until(() -> !other.isAlive());
      assertThat(run("--pidfile=" + file, "--pidfilelocking")).as(program.err()).isZero();
      assertThat(file).doesNotExist();
    } finally {
      other.destroyForcibly().waitFor();
    }
  }

  @Test
  void leavesAProcessAloneThatIsNoRunOfItsOwn() throws IOException, InterruptedException {
    Path file = folder.resolve("imapsync.pid");
    Process other = new ProcessBuilder("sh", "-c", "read line", "another").start();
    try {
      Files.writeString(file, other.pid() + "\n", UTF_8);

      assertThat(program.run("imapsync", "--abortbyfile", "--pidfile=" + file)).isZero();

      assertThat(program.out()).contains("No run stands in");
      assertThat(other.isAlive()).isTrue();
    } finally {
      other.destroyForcibly().waitFor();
    }
  }
}
