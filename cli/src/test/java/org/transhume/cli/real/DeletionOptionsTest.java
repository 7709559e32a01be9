package org.transhume.cli.real;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.transhume.cli.TestProgram;
import org.transhume.cli.outcome.ExitCode;
import org.transhume.cli.report.JsonLeaves;
import org.transhume.imap.testkit.SeedMail;
import org.transhume.imap.testkit.dovecot.DovecotServer;
import org.transhume.imap.testkit.seed.SeedImap;

/** Each option that removes mail, at real servers: what is planned is what goes, and no more. */
@EnabledIf(
    value = "org.transhume.imap.testkit.dovecot.DovecotServer#shouldRun",
    disabledReason = "no Dovecot is installed")
class DeletionOptionsTest {
  @TempDir Path folder;
  private DovecotServer server;
  private Mailboxes mailboxes;
  private final TestProgram program = Mailboxes.program();

  @BeforeEach
  void seed() throws IOException {
    server = DovecotServer.start(Mailboxes.people().build());
    mailboxes = new Mailboxes(server, server, folder);
    deliver("alice", "INBOX", 1, 30);
    deliver("alice", "Work", 101, 112);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private void deliver(String user, String mailbox, int first, int last) {
    try (SeedImap imap = server.logIn(user)) {
      if (!mailbox.equals("INBOX")) {
        imap.attempt("CREATE " + mailbox);
      }
      imap.appendAll(
          mailbox, IntStream.rangeClosed(first, last).mapToObj(DeletionOptionsTest::mail).toList());
    }
  }

  private static SeedMail mail(int number) {
    String text =
        "Message-ID: <%d@example.com>\r\nDate: Fri, 6 Oct 2017 12:00:00 +0000\r\nSubject: %d\r\n\r\nBody\r\n"
            .formatted(number, number);
    return SeedMail.of(text.getBytes(US_ASCII), OffsetDateTime.parse("2017-10-06T12:00:00Z"));
  }

  private void expunge(String user, String mailbox, String... subjects) {
    try (SeedImap imap = server.logIn(user)) {
      imap.select(mailbox);
      for (String subject : subjects) {
        imap.store(number(imap, subject), "+FLAGS", "\\Deleted");
      }
      imap.command("EXPUNGE");
    }
  }

  private static String number(SeedImap imap, String subject) {
    return imap.search("SUBJECT \"" + subject + "\"").stream()
        .map(String::valueOf)
        .findFirst()
        .orElseThrow();
  }

  private List<String> subjects(String user, String mailbox) {
    try (SeedImap imap = server.logIn(user)) {
      imap.examine(mailbox);
      return imap.fetchAll().stream()
          .map(
              mail ->
                  new String(mail.body().orElseThrow(), US_ASCII)
                      .replaceAll("(?s).*Subject: (\\d+).*", "$1"))
          .sorted()
          .toList();
    }
  }

  /** What {@code plan} and {@code copy} say of removals is the same but for the tense. */
  private int planAndCopy(String... more) {
    var said = new ArrayList<List<String>>();
    int code =
        PlannedCopy.run(
            folder,
            (command, options) -> {
              int ended = program.run(mailboxes.arguments(command, options));
              said.add(removals());
              return ended;
            },
            more);
    assertThat(said.getLast()).isEqualTo(said.getFirst());
    return code;
  }

  private List<String> removals() {
    var lines = new ArrayList<String>();
    boolean inside = false;
    for (String line : program.out().lines().toList()) {
      String same = line.replaceFirst("^(To be removed|Removed|NOT removed) ", "# ");
      inside = same.startsWith("# ") || (inside && same.startsWith("  "));
      if (inside) {
        lines.add(same);
      }
    }
    return lines;
  }

  @Test
  @Tag("D5")
  @Tag("D9")
  void deleteGoneRemovesWhatIsGoneAtTheSourceAndNothingOfTheOwners() {
    assertThat(program.run(mailboxes.arguments("copy"))).as(program.err()).isZero();
    expunge("alice", "INBOX", "11", "12", "13", "14");
    expunge("alice", "Work", "101");
    deliver("bob", "INBOX", 900, 901);
    try (SeedImap imap = server.logIn("bob")) {
      imap.select("INBOX");
      imap.store(number(imap, "12"), "+FLAGS", "\\Flagged");
      imap.command("CREATE Mine");
      imap.command("MOVE " + number(imap, "13") + " Mine");
    }

    assertThat(planAndCopy("--delete-gone")).as(program.out()).isZero();

    assertThat(program.out())
        .contains("Removed at the destination, gone at the source:")
        .contains("  INBOX: 2 messages; 1 touched since, left there", "  Work: 1 message");
    List<String> inbox = subjects("bob", "INBOX");
    assertThat(inbox).contains("12", "900", "901").doesNotContain("11", "13", "14").hasSize(29);
    assertThat(subjects("bob", "Mine")).containsExactly("13");
    assertThat(subjects("bob", "Work")).isEqualTo(subjects("alice", "Work"));
    for (int pass = 0; pass < 10; pass++) {
      assertThat(planAndCopy("--delete-gone")).as(program.out()).isZero();
    }
    assertThat(subjects("bob", "INBOX")).isEqualTo(inbox);
    assertThat(subjects("bob", "Mine")).containsExactly("13");
  }

  /** Every way of removing but the strict mirror, alone and together, for ten passes. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "--delete-gone",
        "--delete-gone-folders",
        "--delete-duplicates",
        "--delete-copied",
        "--delete-gone --delete-gone-folders --delete-duplicates",
        "--delete-copied --delete-gone-folders --delete-duplicates"
      })
  @Tag("I4")
  @Tag("D9")
  @Tag("X10")
  void leaveWhatTheOwnerDeletedFlaggedMovedOrReceivedAsHeLeftIt(String options) {
    deliver("bob", "INBOX", 1, 2);
    deliver("alice", "Old", 301, 303);
    assertThat(program.run(mailboxes.arguments("copy"))).as(program.err()).isZero();
    expunge("bob", "INBOX", "14", "15");
    deliver("bob", "INBOX", 900, 901);
    try (SeedImap imap = server.logIn("bob")) {
      imap.select("INBOX");
      imap.store(number(imap, "12"), "+FLAGS", "\\Flagged");
      imap.store(number(imap, "16"), "+FLAGS", "\\Seen");
      imap.command("CREATE Mine");
      imap.command("MOVE " + number(imap, "13") + " Mine");
    }
    expunge("alice", "INBOX", "1", "11", "12", "13", "14");
    expunge("alice", "Old", "301", "302", "303");
    try (SeedImap imap = server.logIn("alice")) {
      imap.command("DELETE Old");
    }
    String[] more = (options + " --delete-many").split(" ");

    for (int pass = 0; pass < 10; pass++) {
      assertThat(planAndCopy(more)).as(program.out()).isZero();
      assertThat(subjects("bob", "INBOX"))
          .contains("1", "2", "12", "16", "900", "901")
          .doesNotContain("13", "14", "15");
      assertThat(subjects("bob", "Mine")).containsExactly("13");
    }

    boolean gone = options.contains("--delete-gone ") || options.equals("--delete-gone");
    assertThat(subjects("bob", "INBOX").contains("11")).isNotEqualTo(gone);
    assertThat(folders("bob").contains("Old"))
        .isNotEqualTo(gone && options.contains("--delete-gone-folders"));
    boolean emptied = options.contains("--delete-copied");
    assertThat(subjects("alice", "INBOX").size()).isEqualTo(emptied ? 1 : 25);
    try (SeedImap imap = server.logIn("bob")) {
      imap.select("INBOX");
      assertThat(imap.search("FLAGGED")).hasSize(1);
      assertThat(imap.search("SEEN")).hasSize(1);
    }
    assertThat(program.run(undo("--yes"))).as(program.out() + program.err()).isZero();
    assertThat(subjects("bob", "INBOX"))
        .contains("1", "2", "12", "16", "900", "901")
        .doesNotContain("11", "13", "14", "15")
        .hasSize(emptied ? 6 + 22 : 6);
    assertThat(subjects("bob", "Mine")).containsExactly("13");
  }

  private List<String> folders(String user) {
    try (SeedImap imap = server.logIn(user)) {
      return imap.list().stream().map(SeedImap.Listed::name).toList();
    }
  }

  @Test
  @Tag("D3")
  @Tag("D9")
  void deleteDuplicatesRemovesWhatWePutThereMoreOftenThanItStandsAtTheSource() {
    assertThat(program.run(mailboxes.arguments("copy"))).as(program.err()).isZero();
    expunge("alice", "INBOX", "11", "12");
    assertThat(program.run(mailboxes.arguments("copy"))).as(program.err()).isZero();
    deliver("alice", "INBOX", 11, 11);
    deliver("bob", "INBOX", 13, 13);

    assertThat(planAndCopy("--delete-duplicates")).as(program.out()).isZero();

    assertThat(program.out()).contains("more often than at the source:", "  INBOX: 1 message");
    assertThat(subjects("bob", "INBOX")).hasSize(31).contains("12").containsOnlyOnce("11");
    for (int pass = 0; pass < 10; pass++) {
      assertThat(planAndCopy("--delete-duplicates")).as(program.out()).isZero();
    }
    assertThat(subjects("bob", "INBOX")).hasSize(31);
  }

  @Test
  @Tag("D7")
  @Tag("D9")
  void onceCopiesAMessageThatStandsInSeveralFoldersOnce() {
    deliver("alice", "All", 1, 8);

    assertThat(planAndCopy("--once")).as(program.err()).isZero();

    assertThat(program.out())
        .containsPattern("All +8 +0 +0 +0 +8 ")
        .contains("standing in another folder too");
    assertThat(subjects("bob", "All")).isEmpty();
    assertThat(subjects("bob", "INBOX")).hasSize(30);
  }

  private String[] undo(String... more) {
    List<String> arguments = new ArrayList<>(List.of(mailboxes.arguments("undo", more)));
    arguments.removeIf(each -> each.startsWith("--source-password"));
    return arguments.toArray(String[]::new);
  }

  @Test
  @Tag("X10")
  @Tag("I4")
  void undoTakesAwayWhatNobodyTouchedAndLeavesWhatTheOwnerDid() {
    deliver("alice", "Projects", 201, 203);
    deliver("bob", "INBOX", 1, 2);
    assertThat(program.run(mailboxes.arguments("copy"))).as(program.err()).isZero();
    try (SeedImap imap = server.logIn("bob")) {
      imap.select("INBOX");
      imap.store(number(imap, "12"), "+FLAGS", "\\Flagged");
      imap.command("CREATE Mine");
      imap.command("MOVE " + number(imap, "13") + " Mine");
    }
    expunge("bob", "INBOX", "14");
    deliver("bob", "INBOX", 900, 900);
    for (int pass = 0; pass < 10; pass++) {
      assertThat(planAndCopy("--delete-gone")).as(program.out()).isZero();
    }

    assertThat(program.run(undo("--dry-run"))).as(program.err()).isZero();
    assertThat(program.out())
        .contains(
            "To be removed at the destination, put there by Transhume and not touched since:",
            "  INBOX: 25 messages; 1 touched since, left there",
            "  Work: 12 messages",
            "  Projects")
        .contains("An undo would take away 40 messages. Nothing was changed.");
    assertThat(program.run(undo())).isEqualTo(ExitCode.DELETION_REFUSED.number());
    assertThat(program.run(undo("--json"))).isEqualTo(ExitCode.USAGE.number());
    assertThat(program.err()).contains("--json asks nothing");
    assertThat(program.run(undo("--json", "--dry-run"))).as(program.err()).isZero();
    Map<String, String> planned = JsonLeaves.of(program.out().strip());
    assertThat(planned).containsEntry("dryRun", "true").containsEntry("deletions.messages", "40");
    assertThat(subjects("bob", "Work")).hasSize(12);
    assertThat(program.run(undo("--yes"))).as(program.err()).isZero();

    assertThat(program.out()).contains("Removed at the destination, put there by Transhume");
    assertThat(subjects("bob", "INBOX")).containsExactly("1", "12", "2", "900");
    assertThat(subjects("bob", "Mine")).containsExactly("13");
    try (SeedImap imap = server.logIn("bob")) {
      assertThat(imap.list())
          .extracting(SeedImap.Listed::name)
          .contains("INBOX", "Mine")
          .doesNotContain("Work", "Projects");
    }
    assertThat(subjects("alice", "INBOX")).hasSize(30);
    assertThat(program.run(undo("--yes"))).as(program.err()).isZero();
    assertThat(program.out()).contains("There is nothing to take away.");
    assertThat(program.run(mailboxes.arguments("copy"))).as(program.err()).isZero();
    assertThat(subjects("bob", "Work")).hasSize(12);
  }

  @Test
  @Tag("X10")
  void undoNamesWhatIsOnRecordWhereItIsAskedForSomethingElse() {
    assertThat(program.run(mailboxes.arguments("copy"))).as(program.err()).isZero();

    assertThat(program.run(undo("--source-user=carol"))).isEqualTo(ExitCode.USAGE.number());

    assertThat(program.err()).contains("Nothing is on record of a copy from carol", "alice at");
  }

  @Test
  @Tag("D5")
  @Tag("D9")
  void mirrorRemovesWhateverIsNotAtTheSourceOnceAPersonSaysYes() {
    deliver("bob", "Work", 500, 501);
    assertThat(program.run(mailboxes.arguments("copy"))).as(program.err()).isZero();
    expunge("alice", "INBOX", "11", "12");
    try (SeedImap imap = server.logIn("bob")) {
      imap.select("INBOX");
      imap.store(number(imap, "12"), "+FLAGS", "\\Flagged");
    }

    assertThat(program.run(mailboxes.arguments("copy", "--mirror")))
        .isEqualTo(ExitCode.DELETION_REFUSED.number());
    assertThat(program.out())
        .contains("To be removed at the destination, not at the source, whoever put it there:");
    assertThat(program.err()).contains("nobody said yes");
    assertThat(subjects("bob", "INBOX")).hasSize(30);
    deliver("bob", "INBOX", 900, 900);
    assertThat(planAndCopy("--mirror", "--yes")).isEqualTo(ExitCode.DELETION_REFUSED.number());
    assertThat(program.out()).contains("received mail by itself", "--delete-new-mail");
    assertThat(subjects("bob", "INBOX")).hasSize(31);

    program.with("answer", "yes");
    int code = program.run(mailboxes.arguments("copy", "--mirror", "--delete-new-mail"));

    assertThat(code).as(program.out()).isZero();
    assertThat(subjects("bob", "INBOX")).isEqualTo(subjects("alice", "INBOX"));
    assertThat(subjects("bob", "Work")).isEqualTo(subjects("alice", "Work"));
    assertThat(planAndCopy("--mirror", "--yes")).as(program.out()).isZero();
  }

  @Test
  @Tag("D4")
  @Tag("D9")
  void deleteCopiedEmptiesTheSourceOfWhatIsSafelyAtTheDestination() {
    deliver("bob", "Work", 101, 102);
    assertThat(program.run(mailboxes.arguments("copy"))).as(program.err()).isZero();
    expunge("bob", "INBOX", "11");
    deliver("alice", "INBOX", 31, 33);

    assertThat(planAndCopy("--delete-copied")).isEqualTo(ExitCode.DELETION_REFUSED.number());
    assertThat(subjects("alice", "INBOX")).hasSize(33);
    assertThat(planAndCopy("--delete-copied", "--delete-many")).as(program.out()).isZero();

    assertThat(program.out())
        .contains("Removed at the source, safely at the destination:", "  INBOX: 32 messages");
    assertThat(subjects("alice", "INBOX")).containsExactly("11");
    assertThat(subjects("alice", "Work")).isEmpty();
    assertThat(subjects("bob", "INBOX")).hasSize(32);
    assertThat(subjects("bob", "Work")).hasSize(12);
    for (int pass = 0; pass < 10; pass++) {
      assertThat(planAndCopy("--delete-copied")).as(program.out()).isZero();
      assertThat(planAndCopy("--delete-gone", "--delete-many")).as(program.out()).isZero();
    }
    assertThat(subjects("bob", "INBOX")).hasSize(32);
    assertThat(subjects("alice", "INBOX")).containsExactly("11");
  }

  @Test
  @Tag("D4")
  void deleteCopiedLeavesAloneWhatOthersMarkedWhereTheServerHasNoUidPlus() throws IOException {
    try (var old =
        DovecotServer.start(
            Mailboxes.people().capability("IMAP4rev1 LITERAL+ NAMESPACE").build())) {
      var between = new Mailboxes(old, server, folder);
      try (SeedImap imap = old.logIn("alice")) {
        imap.appendAll("INBOX", List.of(mail(1), mail(2), mail(3)));
      }
      String[] more = {"--delete-copied", "--min-size=60"};
      try (SeedImap imap = old.logIn("alice")) {
        imap.appendAll("INBOX", List.of(tiny()));
        imap.select("INBOX");
        imap.store("4", "+FLAGS", "\\Deleted");
      }

      assertThat(program.run(between.arguments("copy", more))).as(program.out()).isZero();
      assertThat(program.out()).contains("  INBOX: 0 messages; 3 touched since, left there");
      try (SeedImap imap = old.logIn("alice")) {
        assertThat(imap.select("INBOX").exists()).isEqualTo(4);
        assertThat(imap.search("DELETED")).containsExactly(4L);
        imap.store("4", "-FLAGS", "\\Deleted");
      }
      assertThat(program.run(between.arguments("copy", more))).as(program.out()).isZero();

      try (SeedImap imap = old.logIn("alice")) {
        assertThat(imap.select("INBOX").exists()).isEqualTo(1);
      }
    }
  }

  private static SeedMail tiny() {
    return SeedMail.of(
        "Subject: 4\r\n\r\nx\r\n".getBytes(US_ASCII), OffsetDateTime.parse("2017-10-06T12:00:00Z"));
  }

  @Test
  @Tag("D4")
  void deleteCopiedIsRefusedWhereTheSourceIsCopiedElsewhereToo() throws IOException {
    assertThat(program.run(mailboxes.arguments("copy"))).as(program.err()).isZero();
    try (var third = DovecotServer.start(Mailboxes.people().build())) {
      var elsewhere = new Mailboxes(server, third, folder);

      int code = program.run(elsewhere.arguments("copy", "--delete-copied"));

      assertThat(code).isEqualTo(ExitCode.USAGE.number());
      assertThat(program.err() + program.out()).contains("it is copied to");
    }
  }

  @Test
  @Tag("D5")
  void deleteGoneIsRefusedWhereAllOfAFolderWouldGoUnlessAPersonHasSeenIt() {
    assertThat(program.run(mailboxes.arguments("copy"))).as(program.err()).isZero();
    expunge(
        "alice",
        "Work",
        IntStream.rangeClosed(101, 112).mapToObj(String::valueOf).toArray(String[]::new));

    assertThat(planAndCopy("--delete-gone")).isEqualTo(ExitCode.DELETION_REFUSED.number());

    assertThat(program.out())
        .contains("NOT removed at the destination", "  Work: 12 messages", "--delete-many");
    assertThat(subjects("bob", "Work")).hasSize(12);
    assertThat(planAndCopy("--delete-gone", "--delete-many")).as(program.out()).isZero();
    assertThat(subjects("bob", "Work")).isEmpty();
  }
}
