package org.transhume.cli.real;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
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
import org.transhume.imap.testkit.seed.SeedImap;

/** Each option of the folder map, between real servers with different separators and prefixes. */
@EnabledIf(
    value = "org.transhume.imap.testkit.dovecot.DovecotServer#shouldRun",
    disabledReason = "no Dovecot is installed")
class FolderMapOptionsTest {
  @TempDir Path folder;
  private DovecotServer from;
  private DovecotServer to;
  private Mailboxes mailboxes;
  private final TestProgram program = Mailboxes.program();

  @BeforeEach
  void seed() throws IOException {
    from = DovecotServer.start(Mailboxes.people().separator('/').build());
    to = DovecotServer.start(Mailboxes.people().separator('.').prefix("INBOX.").build());
    mailboxes = new Mailboxes(from, to, folder);
    try (SeedImap imap = from.logIn("alice")) {
      for (String name : new String[] {"Old", "Old/2019", "Clients/B, \u00e9", "Sent"}) {
        imap.create(name);
        imap.appendAll(
            name,
            RealisticCorpus.inbox(name.length(), Profile.TINY, 1).folders().getFirst().seedMails());
      }
    }
  }

  @AfterEach
  void stop() {
    from.close();
    to.close();
  }

  /** The folders there that hold mail, and how much. */
  private Map<String, Long> there() {
    try (SeedImap imap = to.logIn("bob")) {
      var there = new TreeMap<String, Long>();
      for (SeedImap.Listed listed : imap.list()) {
        if (listed.isSelectable()) {
          there.put(listed.name(), imap.select(listed.name()).exists());
        }
      }
      return there;
    }
  }

  private void copy(String... options) {
    int code =
        PlannedCopy.run(
            folder, (command, more) -> program.run(mailboxes.arguments(command, more)), options);
    assertThat(code).as(program.out() + program.err()).isZero();
    assertThat(program.out()).contains("0 lost, 0 doubled");
  }

  @Test
  @Tag("D10")
  @Tag("C3")
  void putsAllBelowOneFolder() {
    copy("--into=INBOX.historical_data.alice");

    assertThat(there())
        .containsEntry("INBOX.historical_data.alice.Old", 1L)
        .containsEntry("INBOX.historical_data.alice.Old.2019", 1L)
        .containsEntry("INBOX.historical_data.alice.Sent", 1L)
        .containsEntry("INBOX.historical_data.alice.INBOX", 0L)
        .containsEntry("INBOX", 0L);
  }

  @Test
  @Tag("D10")
  void goesByAMapThatAPersonWrote() throws IOException {
    Path map = folder.resolve("map.csv");
    Files.writeString(
        map, "source,destination\nOld,INBOX.Archive\n\"Clients/B, \u00e9\",INBOX.Bob\n", UTF_8);

    copy("--map-file=" + map, "--map=Sent=INBOX.Posted");

    assertThat(there())
        .containsEntry("INBOX.Archive", 1L)
        .containsEntry("INBOX.Archive.2019", 1L)
        .containsEntry("INBOX.Bob", 1L)
        .containsEntry("INBOX.Posted", 1L)
        .doesNotContainKeys("INBOX.Old", "INBOX.Sent");
  }

  @Test
  @Tag("C3")
  void putsHistoricalDataWhereItBelongs() {
    copy("--historical=alice");

    assertThat(there())
        .containsEntry("INBOX.historical_data.alice.Old.2019", 1L)
        .containsEntry("INBOX.historical_data.alice.INBOX", 0L);
  }

  @Test
  @Tag("D10")
  void takesAFolderOutOfAnother() {
    copy("--out-of=Old");

    assertThat(there()).containsEntry("INBOX", 1L).containsEntry("INBOX.2019", 1L).hasSize(2);
  }

  @Test
  @Tag("D10")
  void goesByTheMapThatAPlanSaved() {
    Path map = folder.resolve("map.csv");
    assertThat(
            program.run(mailboxes.arguments("plan", "--into=INBOX.All of it", "--save-map=" + map)))
        .as(program.err())
        .isZero();

    copy("--map-file=" + map);

    assertThat(there())
        .containsEntry("INBOX.All of it.Clients.B, \u00e9", 1L)
        .containsEntry("INBOX.All of it.Sent", 1L)
        .containsEntry("INBOX.All of it.INBOX", 0L);
  }

  @Test
  @Tag("D10")
  void renamesByRegularExpressions() {
    copy("--rename=\\.Clients\\.(.), .$=.Customers.$1", "--no-automap");

    assertThat(there()).containsEntry("INBOX.Customers.B", 1L).containsEntry("INBOX.Old.2019", 1L);
  }
}
