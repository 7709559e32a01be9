package org.transhume.soak;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.transhume.imap.testkit.corpus.AwkwardCorpus;
import org.transhume.imap.testkit.corpus.Corpus;
import org.transhume.imap.testkit.corpus.CorpusFolder;
import org.transhume.imap.testkit.corpus.CorpusMail;
import org.transhume.imap.testkit.dovecot.DovecotOptions;
import org.transhume.imap.testkit.dovecot.DovecotServer;
import org.transhume.imap.testkit.judge.ImapSide;
import org.transhume.imap.testkit.judge.Judge;
import org.transhume.imap.testkit.judge.Verdict;
import org.transhume.imap.testkit.seed.SeedImap;

/**
 * I5: awkward mail in awkward folders, from Dovecot to Dovecot with another separator and a prefix.
 * One mailbox came in over IMAP; the other was written as files, so that it holds what no server
 * would take, and what the destination alters. The product's list of altered messages must be the
 * judge's.
 */
final class AwkwardScenario {
  private static final char SOURCE_SEPARATOR = '/';
  private static final char SEPARATOR = '.';
  private static final String PREFIX = "INBOX.";
  private static final String TREE = "tree";
  private static final String FILES = "files";
  private static final Duration LIMIT = Duration.ofMinutes(10);
  private static final Duration SAMPLING = Duration.ofMillis(50);

  /** Its keywords are more than a Maildir can name in its files. */
  private static final Set<String> NOT_AS_FILE = Set.of("many-keywords");

  private final Product product;
  private final int specimens;
  private final Optional<Path> imapsync;
  private final Path temporary;
  private final PrintStream out;
  private final Table table =
      new Table(
          "mailbox",
          "messages",
          "folders",
          "copied",
          "altered, by the judge",
          "named by copy",
          "named by verify --deep",
          "lost or doubled",
          "out of order, by the judge",
          "by copy",
          "exit codes");
  private boolean good = true;

  /**
   * A scenario to execute once.
   *
   * @param specimens of each kind of message
   * @param imapsync the program to compare with, if there is one
   */
  AwkwardScenario(
      Product product, int specimens, Optional<Path> imapsync, Path temporary, PrintStream out) {
    this.product = product;
    this.specimens = specimens;
    this.imapsync = imapsync;
    this.temporary = temporary;
    this.out = out;
  }

  /** Whether all is as it must be. */
  boolean execute() {
    Path folder = Scratch.create(temporary, "awkward");
    var passwords = new Passwords(11);
    String sourcePassword = passwords.next();
    String destinationPassword = passwords.next();
    boolean done = false;
    try (DovecotServer treeServer = sdbox(TREE, sourcePassword, SOURCE_SEPARATOR, "");
        DovecotServer fileServer =
            DovecotServer.start(DovecotOptions.builder().user(FILES, sourcePassword).build());
        DovecotServer destination =
            DovecotServer.start(
                DovecotOptions.builder()
                    .storage(DovecotOptions.Storage.SDBOX)
                    .separator(SEPARATOR)
                    .prefix(PREFIX)
                    .user(TREE, destinationPassword)
                    .user(FILES, destinationPassword)
                    .build())) {
      Corpus treeCorpus =
          new AwkwardCorpus(5).tree(specimens, AwkwardCorpus.takenByDovecot(SOURCE_SEPARATOR));
      try (SeedImap client = treeServer.logIn(TREE)) {
        treeCorpus.seed(client, SOURCE_SEPARATOR, "");
      }
      Corpus fileCorpus = asFiles(new AwkwardCorpus(6).inbox(specimens));
      fileCorpus.write(fileServer.maildir(FILES), SOURCE_SEPARATOR, "");
      Transfer ofTree =
          transfer(folder, TREE, treeServer, sourcePassword, destination, destinationPassword);
      Transfer ofFiles =
          transfer(folder, FILES, fileServer, sourcePassword, destination, destinationPassword);
      List<Account> secrets = List.of(ofTree.source(), ofTree.destination(), ofFiles.source());
      try (SecretWatch watch = SecretWatch.over(secrets, SAMPLING)) {
        Report tree = prove(folder, TREE, ofTree, treeCorpus);
        Report files = prove(folder, FILES, ofFiles, fileCorpus);
        out.println(table);
        imapsync.ifPresent(
            path -> {
              var second = new Imapsync(path, out);
              second.look(folder, ofTree, PREFIX, tree.folderNames());
              second.look(folder, ofFiles, PREFIX, files.folderNames());
            });
        watch.readFiles(folder.resolve(TREE));
        watch.readFiles(folder.resolve(FILES));
        wrong("a password was seen", watch.findings());
        out.printf(
            Locale.ROOT,
            "passwords: %d looks at %d processes, %d finds%n",
            watch.looks(),
            watch.processes(),
            watch.findings().size());
      }
      done = good;
    } finally {
      if (done) {
        Scratch.remove(folder);
      } else {
        out.println("kept: " + folder);
      }
    }
    return good;
  }

