package org.transhume.soak;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.transhume.imap.testkit.corpus.AwkwardCorpus;
import org.transhume.imap.testkit.corpus.Corpus;
import org.transhume.imap.testkit.corpus.CorpusFolder;
import org.transhume.imap.testkit.corpus.FolderName;
import org.transhume.imap.testkit.corpus.RealisticCorpus;
import org.transhume.imap.testkit.corpus.RealisticCorpus.Profile;
import org.transhume.imap.testkit.dovecot.DovecotOptions;
import org.transhume.imap.testkit.dovecot.DovecotServer;
import org.transhume.imap.testkit.judge.ImapSide;
import org.transhume.imap.testkit.judge.Judge;
import org.transhume.imap.testkit.judge.Verdict;
import org.transhume.imap.testkit.seed.SeedImap;

/**
 * I6 and I7: memory that does not grow with the mailbox or the message, and passes that cost what
 * changed. Memory is the largest resident set of the process.
 */
final class SizeScenario {
  private static final long SEED = 77;
  private static final Duration SAMPLING = Duration.ofMillis(200);
  private static final String LARGE = "large";

  private final Product product;
  private final SizeOptions options;
  private final Path temporary;
  private final PrintStream out;
  private final Passwords passwords = new Passwords(SEED);
  private final String sourcePassword = passwords.next();
  private final String destinationPassword = passwords.next();
  private final Table table =
      new Table(
          "run",
          "copied",
          "time",
          "peak RSS",
          "commands source",
          "commands destination",
          "bytes from source",
          "bytes to source",
          "bytes from destination",
          "bytes to destination",
          "FLAGS listings");
  private final Map<String, Measured> measured = new LinkedHashMap<>();
  private final List<String> findings = new ArrayList<>();

  SizeScenario(Product product, SizeOptions options, Path temporary, PrintStream out) {
    this.product = product;
    this.options = options;
    this.temporary = temporary;
    this.out = out;
  }

  /** Whether all is as it must be. */
  boolean execute() {
    Path folder = Scratch.create(temporary, "size");
    try (DovecotServer source = server(sourcePassword);
        DovecotServer destination = server(destinationPassword)) {
      List<Account> secrets =
          List.of(
              account(source, LARGE, sourcePassword),
              account(destination, LARGE, destinationPassword));
      try (SecretWatch watch = SecretWatch.over(secrets, SAMPLING)) {
        var lab = new Lab(source, destination, folder);
        for (int messages : options.messages()) {
          oneFolder(lab, messages);
        }
        for (int each : SizeOptions.FOLDER_MESSAGES) {
          manyFolders(lab, each);
        }
        if (options.largeBytes() > 0) {
          large(lab);
        }
        watch.readFiles(folder);
        findings.addAll(watch.findings());
        out.println(table);
        out.printf(
            Locale.ROOT,
            "passwords: %d looks at %d processes, %d finds%n",
            watch.looks(),
            watch.processes(),
            watch.findings().size());
      }
      comparePasses();
      findings.forEach(finding -> out.println("WRONG: " + finding));
    } finally {
      if (findings.isEmpty()) {
        Scratch.remove(folder);
      } else {
        out.println("kept: " + folder);
      }
    }
    return findings.isEmpty();
  }

  private record Lab(DovecotServer source, DovecotServer destination, Path folder) {}

  private void oneFolder(Lab lab, int messages) {
    String user = user(messages);
    RealisticCorpus.inbox(SEED, Profile.TINY, messages).write(lab.source.maildir(user), '/', "");
    try (CountingWay way = way(lab, user)) {
      expectCopied(run(way, messages + " messages, first pass"), messages);
      judge(lab, user, new Judge());
      expectCopied(run(way, messages + " messages, unchanged"), 0);
      change(lab, way, messages);
      withoutModSeq(way, messages + " messages", 1, messages + options.changes());
    }
  }

  /** Arrivals, flags and removals, half, three tenths and two tenths of the changes. */
  /** Arrivals, flags and removals, half, three tenths and two tenths of the changes. */
  private void change(Lab lab, CountingWay way, int messages) {
    int arrivals = options.changes() / 2;
    int flags = options.changes() * 3 / 10;
    int removals = options.changes() * 2 / 10;
    String user = user(messages);
    try (SeedImap client = lab.source.logIn(user)) {
      client.select("INBOX");
      client.store("1:" + flags, "-FLAGS", "\\Flagged");
      client.store("1:" + flags, "+FLAGS", "Changed");
      client.expunge(messages / 2 + ":" + (messages / 2 + removals - 1));
      Corpus more = RealisticCorpus.inbox(SEED + 1, Profile.TINY, arrivals);
      client.appendAll("INBOX", more.folders().getFirst().seedMails());
    }
    String name = "%d messages, %d changes".formatted(messages, options.changes());
    Measured changed = run(way, name);
    expectCopied(changed, arrivals);
    if (changed.report().total("goneAtSource") != removals) {
      findings.add(name + ": " + changed.report());
    }
    // What is gone at the source stays at the destination.
    judge(lab, user, new Judge().allowingForeignMessages());
  }

  /** Without CONDSTORE flags are listed, once for each folder and a line for each message. */
  private void withoutModSeq(CountingWay way, String what, int folders, int messages) {
    Measured listed = run(way.withModSeq(false), what + ", unchanged, no CONDSTORE");
    expectCopied(listed, 0);
    if (listed.flagCommands() > folders || listed.flagLines() > messages) {
      findings.add(
          "%s: flags of %d messages were listed by %d commands"
              .formatted(what, listed.flagLines(), listed.flagCommands()));
    }
  }

