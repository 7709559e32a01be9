package org.transhume.cli.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
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

@EnabledIf("org.transhume.imap.testkit.dovecot.DovecotServer#shouldRun")
class CopyTest {
  @TempDir Path folder;
  private DovecotServer oldServer;
  private DovecotServer newServer;
  private Mailboxes mailboxes;
  private TestProgram program;

  @BeforeEach
  void start() throws IOException {
    oldServer = DovecotServer.start(Mailboxes.people().separator('.').prefix("INBOX.").build());
    newServer = DovecotServer.start(Mailboxes.people().build());
    mailboxes = new Mailboxes(oldServer, newServer, folder);
    program = Mailboxes.program();
  }

  @AfterEach
  void stop() {
    oldServer.close();
    newServer.close();
  }

  private static Judge judge() {
    return new Judge()
        .naming(name -> name.replaceFirst("^INBOX\\.", "").replace('.', '/'))
        .allowingExtraFolders();
  }

  @Test
  @Tag("B1")
  @Tag("C2")
  @Tag("I5")
  void copiesATreeOfFoldersPlansNothingMoreAndProvesIt() {
    mailboxes.seed(RealisticCorpus.tree(7, Profile.SMALL, 200));

    assertThat(program.run(mailboxes.arguments("plan"))).isZero();
    assertThat(program.out()).contains("A copy would put 200 messages there.");
    assertThat(folder.resolve("state")).doesNotExist();

    assertThat(program.run(mailboxes.arguments("copy"))).as(program.err()).isZero();
    assertThat(program.out())
        .contains("0 lost, 0 doubled: each of the 200 messages found at the source");
    assertThat(mailboxes.judge(judge()).differences()).isEmpty();

    assertThat(program.run(mailboxes.arguments("verify", "--deep"))).isZero();
    assertThat(program.out()).contains("0 lost, 0 doubled");

    assertThat(program.run(mailboxes.arguments("copy"))).isZero();
    assertThat(program.out()).containsPattern("Total +200 +0 +200 +0 +0 +0 +0");
    assertThat(mailboxes.judge(judge()).differences()).isEmpty();
  }

  @Test
  @Tag("B11")
  void bringsWhatArrivedMeanwhile() {
    mailboxes.seed(RealisticCorpus.inbox(7, Profile.TINY, 20));
    program.run(mailboxes.arguments("copy"));
    try (SeedImap imap = oldServer.logIn("alice")) {
      RealisticCorpus.inbox(8, Profile.TINY, 3)
          .folders()
          .forEach(inbox -> imap.appendAll("INBOX", inbox.seedMails()));
      imap.select("INBOX");
      imap.store("2", "+FLAGS", "\\Answered");
    }

    assertThat(program.run(mailboxes.arguments("copy"))).isZero();

    assertThat(program.out())
        .containsPattern("INBOX +23 +3 +20 +0 +0 +0 +0 ")
        .contains("Flags of 1 message carried over.");
    assertThat(mailboxes.judge(judge()).differences()).isEmpty();
  }

  @Test
  @Tag("A4")
  void takesTheFoldersThatWereNamedAndListsTheOthers() {
    mailboxes.seed(RealisticCorpus.tree(7, Profile.TINY, 100));

    assertThat(
            program.run(
                mailboxes.arguments(
                    "copy",
                    "--folder-tree=INBOX.Archive",
                    "--exclude-regex=.*20(19|20)",
                    "--folder=INBOX")))
        .isZero();

    assertThat(program.out())
        .containsPattern("INBOX +30 +30 ")
        .contains("  INBOX.Archive.2019 (6 messages): excluded by “.*20(19|20)”")
        .contains("  INBOX.Sent (15 messages): not one of the folders that were named")
        .contains("0 lost, 0 doubled: each of the 52 messages");
  }

  @Test
  @Tag("C1")
  void logsInAsAnAdministratorForSomebodyElse() throws IOException {
    newServer.close();
    newServer = DovecotServer.start(Mailboxes.people().masterUser("boss", "all powerful").build());
    mailboxes = new Mailboxes(oldServer, newServer, folder);
    mailboxes.secret("destination.password", "all powerful");
    mailboxes.seed(RealisticCorpus.inbox(7, Profile.TINY, 3));

    assertThat(program.run(mailboxes.arguments("copy", "--destination-auth-user=boss")))
        .as(program.err())
        .isZero();

    assertThat(mailboxes.judge(judge()).differences()).isEmpty();
  }
}
