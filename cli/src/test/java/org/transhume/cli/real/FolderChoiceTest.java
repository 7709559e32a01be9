package org.transhume.cli.real;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
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
import org.transhume.imap.testkit.SeedMail;
import org.transhume.imap.testkit.dovecot.DovecotServer;
import org.transhume.imap.testkit.seed.SeedImap;

/** Options that choose folders and subscriptions, between real servers. */
@EnabledIf(
    value = "org.transhume.imap.testkit.dovecot.DovecotServer#shouldRun",
    disabledReason = "no Dovecot is installed")
class FolderChoiceTest {
  private static final List<String> FOLDERS = List.of("Work", "Notes", "Sent", "Sent/2019");

  @TempDir Path folder;
  private DovecotServer server;
  private Mailboxes mailboxes;
  private final TestProgram program = Mailboxes.program();

  @BeforeEach
  void seed() throws IOException {
    server = DovecotServer.start(Mailboxes.people().build());
    mailboxes = new Mailboxes(server, server, folder);
    try (SeedImap imap = server.logIn("alice")) {
      imap.appendAll("INBOX", List.of(mail("INBOX")));
      for (String name : FOLDERS) {
        String there = name.replace('/', server.separator());
        imap.create(there);
        imap.appendAll(there, List.of(mail(name)));
      }
      imap.subscribe("Work");
    }
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static SeedMail mail(String subject) {
    String text =
        "Message-ID: <%s@example.com>\r\nSubject: %s\r\n\r\nHello.\r\n".formatted(subject, subject);
    return SeedMail.of(text.getBytes(US_ASCII), OffsetDateTime.parse("2020-02-02T02:02:02Z"));
  }

  private void copy(String... more) {
    int code =
        PlannedCopy.run(
            folder, (command, options) -> program.run(mailboxes.arguments(command, options)), more);
    assertThat(code).as(program.out() + program.err()).isZero();
  }

  private List<String> subscriptionsOfBob() {
    try (SeedImap imap = server.logIn("bob")) {
      return imap.subscriptions().stream()
          .map(each -> each.name().replace(server.separator(), '/'))
          .sorted()
          .toList();
    }
  }

  private List<String> foldersOfBob() {
    try (SeedImap imap = server.logIn("bob")) {
      return imap.list().stream()
          .map(each -> each.name().replace(server.separator(), '/'))
          .sorted()
          .toList();
    }
  }

  @Test
  @Tag("D8")
  void subscribesToEveryFolderOnceThatIsAskedFor() {
    copy();
    assertThat(subscriptionsOfBob()).containsExactly("Work");

    copy("--subscribe-all");

    assertThat(subscriptionsOfBob()).containsExactly("INBOX", "Notes", "Sent", "Sent/2019", "Work");
    assertThat(program.out()).contains("0 lost, 0 doubled");
  }

  @Test
  @Tag("D8")
  @Tag("D9")
  void plansSubscriptionsWithoutMakingThem() {
    assertThat(program.run(mailboxes.arguments("plan", "--subscribe-all"))).isZero();

    assertThat(subscriptionsOfBob()).isEmpty();
    assertThat(foldersOfBob()).containsExactly("INBOX");
  }

  @Test
  @Tag("A4")
  void takesSubscribedFoldersAndInboxOnly() {
    copy("--subscribed-only");

    assertThat(foldersOfBob()).containsExactly("INBOX", "Work");
    assertThat(program.out())
        .contains("  Notes (1 message): not subscribed at the source")
        .contains("0 lost, 0 doubled: each of the 2 messages");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "|",
        "--also=shared|Public/Team",
        "--also=all,flagged|Every mail,Starred",
        "--also=shared,all,flagged|Every mail,Public/Team,Starred",
      })
  @Tag("A4")
  void takesWhatIsSharedOrStandsElsewhereOnlyIfAskedTo(String option, String more)
      throws IOException {
    try (DovecotServer many =
        DovecotServer.start(
            Mailboxes.people()
                .specialMailbox("Every mail", "\\All")
                .specialMailbox("Starred", "\\Flagged")
                .sharedMail()
                .build())) {
      try (SeedImap imap = many.logIn("alice")) {
        imap.create("Public/Team");
        for (String name : List.of("INBOX", "Every mail", "Starred", "Public/Team")) {
          imap.appendAll(name, List.of(mail(name)));
        }
      }
      mailboxes = new Mailboxes(many, server, folder);
      String[] options = option == null ? new String[0] : new String[] {option};
      List<String> taken = more == null ? List.of() : List.of(more.split(","));

      copy(options);

      List<String> there = new ArrayList<>(foldersOfBob());
      there.removeAll(List.of("INBOX", "Public"));
      assertThat(there).isEqualTo(taken);
    }
  }

  private List<String> foldersAsTheyEnded(String... options) {
    int code = program.run(mailboxes.arguments("copy", join(options, "--json", "--lanes=1")));
    assertThat(code).as(program.out() + program.err()).isZero();
    return program
        .out()
        .lines()
        .map(JsonLeaves::of)
        .filter(event -> event.get("event").equals("folderEnded"))
        .map(event -> event.get("folder").replace(server.separator(), '/'))
        .toList();
  }

  private static String[] join(String[] some, String... others) {
    return Stream.concat(Stream.of(some), Stream.of(others)).toArray(String[]::new);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--first=Work|Work INBOX Notes Sent Sent/2019",
        "--first=Work --first=Notes|Work Notes INBOX Sent Sent/2019",
        "--last=INBOX|Notes Sent Sent/2019 Work INBOX",
        "--first=Sent --last=Notes|Sent INBOX Sent/2019 Work Notes"
      })
  @Tag("B14")
  void worksOnFoldersInTheOrderThatWasAskedFor(String options, String order) {
    String[] asked = options.split(" ");

    assertThat(foldersAsTheyEnded(asked)).containsExactly(order.split(" "));

    copy(asked);
    assertThat(program.out()).contains("0 lost, 0 doubled: each of the 5 messages");
  }

  @Test
  @Tag("D10")
  void leavesEmptyFoldersOutIfAsked() {
    try (SeedImap imap = server.logIn("alice")) {
      imap.create("Hollow");
    }

    copy("--exclude-empty");

    assertThat(foldersOfBob()).doesNotContain("Hollow").contains("Notes");
    assertThat(program.out()).contains("  Hollow (0 messages)");
    copy();
    assertThat(foldersOfBob()).contains("Hollow");
  }

  @Test
  @Tag("D6")
  void findsTheDestinationsOwnFoldersOnlyWhileThatIsWanted() throws IOException {
    try (DovecotServer french =
        DovecotServer.start(Mailboxes.people().specialMailbox("Envoy\u00e9s", "\\Sent").build())) {
      mailboxes = new Mailboxes(server, french, folder);
      copy("--automap");
      try (SeedImap imap = french.logIn("bob")) {
        assertThat(imap.select("Envoy\u00e9s").exists()).isEqualTo(1);
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--include=?o*|Notes Work",
        "--include-regex=N.+|Notes",
        "--folder-use=sent|Sent Sent/2019",
        "--folder-use=sent --exclude=*2019|Sent",
        "--include=* --exclude-regex=.*e.*|Work"
      })
  @Tag("D10")
  void takesTheFoldersThatWereAskedFor(String options, String taken) {
    copy(options.split(" "));

    List<String> made = foldersOfBob().stream().filter(name -> !name.equals("INBOX")).toList();
    assertThat(made).containsExactly(taken.split(" "));
  }
}