  private void manyFolders(Lab lab, int each) {
    String user = folders(each);
    RealisticCorpus.manyFolders(SEED, options.folders(), each)
        .write(lab.source.maildir(user), '/', "");
    int messages = options.folders() * each;
    try (CountingWay way = way(lab, user)) {
      expectCopied(run(way, folderName(each) + ", first pass"), messages);
      judge(lab, user, new Judge());
      expectCopied(run(way, folderName(each) + ", unchanged"), 0);
      withoutModSeq(way, folderName(each), options.folders(), messages);
    }
  }

  private void large(Lab lab) {
    var mail = AwkwardCorpus.large(SEED, options.largeBytes());
    var inbox = new FolderName("ordinary", List.of("INBOX"));
    new Corpus(List.of(new CorpusFolder(inbox, true, List.of(mail))))
        .write(lab.source.maildir(LARGE), '/', "");
    try (CountingWay way = way(lab, LARGE)) {
      expectCopied(run(way, "one message of " + options.largeBytes() + " bytes"), 1);
      judge(lab, LARGE, new Judge());
    }
  }

  private CountingWay way(Lab lab, String user) {
    return new CountingWay(product, lab.folder.resolve(user), transfer(lab, user));
  }

  private Measured run(CountingWay way, String name) {
    Measured run = way.copy(name.replaceAll("[^A-Za-z0-9]+", "-"));
    measured.put(name, run);
    out.printf("%s: %s, peak RSS %s%n", name, run.seconds(), run.peak());
    out.println("  source " + new TreeMap<>(run.source().commands()));
    out.println("  destination " + new TreeMap<>(run.destination().commands()));
    table.row(
        name,
        run.report().total("copied"),
        run.seconds(),
        run.peak(),
        run.source().commandCount(),
        run.destination().commandCount(),
        run.source().bytesToClient(),
        run.source().bytesToServer(),
        run.destination().bytesToClient(),
        run.destination().bytesToServer(),
        run.flagCommands() + " for " + run.flagLines() + " messages");
    return run;
  }

  private void expectCopied(Measured run, long messages) {
    if (run.report().total("copied") != messages || run.report().total("failed") != 0) {
      findings.add("expected " + messages + " to be copied: " + run.report());
    }
  }

  /** What must not depend on how many messages there are. */
  private void comparePasses() {
    List<String> boxes = options.messages().stream().map(each -> each + " messages").toList();
    sameCommands(boxes, ", unchanged");
    sameCommands(boxes, ", " + options.changes() + " changes");
    sameCommands(
        SizeOptions.FOLDER_MESSAGES.stream().map(this::folderName).toList(), ", unchanged");
    for (String pass :
        List.of(", first pass", ", unchanged", ", " + options.changes() + " changes")) {
      samePeak(boxes, pass);
    }
  }

  private void sameCommands(List<String> boxes, String pass) {
    Measured least = measured(boxes.getFirst() + pass);
    for (String box : boxes) {
      Measured each = measured(box + pass);
      if (each.commands() != least.commands()) {
        findings.add(
            "%s takes %d commands, and %s %d"
                .formatted(boxes.getFirst() + pass, least.commands(), box + pass, each.commands()));
      }
    }
  }

  /** The peaks must lie within the percentage of the smallest. */
  private void samePeak(List<String> boxes, String pass) {
    LongSummaryStatistics peaks =
        boxes.stream().mapToLong(box -> measured(box + pass).peakKilobytes()).summaryStatistics();
    String text =
        String.format(
            Locale.ROOT,
            "peak RSS%s: %d to %d kB, %.1f %% apart",
            pass,
            peaks.getMin(),
            peaks.getMax(),
            100.0 * peaks.getMax() / peaks.getMin() - 100);
    out.println(text);
    if (peaks.getMax() > peaks.getMin() * (1 + options.peakPercent() / 100)) {
      findings.add(text);
    }
  }

  private Measured measured(String name) {
    return Objects.requireNonNull(measured.get(name), name);
  }

  private void judge(Lab lab, String user, Judge judge) {
    try (SeedImap source = lab.source.logIn(user);
        SeedImap destination = lab.destination.logIn(user)) {
      Verdict verdict =
          judge
              .leavingOutFlags(Set.of("\\Deleted"))
              .compare(new ImapSide(source), new ImapSide(destination));
      if (!verdict.isEqual()) {
        findings.add(user + ", the judge: " + verdict);
      }
    }
  }

  private Transfer transfer(Lab lab, String user) {
    return new Transfer(
        account(lab.source, user, sourcePassword),
        account(lab.destination, user, destinationPassword),
        lab.folder.resolve(user).resolve("state"));
  }

  private static Account account(DovecotServer server, String user, String password) {
    return new Account(server.host(), server.port(), user, password);
  }

  private static String user(int messages) {
    return "box" + messages;
  }

  private static String folders(int each) {
    return "folders" + each;
  }

  private String folderName(int each) {
    return options.folders() + " folders of " + each + " messages";
  }

  private DovecotServer server(String password) {
    var builder = DovecotOptions.builder().user(LARGE, password);
    SizeOptions.FOLDER_MESSAGES.forEach(each -> builder.user(folders(each), password));
    options.messages().forEach(messages -> builder.user(user(messages), password));
    return DovecotServer.start(builder.build());
  }
}
