package org.transhume.cli.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
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

/** Folders that get another name at the source between two runs, by real servers. */
@Tag("B11")
@EnabledIf(
    value = "org.transhume.imap.testkit.dovecot.DovecotServer#shouldRun",
    disabledReason = "no Dovecot is installed")
class RenamedFoldersTest {
  @TempDir Path folder;
  private final TestProgram program = Mailboxes.program();

  private static Map<String, Long> uidNexts(DovecotServer server) {
    var next = new TreeMap<String, Long>();
    try (SeedImap imap = server.logIn("bob")) {
      for (SeedImap.Listed each : imap.list()) {
        next.put(each.name(), imap.status(each.name(), "UIDNEXT").get("UIDNEXT"));
      }
    }
    return next;
  }

  @Test
  void areFollowedWithoutCopyingAnything() throws IOException {
    try (var from = DovecotServer.start(Mailboxes.people().separator('/').build());
        var to = DovecotServer.start(Mailboxes.people().separator('.').prefix("INBOX.").build())) {
      var mailboxes = new Mailboxes(from, to, folder);
      try (SeedImap imap = from.logIn("alice")) {
        for (String name : new String[] {"Clients", "Clients/A", "Clients/A/2019", "Plans"}) {
          imap.create(name);
          imap.appendAll(
              name,
              RealisticCorpus.inbox(name.length(), Profile.TINY, 20)
                  .folders()
                  .getFirst()
                  .seedMails());
        }
      }
      assertThat(program.run(mailboxes.arguments("copy"))).as(program.err()).isZero();
      Map<String, Long> before = uidNexts(to);
      try (SeedImap imap = from.logIn("alice")) {
        imap.rename("Clients", "Customers");
        imap.rename("Plans", "Customers/Plans");
      }

      assertThat(program.run(mailboxes.arguments("plan"))).as(program.err()).isZero();
      assertThat(program.out()).contains("A copy would put 0 messages there");
      assertThat(uidNexts(to)).isEqualTo(before);
      int code =
          PlannedCopy.run(
              folder, (command, more) -> program.run(mailboxes.arguments(command, more)));
      assertThat(code).as(program.err()).isZero();

      assertThat(program.out()).contains("Clients/A, now Customers/A", "0 lost, 0 doubled");
      assertThat(uidNexts(to))
          .containsOnlyKeys(
              "INBOX",
              "INBOX.Customers",
              "INBOX.Customers.A",
              "INBOX.Customers.A.2019",
              "INBOX.Customers.Plans")
          .containsEntry("INBOX.Customers.A.2019", before.get("INBOX.Clients.A.2019"));
      assertThat(
              mailboxes
                  .judge(
                      new Judge()
                          .withoutSubscriptions()
                          .naming(
                              name ->
                                  name.equals("INBOX") ? name : "INBOX." + name.replace('/', '.')))
                  .differences())
          .isEmpty();
    }
  }
}
