package org.transhume.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.transhume.bench.Trial.Mail;
import org.transhume.bench.Trial.Visit;
import org.transhume.bench.contestant.Contestant;
import org.transhume.bench.contestant.Field;
import org.transhume.bench.figure.GrowthChart;
import org.transhume.bench.figure.Json;
import org.transhume.bench.figure.Machine;
import org.transhume.bench.figure.Measurement;
import org.transhume.bench.figure.RateChart;
import org.transhume.bench.figure.Standing;
import org.transhume.bench.figure.TextTable;
import org.transhume.imap.testkit.daemon.Daemon;
import org.transhume.imap.testkit.dovecot.DovecotOptions.Fsync;
import org.transhume.imap.testkit.dovecot.DovecotOptions.Storage;
import org.transhume.imap.testkit.dovecot.DovecotServer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The options of {@code bench/run}. */
@Command(
    name = "bench/run",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Copies the same mail with several tools in turn, between two Dovecots of its own, and prints"
          + " medians and ratios.",
      "Lists are separated by commas; every combination becomes a trial of its own."
    })
final class RunCommand implements Callable<Integer> {
  private static final int NOTHING_COUNTS = 1;
  private static final int WRONG_USE = 2;

  @Option(names = "--list", description = "Name the sets, their trials and the tools, and end.")
  private boolean list;

  @Option(names = "--quick", description = "A few small trials that end within two minutes.")
  private boolean quick;

  @Option(
      names = "--set",
      paramLabel = "NAME",
      description = "whole: all of docs/PERFORMANCE.md. growth: one folder of rising size.")
  private Optional<String> set = Optional.empty();

  @Option(
      names = "--case",
      split = ",",
      paramLabel = "MAIL",
      description = "small (30,000), realistic (3,000) or tiny (100,000 in one folder).")
  private List<Mail> mail = List.of(Mail.SMALL);

  @Option(names = "--messages", paramLabel = "N", description = "Another number of messages.")
  private int messages;

  @Option(
      names = "--rtt",
      split = ",",
      paramLabel = "MS",
      description = "Round trip to both servers, without loss of throughput (0).")
  private List<Integer> roundTrips = List.of(0);

  @Option(names = "--tls", description = "Implicit TLS on both sides.")
  private boolean tls;

  @Option(
      names = "--mailboxes",
      split = ",",
      paramLabel = "N",
      description = "The messages are in so many mailboxes, which are copied at once (1).")
  private List<Integer> mailboxes = List.of(1);

  @Option(
      names = "--visit",
      split = ",",
      paramLabel = "VISIT",
      description = "fresh, unchanged, or changed: 1 %% new.")
  private List<Visit> visits = List.of(Visit.FRESH);

  @Option(
      names = "--storage",
      split = ",",
      paramLabel = "FORMAT",
      description = "Of the destination: maildir, sdbox or mdbox.")
  private List<Storage> storages = List.of(Storage.MAILDIR);

  @Option(
      names = "--without",
      paramLabel = "WORDS",
      description =
          "Extensions the destination does not announce, joined by +: MULTIAPPEND+UIDPLUS."
              + " LITERAL+ is written LITERAL.")
  private Optional<String> without = Optional.empty();

  @Option(
      names = "--tools",
      split = ",",
      paramLabel = "NAME",
      description =
          "Who takes part; the first is what the others are compared with. NAME=LAUNCHER is another"
              + " Transhume.")
  private List<String> tools = List.of();

  @Option(names = "--rounds", paramLabel = "N", description = "How often (3; 1 with --quick).")
  private int rounds;

  @Option(
      names = "--cap",
      paramLabel = "SECONDS",
      description = "Stop a run after that; its rate until then counts (900).")
  private long capSeconds = 900;

  @Option(
      names = "--retries",
      paramLabel = "N",
      description = "Repeat a run that others have disturbed (2).")
  private int retries = 2;

  @Option(
      names = "--at-once",
      paramLabel = "N",
      description = "Processes at a time for tools that copy one mailbox each (8).")
  private int atOnce = 8;

  @Option(names = "--disk", description = "Stores on a disk, with fsync; else in memory.")
  private boolean disk;

