package org.transhume.soak;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.transhume.imap.testkit.corpus.Corpus;
import org.transhume.imap.testkit.corpus.RealisticCorpus;
import org.transhume.imap.testkit.corpus.RealisticCorpus.Profile;
import org.transhume.imap.testkit.daemon.RealServer;
import org.transhume.imap.testkit.judge.ImapSide;
import org.transhume.imap.testkit.real.ServerKind;
import org.transhume.imap.testkit.seed.SeedImap;

/**
 * Every server to every server: what a second pass over an unchanged mailbox costs, and copies that
 * are killed at instants drawn from all of their time. The servers are as they are by themselves.
 */
final class PairScenario {
  private static final Duration SAMPLING = Duration.ofMillis(200);

  private final Product product;
  private final PairOptions options;
  private final Path temporary;
  private final PrintStream out;
  private final String password;
  private final Map<ServerKind, RealServer> servers = new EnumMap<>(ServerKind.class);
  private final List<String> findings = new ArrayList<>();

  PairScenario(Product product, PairOptions options, Path temporary, PrintStream out) {
    this.product = product;
    this.options = options;
    this.temporary = temporary;
    this.out = out;
    password = new Passwords(options.seed()).next();
  }

  /** Two servers, in this order; their place among all numbers the runs of their copies. */
  private record Pair(int number, ServerKind from, ServerKind to) {
    static final String SOURCE = "reader";
    static final String LARGE = "large";

    String title() {
      return from.title() + " to " + to.title();
    }

    /** Takes the large mailbox of {@link #from}. */
    String largeUser() {
      return LARGE + from.ordinal();
    }

    int run(int kill) {
      return number * 1000 + kill;
    }

    /** The copy that is not killed. */
    int undisturbed() {
      return run(PairOptions.MOST_KILLS + 1);
    }

    List<Integer> kills(int count) {
      return IntStream.rangeClosed(1, count).map(this::run).boxed().toList();
    }
  }

  /** Whether all is as it must be. */
  boolean execute() {
    options.kinds().stream()
        .filter(kind -> !kind.isThere())
        .findFirst()
        .ifPresent(
            kind -> {
              throw new SoakException(kind.title() + " is not there; ./check fetches it");
            });
    Path folder = Scratch.create(temporary, "pairs");
    boolean good = false;
    try {
      List<Pair> pairs = pairs();
      options.kinds().forEach(kind -> servers.put(kind, kind.start(users(kind, pairs))));
      List<Account> secrets = List.of(account(pairs.getFirst().from(), Pair.SOURCE));
      try (SecretWatch watch = SecretWatch.over(secrets, SAMPLING)) {
        if (options.messages() > 0) {
          secondPasses(pairs, folder);
        }
        if (options.kills() > 0) {
          kills(pairs, folder);
        }
        watch.readFiles(folder);
        findings.addAll(watch.findings());
        out.printf(
            Locale.ROOT,
            "passwords: %d looks at %d processes, %d finds%n",
            watch.looks(),
            watch.processes(),
            watch.findings().size());
      }
      findings.forEach(finding -> out.println("WRONG: " + finding));
      good = findings.isEmpty();
    } finally {
      servers.values().forEach(RealServer::close);
      if (good) {
        Scratch.remove(folder);
      } else {
        out.println("kept: " + folder);
      }
    }
    return good;
  }

  private List<Pair> pairs() {
    var pairs = new ArrayList<Pair>();
    for (ServerKind from : options.kinds()) {
      for (ServerKind to : options.kinds()) {
        pairs.add(new Pair(pairs.size() + 1, from, to));
      }
    }
    return pairs;
  }

  private Map<String, String> users(ServerKind kind, List<Pair> pairs) {
    var users = new LinkedHashMap<String, String>();
    users.put(Pair.SOURCE, password);
    users.put(Pair.LARGE, password);
    for (Pair pair : pairs) {
      if (pair.to() == kind) {
        users.put(pair.largeUser(), password);
        users.put(KillLab.user(pair.undisturbed()), password);
        pair.kills(options.kills()).forEach(run -> users.put(KillLab.user(run), password));
      }
    }
    return users;
  }

  private void secondPasses(List<Pair> pairs, Path folder) {
    options.kinds().forEach(this::seedLarge);
    var table =
        new Table(
            "pair",
            "first pass",
            "second pass",
            "commands source",
            "commands destination",
            "bytes to source",
            "bytes from source",
            "bytes to destination",
            "bytes from destination");
    for (Pair pair : pairs) {
      var transfer =
          new Transfer(
              account(pair.from(), Pair.LARGE),
              account(pair.to(), pair.largeUser()),
              folder.resolve("large-" + pair.number()).resolve("state"));
      try (var way = new CountingWay(product, folder.resolve("large-" + pair.number()), transfer)) {
        Measured first = way.copy("1-first");
        expect(pair, first, options.messages());
        Measured second = way.copy("2-unchanged");
        expect(pair, second, 0);
        out.printf(
            Locale.ROOT,
            "%s: %s, then %s; source %s, destination %s%n",
            pair.title(),
            first.seconds(),
            second.seconds(),
            second.source().commands(),
            second.destination().commands());
        table.row(
            pair.title(),
            first.seconds(),
            second.seconds(),
            second.source().commandCount(),
            second.destination().commandCount(),
            second.source().bytesToServer(),
            second.source().bytesToClient(),
            second.destination().bytesToServer(),
            second.destination().bytesToClient());
      } catch (SoakException broken) {
        findings.add(pair.title() + ": " + broken.getMessage());
      }
    }
    out.println(table);
  }

