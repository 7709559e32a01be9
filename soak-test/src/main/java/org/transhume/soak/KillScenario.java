package org.transhume.soak;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.transhume.imap.testkit.corpus.Corpus;
import org.transhume.imap.testkit.corpus.RealisticCorpus;
import org.transhume.imap.testkit.dovecot.DovecotOptions;
import org.transhume.imap.testkit.dovecot.DovecotServer;
import org.transhume.imap.testkit.judge.ImapSide;
import org.transhume.imap.testkit.seed.SeedImap;

/**
 * X2: copies that are killed anywhere, and go on. One source mailbox, which nobody changes, is
 * copied again and again into mailboxes of their own, several at a time, since they mostly wait.
 */
final class KillScenario {
  private static final String SOURCE_USER = "reader";
  private static final Duration SAMPLING = Duration.ofMillis(100);

  private final Product product;
  private final KillOptions options;
  private final Path temporary;
  private final PrintStream out;

  KillScenario(Product product, KillOptions options, Path temporary, PrintStream out) {
    this.product = product;
    this.options = options;
    this.temporary = temporary;
    this.out = out;
  }

  /** Whether all is as it must be. */
  boolean execute() {
    Path folder = Scratch.create(temporary, "kills");
    var passwords = new Passwords(options.seed());
    String sourcePassword = passwords.next();
    String destinationPassword = passwords.next();
    Corpus corpus =
        TwinnedCorpus.of(
            RealisticCorpus.tree(
                options.seed(), RealisticCorpus.Profile.TINY, options.messages() * 19 / 20));
    out.printf(
        Locale.ROOT,
        "%d copies, seed %d, %d at a time, in %s%n",
        options.runs().size(),
        options.seed(),
        options.parallel(),
        folder);
    boolean good = false;
    try (DovecotServer source = source(sourcePassword);
        DovecotServer destination = destination(destinationPassword)) {
      corpus.write(source.maildir(SOURCE_USER), '/', "");
      var account = new Account(source.host(), source.port(), SOURCE_USER, sourcePassword);
      RememberedSide side;
      try (SeedImap client = source.logIn(SOURCE_USER)) {
        side = new RememberedSide(new ImapSide(client));
      }
      var lab = new KillLab(product, account, side, destination, destinationPassword, folder, 0);
      List<Account> secrets =
          List.of(account, lab.transfer(options.runs().getFirst()).destination());
      try (SecretWatch watch = SecretWatch.over(secrets, SAMPLING)) {
        Calibration.Result calibrated = new Calibration(lab, options, out).find();
        List<KillResult> results =
            Parallel.run(options.parallel(), options.runs(), run -> runOne(calibrated, run));
        watch.readFiles(folder);
        good = summarise(results, watch);
      }
    } finally {
      if (good) {
        Scratch.remove(folder);
      } else {
        out.println("kept: " + folder);
      }
    }
    return good;
  }

  private KillResult runOne(Calibration.Result calibrated, int run) {
    KillPlan plan =
        KillPlan.draw(
            options.seed(),
            run,
            options.disturbance(run),
            calibrated.copyTime(),
            calibrated.appends());
    KillResult result = new KillRun(calibrated.lab(), plan).execute();
    synchronized (out) {
      out.printf(
          Locale.ROOT,
          "%s run %d, %s at %.2f s%s: %d killed, %d there then%s%s%s, %.0f s%n",
          result.isGood() ? "ok  " : "FAIL",
          run,
          plan.disturbance(),
          plan.at().toMillis() / 1000.0,
          plan.again().map(at -> " and %.2f s".formatted(at.toMillis() / 1000.0)).orElse(""),
          result.kills(),
          result.there(),
          result.escaped() ? ", had ended before" : "",
          result.sentAgain() ? ", sent again" : "",
          result.surplusRemoved() > 0 ? ", surplus " + result.surplusRemoved() : "",
          result.took().toMillis() / 1000.0);
      if (!result.isGood()) {
        out.println("  " + plan);
        result.findings().forEach(finding -> out.println("  " + finding));
        out.printf(
            Locale.ROOT,
            "  kept in %s; to repeat it alone: --seed %d --run %d%n",
            calibrated.lab().folder(run),
            options.seed(),
            run);
      }
    }
    return result;
  }

  private boolean summarise(List<KillResult> results, SecretWatch watch) {
    var byKind = new EnumMap<Disturbance, List<KillResult>>(Disturbance.class);
    results.forEach(
        result ->
            byKind
                .computeIfAbsent(result.plan().disturbance(), _ -> new ArrayList<>())
                .add(result));
    var table =
        new Table(
            "disturbance",
            "copies",
            "killed",
            "killed again",
            "ended before",
            "sent again",
            "second copies removed",
            "second copies listed",
            "wrong");
    for (Map.Entry<Disturbance, List<KillResult>> entry : byKind.entrySet()) {
      add(table, entry.getKey().words(), entry.getValue());
    }
    add(table, "all", results);
    out.println(table);
    out.printf(
        Locale.ROOT,
        "passwords: %d looks at %d processes, %d finds%n",
        watch.looks(),
        watch.processes(),
        watch.findings().size());
    watch.findings().forEach(finding -> out.println("  " + finding));
    return results.stream().allMatch(KillResult::isGood) && watch.findings().isEmpty();
  }

  private static void add(Table table, String words, List<KillResult> results) {
    table.row(
        words,
        results.size(),
        results.stream().filter(result -> result.kills() > 0).count(),
        results.stream().filter(result -> result.kills() > 1).count(),
        results.stream().filter(KillResult::escaped).count(),
        results.stream().filter(KillResult::sentAgain).count(),
        results.stream().mapToLong(KillResult::surplusRemoved).sum(),
        results.stream().mapToLong(KillResult::surplusLeft).sum(),
        results.stream().filter(result -> !result.isGood()).count());
  }

  private static DovecotServer source(String password) {
    return DovecotServer.start(
        DovecotOptions.builder().user(SOURCE_USER, password).maxConnectionsPerUser(300).build());
  }

  private DovecotServer destination(String password) {
    var builder = DovecotOptions.builder();
    options.runs().forEach(run -> builder.user(KillLab.user(run), password));
    Calibration.runs(options).forEach(run -> builder.user(KillLab.user(run), password));
    return DovecotServer.start(builder.build());
  }
}
