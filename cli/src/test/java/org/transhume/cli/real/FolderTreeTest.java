package org.transhume.cli.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.transhume.cli.TestProgram;
import org.transhume.imap.testkit.corpus.RealisticCorpus;
import org.transhume.imap.testkit.corpus.RealisticCorpus.Profile;
import org.transhume.imap.testkit.dovecot.DovecotOptions.Storage;
import org.transhume.imap.testkit.dovecot.DovecotServer;
import org.transhume.imap.testkit.judge.ImapSide;
import org.transhume.imap.testkit.judge.Judge;
import org.transhume.imap.testkit.seed.SeedImap;

/** A tree as old accounts have it, to names with dots behind INBOX and back, by real servers. */
@EnabledIf(
    value = "org.transhume.imap.testkit.dovecot.DovecotServer#shouldRun",
    disabledReason = "no Dovecot is installed")
class FolderTreeTest {
  private static final List<String> AWKWARD =
      List.of(
          "v1.2 final",
          "R&D & Co",
          "&AOk-",
          "100% done",
          "a*b",
          "He said \"yes\"",
          "O'Brien's",
          "trailing ",
          " leading",
          "\ud83d\udcc1 Files \ud83c\udf89",
          "E\u0301te\u0301",
          "\u00c9t\u00e9",
          "archive",
          "ARCHIVE",
          "a_b",
          "a.b");

  @TempDir Path folder;
  private final TestProgram program = Mailboxes.program();

  private static void plant(SeedImap imap) {
    var names = new ArrayList<>(AWKWARD);
    AWKWARD.forEach(name -> names.add("INBOX/" + name));
    AWKWARD.forEach(name -> names.add("Parent/" + name + "/" + name));
    names.add("a/b/c/d/e/f/g/h/i/j");
    for (int number = 0; names.size() < 500; number++) {
      names.add(
          "Clients/%02d/%s".formatted(number % 50, AWKWARD.get(number / 50 % 16) + number / 800));
    }
    var mails = RealisticCorpus.inbox(1, Profile.TINY, 1).folders().getFirst().seedMails();
    for (int i = 0; i < names.size(); i++) {
      imap.create(names.get(i));
      if (i % 10 == 0) {
        imap.appendAll(names.get(i), mails);
      }
    }
  }

  private void run(Mailboxes mailboxes, String command, String... options) {
    assertThat(program.run(mailboxes.arguments(command, options)))
        .as(program.out() + program.err())
        .isZero();
  }

  @Test
  @Tag("B1")
  @Tag("D10")
  void isThereAndBackAgainAsItWas() throws IOException {
    Path map = folder.resolve("map.csv");
    Path planned = folder.resolve("planned.csv");
    var slashes = Mailboxes.people().separator('/').storage(Storage.SDBOX);
    try (var start = DovecotServer.start(slashes.build());
        var between =
            DovecotServer.start(Mailboxes.people().separator('.').prefix("INBOX.").build());
        var end = DovecotServer.start(slashes.build())) {
      try (SeedImap imap = start.logIn("alice")) {
        plant(imap);
      }

      var there = new Mailboxes(start, between, folder);
      run(there, "plan", "--no-automap", "--save-map=" + planned);
      run(there, "copy", "--no-automap", "--save-map=" + map);
      run(
          new Mailboxes(between, end, folder),
          "copy",
          "--source-user=bob",
          "--source-password-file=" + folder.resolve("destination.password"),
          "--no-automap",
          "--map-back=" + map);

      assertThat(map).content().isEqualTo(Files.readString(planned));
      try (SeedImap first = start.logIn("alice");
          SeedImap last = end.logIn("bob")) {
        var judge = new Judge();
        assertThat(judge.compare(new ImapSide(first), new ImapSide(last)).differences()).isEmpty();
        assertThat(names(last)).isEqualTo(names(first)).hasSizeGreaterThan(500);
      }
    }
  }

  private static TreeSet<String> names(SeedImap imap) {
    var names = new TreeSet<String>();
    imap.list().forEach(each -> names.add(each.name() + (each.isSelectable() ? "" : " (parent)")));
    return names;
  }
}