  private void seedLarge(ServerKind kind) {
    RealServer server = server(kind);
    long began = System.nanoTime();
    try (SeedImap client = server.logIn(Pair.LARGE)) {
      RealisticCorpus.inbox(options.seed(), Profile.TINY, options.messages())
          .seed(client, server.separator(), server.prefix());
    }
    out.printf(
        Locale.ROOT,
        "%s holds %d messages after %.1f s%n",
        kind.title(),
        options.messages(),
        (System.nanoTime() - began) / 1e9);
  }

  private void expect(Pair pair, Measured run, long messages) {
    if (run.report().total("copied") != messages
        || run.report().total("failed") != 0
        || !run.report().provesNothingLostOrDoubled()) {
      findings.add(pair.title() + ": expected " + messages + " to be copied: " + run.report());
    }
  }

  private void kills(List<Pair> pairs, Path folder) {
    Map<ServerKind, RememberedSide> sources = new EnumMap<>(ServerKind.class);
    options.kinds().forEach(kind -> sources.put(kind, seedSource(kind)));
    var table =
        new Table(
            "pair",
            "a copy takes",
            "copies",
            "killed",
            "killed again",
            "ended before",
            "messages there then",
            "sent again",
            "wrong");
    for (Pair pair : pairs) {
      try {
        kills(pair, Objects.requireNonNull(sources.get(pair.from())), folder, table);
      } catch (SoakException broken) {
        findings.add(pair.title() + ": " + broken.getMessage());
      }
    }
    out.println(table);
  }

  private RememberedSide seedSource(ServerKind kind) {
    RealServer server = server(kind);
    Corpus corpus =
        TwinnedCorpus.of(
            RealisticCorpus.tree(options.seed(), Profile.TINY, options.killedMessages() * 19 / 20));
    try (SeedImap client = server.logIn(Pair.SOURCE)) {
      corpus.seed(client, server.separator(), server.prefix());
      return new RememberedSide(new ImapSide(client));
    }
  }

  private void kills(Pair pair, RememberedSide held, Path folder, Table table) {
    KillOptions copies =
        new KillOptions(
            pair.kills(options.kills()),
            options.seed(),
            options.killedMessages(),
            Duration.ofSeconds(4),
            0,
            options.parallel(),
            List.of(Disturbance.KILLED));
    // Three tenths of it lie in one folder, which is to take about three seconds.
    long pace = held.bytes() / 10;
    KillLab lab =
        new KillLab(
                product,
                account(pair.from(), Pair.SOURCE),
                held.named(name -> renamed(pair, name)),
                server(pair.to()),
                password,
                folder,
                0)
            .at(pace);
    Duration takes = new Calibration(lab, copies, out).copy(pair.undisturbed(), pace).took();
    List<KillResult> results =
        Parallel.run(
            options.parallel(),
            copies.runs(),
            run ->
                new KillRun(lab, KillPlan.draw(options.seed(), run, Disturbance.KILLED, takes, 1))
                    .execute());
    for (KillResult result : results) {
      result
          .findings()
          .forEach(
              finding ->
                  findings.add(
                      "%s, run %d, killed after %d ms: %s"
                          .formatted(
                              pair.title(),
                              result.plan().run(),
                              result.plan().at().toMillis(),
                              finding)));
    }
    Object[] row = {
      pair.title(),
      "%.1f s".formatted(takes.toMillis() / 1000.0),
      results.size(),
      results.stream().filter(result -> result.kills() > 0).count(),
      results.stream().filter(result -> result.kills() > 1).count(),
      results.stream().filter(KillResult::escaped).count(),
      "%d to %d of %d"
          .formatted(
              results.stream().mapToLong(KillResult::there).min().orElse(0),
              results.stream().mapToLong(KillResult::there).max().orElse(0),
              held.messages()),
      results.stream().filter(KillResult::sentAgain).count(),
      results.stream().filter(result -> !result.isGood()).count()
    };
    table.row(row);
    out.println(List.of(row));
  }

  /** The name at the destination of a folder of the source. */
  private String renamed(Pair pair, String name) {
    RealServer from = server(pair.from());
    RealServer to = server(pair.to());
    if (name.equals("INBOX")) {
      return name;
    }
    return to.prefix()
        + name.substring(from.prefix().length()).replace(from.separator(), to.separator());
  }

  private RealServer server(ServerKind kind) {
    return Objects.requireNonNull(servers.get(kind));
  }

  private Account account(ServerKind kind, String user) {
    RealServer server = server(kind);
    return new Account(server.host(), server.port(), user, password);
  }
}