  @Option(names = "--no-judge", description = "Do not compare our copies octet by octet.")
  private boolean unjudged;

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      description = "Where results.json, results.md and results.svg go (bench/target/results).")
  private Optional<Path> outFolder = Optional.empty();

  private final PrintStream out = System.out;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path root = Path.of(System.getProperty("transhume.home", ".")).toAbsolutePath().normalize();
    var field = new Field(root, System.getenv());
    if (list) {
      printList(field);
      return 0;
    }
    List<Contestant> contestants;
    List<Trial> trials;
    try {
      contestants = tools.isEmpty() ? field.all() : field.named(tools);
      trials = trials();
    } catch (IllegalArgumentException e) {
      System.err.println("bench: " + e.getMessage() + "; --list names what there is");
      return WRONG_USE;
    }
    if (!DovecotServer.isInstalled()) {
      System.err.println("bench: needs Dovecot (Debian package dovecot-imapd)");
      return WRONG_USE;
    }
    // Open to all: a server that runs as somebody else, and its doveadm, read certificates there.
    Path folder =
        Files.createTempDirectory(
            "bench",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
    try {
      var rules =
          new Tournament.Rules(
              rounds > 0 ? rounds : quick ? 1 : 3,
              Duration.ofSeconds(quick ? Math.min(capSeconds, 10) : capSeconds),
              quick ? 0 : retries,
              atOnce,
              !unjudged,
              disk ? Fsync.OPTIMIZED : Fsync.NEVER);
      var tournament = new Tournament(rules, folder, out);
      Path results = outFolder.orElse(root.resolve("bench/target/results"));
      Machine machine = Here.machine(contestants);
      boolean counts = false;
      for (Trial trial : trials) {
        tournament.run(trial, contestants);
        // After each, so that hours are not lost with the last minute.
        counts = write(tournament.runs(), machine, results);
      }
      writeGrowth(trials, tournament.runs(), results);
      out.printf("%n%s", TextTable.of(Standing.of(tournament.runs())));
      out.printf("%nresults.json, results.md and results.svg are in %s%n", results);
      return counts ? 0 : NOTHING_COUNTS;
    } finally {
      Daemon.remove(folder);
    }
  }

  /** Whether any run counts. */
  private static boolean write(List<Measurement> runs, Machine machine, Path results)
      throws IOException {
    List<Standing> standings = Standing.of(runs);
    Files.createDirectories(results);
    Json.write(results.resolve("results.json"), machine, runs, standings);
    Files.writeString(
        results.resolve("results.md"), TextTable.of(standings), StandardCharsets.UTF_8);
    if (!standings.isEmpty()) {
      RateChart.write(standings, results.resolve("results.svg"));
    }
    return !standings.isEmpty();
  }

  /** A picture of trials that differ in the number of messages alone. */
  private void writeGrowth(List<Trial> trials, List<Measurement> runs, Path results)
      throws IOException {
    if (set.filter("growth"::equals).isEmpty()) {
      return;
    }
    var points = new ArrayList<GrowthChart.Point>();
    for (Standing standing : Standing.of(runs)) {
      trials.stream()
          .filter(trial -> trial.name().equals(standing.trial()) && !standing.isCapped())
          .forEach(
              trial ->
                  points.add(
                      new GrowthChart.Point(
                          standing.tool() + ", " + trial.visit().name().toLowerCase(Locale.ROOT),
                          trial.messages(),
                          standing.seconds().median())));
    }
    GrowthChart.write(points, results.resolve("growth.svg"));
  }

  private List<Trial> trials() {
    if (quick) {
      return Trials.quick();
    }
    if (set.isPresent()) {
      return namedSet(set.get());
    }
    Set<String> lacking =
        without.stream()
            .flatMap(words -> Arrays.stream(words.toUpperCase(Locale.ROOT).split("\\+", -1)))
            .filter(word -> !word.isEmpty())
            .map(word -> word.equals("LITERAL") ? "LITERAL+" : word)
            .collect(Collectors.toCollection(HashSet::new));
    return new Trials(
            mail, messages, roundTrips, List.of(tls), mailboxes, visits, storages, List.of(lacking))
        .trials();
  }

  private static List<Trial> namedSet(String name) {
    return switch (name) {
      case "whole" -> Trials.whole();
      case "growth" -> Trials.growth();
      default -> throw new IllegalArgumentException("There is no set " + name);
    };
  }

  private void printList(Field field) {
    out.println("--quick");
    Trials.quick().forEach(trial -> out.println("  " + trial.name()));
    for (String name : List.of("whole", "growth")) {
      out.println("--set " + name);
      namedSet(name).forEach(trial -> out.println("  " + trial.name()));
    }
    out.println("--tools");
    field.all().forEach(each -> out.println("  " + each.name()));
  }
}
