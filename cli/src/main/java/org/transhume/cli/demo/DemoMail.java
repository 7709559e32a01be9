package org.transhume.cli.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.transhume.imap.testkit.corpus.AwkwardCorpus;
import org.transhume.imap.testkit.corpus.Corpus;
import org.transhume.imap.testkit.corpus.CorpusFolder;
import org.transhume.imap.testkit.corpus.CorpusMail;
import org.transhume.imap.testkit.corpus.FolderName;
import org.transhume.imap.testkit.corpus.RealisticCorpus;
import org.transhume.imap.testkit.seed.SeedImap;

/** The mail of the demonstration, the same each time, and what can be seen of it from outside. */
final class DemoMail {
  private static final long SEED = 20_260_101;
  private static final int REALISTIC = 400;

  /** Mail that careless programs lose, double or change, as far as both servers take it. */
  private static final List<String> AWKWARD =
      List.of(
          "exact-twins",
          "twins-with-other-flags",
          "twins-without-message-id",
          "same-message-id-other-body",
          "no-message-id",
          "no-subject",
          "no-date",
          "empty-body",
          "latin1-in-header",
          "utf8-in-header",
          "rfc2047-koi8-r",
          "smtputf8-addresses",
          "looks-like-a-header",
          "mbox-from-line-in-body",
          "nested-rfc822-6-deep",
          "line-of-5000",
          "internaldate-leap-day",
          "internaldate-zone-kathmandu",
          "keyword-forwarded",
          "many-keywords");

  private DemoMail() {}

  /** A tree of folders with realistic mail, and one folder of awkward mail. */
  static Corpus corpus() {
    var awkward = new AwkwardCorpus(SEED);
    List<CorpusMail> mails =
        AWKWARD.stream().flatMap(kind -> awkward.specimen(kind, 0).stream()).toList();
    var folder = new CorpusFolder(new FolderName("ordinary", List.of("Awkward")), true, mails);
    List<CorpusFolder> realistic =
        RealisticCorpus.tree(SEED, RealisticCorpus.Profile.SMALL, REALISTIC).folders();
    return new Corpus(Stream.concat(realistic.stream(), Stream.of(folder)).toList());
  }

  /** How many octets there are. */
  static long bytes(Corpus corpus) {
    long bytes = 0;
    for (CorpusFolder folder : corpus.folders()) {
      for (CorpusMail mail : folder.mails()) {
        bytes += mail.mail().content().sizeBytes();
      }
    }
    return bytes;
  }

  /** Every folder that holds mail with its STATUS: nothing was put there if this stays the same. */
  static List<Counted> count(SeedImap client) {
    var counted = new TreeMap<String, Counted>();
    for (SeedImap.Listed listed : client.list()) {
      if (listed.isSelectable()) {
        var status = client.status(listed.name(), "MESSAGES UIDNEXT UIDVALIDITY");
        counted.put(
            listed.name(),
            new Counted(
                listed.name(),
                status.getOrDefault("MESSAGES", 0L),
                status.getOrDefault("UIDNEXT", 0L),
                status.getOrDefault("UIDVALIDITY", 0L)));
      }
    }
    return new ArrayList<>(counted.values());
  }

  /** How many messages these folders hold. */
  static long messages(List<Counted> folders) {
    return folders.stream().mapToLong(Counted::messages).sum();
  }

  /** A folder as STATUS shows it. */
  record Counted(String folder, long messages, long uidNext, long uidValidity) {}
}
