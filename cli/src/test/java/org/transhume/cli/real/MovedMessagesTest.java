package org.transhume.cli.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.transhume.cli.TestProgram;
import org.transhume.imap.testkit.corpus.RealisticCorpus;
import org.transhume.imap.testkit.corpus.RealisticCorpus.Profile;
import org.transhume.imap.testkit.dovecot.DovecotOptions;
import org.transhume.imap.testkit.dovecot.DovecotServer;
import org.transhume.imap.testkit.judge.Judge;
import org.transhume.imap.testkit.seed.SeedImap;

/** Messages that are moved at the source between two runs, at real servers. */
@EnabledIf(
    value = "org.transhume.imap.testkit.dovecot.DovecotServer#shouldRun",
    disabledReason = "no Dovecot is installed")
@Tag("B11")
class MovedMessagesTest {
  @TempDir Path folder;
  private final TestProgram program = Mailboxes.program();

  @Test
  void goWhereTheirFolderIsToGoNow() throws IOException {
    try (var from = DovecotServer.start(Mailboxes.people().build());
        var to = DovecotServer.start(Mailboxes.people().build())) {
      var mailboxes = new Mailboxes(from, to, folder);
      try (SeedImap imap = from.logIn("alice")) {
        imap.create("Work");
        imap.appendAll(
            "Work", RealisticCorpus.inbox(7, Profile.TINY, 60).folders().getFirst().seedMails());
      }
      assertThat(program.run(mailboxes.arguments("copy"))).as(program.err()).isZero();

      assertThat(program.run(mailboxes.arguments("copy", "--map=Work=Office"))).isEqualTo(64);
      assertThat(program.err()).contains("--remap", "Work is in Work, and would go to Office");
      String[] remap = mailboxes.arguments("copy", "--map=Work=Office", "--remap");
      String[] planned = remap.clone();
      planned[0] = "plan";
      assertThat(program.run(planned)).as(program.err()).isZero();
      assertThat(program.out())
          .contains(
              "A copy would put 0 messages there",
              "60 messages of Work, which goes elsewhere now → Office");
      assertThat(program.run(remap)).as(program.err()).isZero();

      assertThat(program.out())
          .contains("0 lost, 0 doubled", "60 messages of Work, which goes elsewhere now → Office");
      try (SeedImap imap = to.logIn("bob")) {
        assertThat(imap.status("Office", "MESSAGES UIDNEXT"))
            .isEqualTo(Map.of("MESSAGES", 60L, "UIDNEXT", 61L));
        assertThat(imap.status("Work", "MESSAGES")).isEqualTo(Map.of("MESSAGES", 0L));
      }
    }
  }

  /** One server moves, one copies and removes by UID; one can do neither. */
  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          '', true
          IMAP4rev1 LITERAL+ MULTIAPPEND UIDPLUS, true
          IMAP4rev1 LITERAL+ MULTIAPPEND, false
          """)
  void areFollowedWithoutCopyingAnything(String capability, boolean follows) throws IOException {
    DovecotOptions.Builder options = Mailboxes.people();
    try (var from = DovecotServer.start(Mailboxes.people().build());
        var to =
            DovecotServer.start(
                (capability.isEmpty() ? options : options.capability(capability)).build())) {
      var mailboxes = new Mailboxes(from, to, folder);
      try (SeedImap imap = from.logIn("alice")) {
        imap.appendAll(
            "INBOX", RealisticCorpus.inbox(5, Profile.TINY, 600).folders().getFirst().seedMails());
        imap.create("Archive");
      }
      assertThat(program.run(mailboxes.arguments("copy"))).as(program.err()).isZero();
      try (SeedImap imap = from.logIn("alice")) {
        imap.select("INBOX");
        imap.command("UID MOVE 51:550 Archive");
      }

      var said = new ArrayList<String>();
      int code =
          PlannedCopy.run(
              folder,
              (command, more) -> {
                int ended = program.run(mailboxes.arguments(command, more));
                said.add(program.out());
                return ended;
              });
      assertThat(code).as(program.err()).isZero();
      String planned = said.getFirst();

      assertThat(program.out()).contains("0 lost, 0 doubled");
      if (follows) {
        assertThat(planned)
            .contains("A copy would put 0 messages there", "500 messages from INBOX to Archive");
        assertThat(program.out()).contains("500 messages from INBOX to Archive → Archive");
        assertThat(mailboxes.judge(new Judge()).differences()).isEmpty();
      } else {
        assertThat(planned).contains("A copy would put 500 messages there");
        try (SeedImap imap = to.logIn("bob")) {
          assertThat(imap.status("Archive", "MESSAGES")).isEqualTo(Map.of("MESSAGES", 500L));
          assertThat(imap.status("INBOX", "MESSAGES")).isEqualTo(Map.of("MESSAGES", 600L));
        }
      }
    }
  }
}
