package org.transhume.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.transhume.bench.Trial.Visit;
import org.transhume.bench.contestant.Contestant;
import org.transhume.bench.figure.Ending;
import org.transhume.bench.figure.Measurement;
import org.transhume.imap.testkit.dovecot.DovecotOptions.Fsync;
import org.transhume.imap.testkit.judge.Verdict;

/**
 * Runs trials: in each, several rounds, and in each round every contestant once, in an order that
 * moves on by one from round to round. One thread.
 */
final class Tournament {
  private final Rules rules;
  private final Path folder;
  private final PrintStream out;
  private final List<Measurement> runs = new ArrayList<>();

  /**
   * How it is run.
   *
   * @param cap a run that takes longer is stopped
   * @param retries how often a run that others have disturbed is repeated
   * @param atOnce processes at a time where a tool copies many mailboxes by one process each
   */
  record Rules(int rounds, Duration cap, int retries, int atOnce, boolean judges, Fsync fsync) {}

  Tournament(Rules rules, Path folder, PrintStream out) {
    this.rules = rules;
    this.folder = folder;
    this.out = out;
  }

  /** All runs so far. */
  List<Measurement> runs() {
    return List.copyOf(runs);
  }

  /** Runs one trial; what cannot take part is said and left out. */
  void run(Trial trial, List<Contestant> all) throws IOException, InterruptedException {
    out.printf("%n%s%n", trial.name());
    var contestants = new ArrayList<Contestant>();
    for (Contestant each : all) {
      Optional<String> unfit = each.unfit(trial.demands());
      unfit.ifPresent(why -> out.printf("  %-18s left out: %s%n", each.name(), why));
      if (unfit.isEmpty()) {
        contestants.add(each);
      }
    }
    if (contestants.isEmpty()) {
      return;
    }
    try (Stage stage = Stage.of(trial, contestants, folder, rules.fsync())) {
      var heat = new Heat(trial, stage, rules);
      if (trial.visit() != Visit.FRESH) {
        contestants.retainAll(prepared(heat, stage, contestants));
      }
      for (int round = 1; round <= rules.rounds(); round++) {
        if (trial.visit() == Visit.CHANGED) {
          stage.grow(round);
        }
        var order = new ArrayList<>(contestants);
        Collections.rotate(order, 1 - round);
        for (Contestant each : order) {
          run(heat, stage, each, round);
        }
      }
    }
  }

  /**
   * First copies, which nobody times. A tool that knows any copy is given the quickest one's. Those
   * whose copy is not whole have nothing to bring up to date.
   */
  private List<Contestant> prepared(Heat heat, Stage stage, List<Contestant> contestants)
      throws IOException, InterruptedException {
    var prepared = new ArrayList<Contestant>();
    for (Contestant each : contestants) {
      Contestant by =
          each.knowsOwnCopiesOnly()
              ? each
              : contestants.stream()
                  .filter(other -> other.name().startsWith("doveadm"))
                  .findFirst()
                  .orElse(each);
      stage.clear(each);
      if (heat.prepare(each, by)) {
        prepared.add(each);
      } else {
        out.printf("  %-18s left out: its first copy is not whole%n", each.name());
        out.println(stage.said(each).indent(4));
      }
    }
    return prepared;
  }

  private void run(Heat heat, Stage stage, Contestant contestant, int round)
      throws IOException, InterruptedException {
    Measurement run = heat.run(contestant, round);
    // What has been brought up to date cannot be brought up to date again.
    boolean repeats = heat.trial().visit() != Visit.CHANGED;
    for (int i = 0; i < rules.retries() && run.isNoisy() && repeats; i++) {
      out.printf("  %-18s again: others used %.1f s%n", contestant.name(), run.cpu().foreign());
      run = heat.run(contestant, round);
    }
    runs.add(run);
    out.printf(
        "  %-18s round %d %8.2f s %8.0f msg/s  client %6.2f s  %4d MB%s%s%n",
        contestant.name(),
        round,
        run.wallSeconds(),
        run.rate(),
        run.cpu().client(),
        run.peakRssBytes() >> 20,
        run.isNoisy() ? "  noisy: %.1f s".formatted(run.cpu().foreign()) : "",
        run.ending() == Ending.DONE ? "" : "  " + run.ending());
    if (run.ending() == Ending.FAILED) {
      out.println(stage.said(contestant).indent(4));
    }
    if (rules.judges() && contestant.isJudged() && run.ending() == Ending.DONE) {
      judge(stage, contestant);
    }
  }

  private void judge(Stage stage, Contestant contestant) {
    for (Verdict verdict : stage.judge(contestant)) {
      if (!verdict.isEqual()) {
        throw new IllegalStateException(
            contestant.name() + " did not copy what was there: " + verdict);
      }
    }
  }
}