  private Report prove(Path folder, String name, Transfer transfer, Corpus corpus) {
    Path own = folder.resolve(name);
    Report copied = run(own, "copy", transfer, "copy");
    Verdict verdict = judge(transfer, corpus, copied.folderNames());
    Judged judged = Judged.of(verdict, copied.folderNames().keySet());
    wrong(name + ", the judge", judged.wrong());
    if (judged.misplaced().isEmpty() != (copied.total("outOfOrder") == 0)) {
      wrong(name + ", out of order, and copy says " + copied, judged.misplaced());
    }
    Report verified = run(own, "verify", transfer, "verify", "--deep");
    for (Report report : List.of(copied, verified)) {
      compare(name + ", " + report.json().text("mode"), judged, report);
    }
    Map<String, String> otherNames = otherNames(corpus, copied.folderNames());
    otherNames.forEach((from, to) -> out.println(name + ": folder " + from + " became " + to));
    count(name, copied, corpus, transfer);
    Report again = run(own, "again", transfer, "copy");
    if (again.total("copied") > again.total("failed")) {
      wrong(name + ", a second pass copied", List.of(again));
    }
    table.row(
        name,
        verdict.messages(),
        corpus.folders().size(),
        copied.total("copied"),
        judged.altered().size(),
        copied.named().size(),
        verified.named().size(),
        judged.wrong().size(),
        judged.misplaced().size(),
        copied.total("outOfOrder"),
        copied.exitCode() + ", " + verified.exitCode());
    return copied;
  }

  private Report run(Path folder, String name, Transfer transfer, String verb, String... more) {
    try (Run run = product.start(folder, name, transfer, verb, more)) {
      Report report = run.await(LIMIT).reported();
      if (run.exitCode() != report.exitCode()) {
        wrong(name + " ends with " + run.exitCode(), List.of(report));
      }
      wrong(name + ", folders not worked through", report.failures());
      return report;
    }
  }

  private static Verdict judge(Transfer transfer, Corpus corpus, Map<String, String> names) {
    try (SeedImap source = logIn(transfer.source());
        SeedImap destination = logIn(transfer.destination())) {
      return new Judge()
          .naming(name -> names.getOrDefault(name, name))
          .messageNames(corpus.kinds())
          .leavingOutFlags(Set.of("\\Deleted"))
          .compare(new ImapSide(source), new ImapSide(destination));
    }
  }

  /** What the product names must be what the judge found altered, message by message. */
  private void compare(String what, Judged judged, Report report) {
    var named =
        report.named().stream()
            .map(Report.Named::message)
            .collect(Collectors.toCollection(TreeSet::new));
    var silent = new TreeSet<>(judged.altered());
    silent.removeAll(named);
    var needless = new ArrayList<Report.Named>();
    for (Report.Named each : report.named()) {
      if (!judged.altered().contains(each.message())) {
        needless.add(each);
      }
    }
    wrong(
        what + " does not name what is altered",
        judged.altering().stream()
            .filter(line -> silent.stream().anyMatch(at -> line.contains(at + " ")))
            .toList());
    wrong(what + " names what is not altered", needless);
  }

  /** Folders that do not stand where the same levels would. */
  private static Map<String, String> otherNames(Corpus corpus, Map<String, String> names) {
    var other = new TreeMap<String, String>();
    for (CorpusFolder folder : corpus.folders()) {
      String from = folder.name().at(SOURCE_SEPARATOR, "");
      String to = names.getOrDefault(from, "(nothing)");
      if (!to.equals(folder.name().at(SEPARATOR, PREFIX))) {
        other.put(from, to);
      }
    }
    return other;
  }

  /** Says which kinds of message the product named, and how. */
  private void count(String name, Report report, Corpus corpus, Transfer transfer) {
    Map<MessageAt, String> kinds = kinds(corpus);
    var counts = new TreeMap<String, Integer>();
    for (Report.Named each : report.named()) {
      String kind = kinds.getOrDefault(each.message(), "?");
      counts.merge(each.code() + (each.failed() ? " (failed) " : " ") + kind, 1, Integer::sum);
    }
    counts.forEach((what, count) -> out.println(name + ": " + count + " × " + what));
  }

  /** Both ways of seeding number the messages of a folder from 1. */
  private static Map<MessageAt, String> kinds(Corpus corpus) {
    var kinds = new HashMap<MessageAt, String>();
    for (CorpusFolder folder : corpus.folders()) {
      int uid = 0;
      for (CorpusMail mail : folder.mails()) {
        kinds.put(new MessageAt(folder.name().at(SOURCE_SEPARATOR, ""), ++uid), mail.kind());
      }
    }
    return kinds;
  }

  private void wrong(String what, List<?> findings) {
    if (!findings.isEmpty()) {
      good = false;
      out.println("WRONG: " + what + ":");
      findings.stream().limit(40).forEach(finding -> out.println("  " + finding));
      if (findings.size() > 40) {
        out.println("  and " + (findings.size() - 40) + " more");
      }
    }
  }

  private static Corpus asFiles(Corpus corpus) {
    CorpusFolder inbox = corpus.folders().getFirst();
    var mails = new ArrayList<CorpusMail>();
    inbox.mails().forEach(mails::add);
    mails.removeIf(mail -> NOT_AS_FILE.contains(mail.kind()));
    return new Corpus(List.of(new CorpusFolder(inbox.name(), inbox.isSubscribed(), mails)));
  }

  private static Transfer transfer(
      Path folder,
      String user,
      DovecotServer source,
      String sourcePassword,
      DovecotServer destination,
      String destinationPassword) {
    return new Transfer(
        new Account(source.host(), source.port(), user, sourcePassword),
        new Account(destination.host(), destination.port(), user, destinationPassword),
        folder.resolve(user).resolve("state"));
  }

  private static DovecotServer sdbox(String user, String password, char separator, String prefix) {
    return DovecotServer.start(
        DovecotOptions.builder()
            .storage(DovecotOptions.Storage.SDBOX)
            .separator(separator)
            .prefix(prefix)
            .user(user, password)
            .build());
  }

  private static SeedImap logIn(Account account) {
    return SeedImap.logIn(account.host(), account.port(), account.user(), account.password());
  }
}
