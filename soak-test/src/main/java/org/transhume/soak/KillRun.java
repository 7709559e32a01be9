package org.transhume.soak;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.transhume.imap.testkit.judge.Difference;
import org.transhume.imap.testkit.judge.ImapSide;
import org.transhume.imap.testkit.judge.Judge;
import org.transhume.imap.testkit.judge.Verdict;
import org.transhume.imap.testkit.proxy.Counts;
import org.transhume.imap.testkit.proxy.Cut;
import org.transhume.imap.testkit.proxy.LineRule;
import org.transhume.imap.testkit.seed.SeedImap;

/** One copy that is disturbed, run to its end, run once more, and judged. Used once, one thread. */
final class KillRun {
  private static final Duration LATE = Duration.ofSeconds(3);
  private static final Duration VERY_LATE = Duration.ofSeconds(12);

  /** The server may need a moment to store what has landed. */
  private static final Duration STORED = Duration.ofSeconds(1);

  private final KillLab lab;
  private final KillPlan plan;
  private final Path folder;
  private final List<String> findings = new ArrayList<>();
  private int kills;
  private boolean escaped;
  private long there;
  private boolean sentAgain;
  private long surplus;
  private long surplusLeft;
  private long landedNanos = System.nanoTime();

  KillRun(KillLab lab, KillPlan plan) {
    this.lab = lab;
    this.plan = plan;
    folder = lab.folder(plan.run());
  }

  /** Leaves the folder behind only if something is not as it must be. */
  KillResult execute() {
    long began = System.nanoTime();
    Optional<AppendEvent> event = event();
    try (Way way =
        Way.disturbed(lab.source().port(), lab.destination().port(), plan.disturbance(), event)) {
      Transfer transfer = way.through(lab.transfer(plan.run()));
      way.pace(lab.bytesPerSecond());
      disturb(way, transfer, event);
      plan.again().ifPresent(at -> killAgain(transfer, at));
      way.pace(0);
      finish(transfer);
      awaitLanding();
      once(way, transfer);
    } catch (SoakException | UncheckedIOException broken) {
      findings.add(String.valueOf(broken.getMessage()));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      findings.add("interrupted");
    }
    judge();
    leave();
    return new KillResult(
        plan,
        kills,
        escaped,
        there,
        sentAgain,
        surplusLeft > 0 ? 0 : surplus,
        surplusLeft,
        Duration.ofNanos(System.nanoTime() - began),
        findings);
  }

  private Optional<AppendEvent> event() {
    int append = plan.append();
    return switch (plan.disturbance()) {
      case ANSWER_LOST ->
          Optional.of(new AppendEvent(append, true, new LineRule.Action.CutBefore(Cut.RESET)));
      case ANSWERS_SWALLOWED ->
          Optional.of(new AppendEvent(append, true, new LineRule.Action.SwallowAnswers()));
      case LATE ->
          Optional.of(new AppendEvent(append, false, new LineRule.Action.HoldClient(LATE)));
      case VERY_LATE ->
          Optional.of(new AppendEvent(append, false, new LineRule.Action.HoldClient(VERY_LATE)));
      case KILLED, CUT, NO_MULTIAPPEND, NO_UIDPLUS -> Optional.empty();
    };
  }

  private void disturb(Way way, Transfer transfer, Optional<AppendEvent> event)
      throws InterruptedException {
    try (Run run = lab.product().start(folder, "1-disturbed", transfer, "copy")) {
      Duration at = plan.at();
      if (event.isPresent()) {
        escaped = !event.get().awaits(run, KillLab.LIMIT.toNanos());
        at = run.elapsed().plus(at);
      }
      for (KillPlan.Cutting cut : plan.cuts()) {
        if (!run.endsWithin(cut.at())) {
          way.cut(cut);
        }
      }
      if (!plan.disturbance().kills()) {
        whole(run.await(KillLab.LIMIT));
        return;
      }
      kill(run, at);
    }
  }

  private void killAgain(Transfer transfer, Duration at) {
    try (Run run = lab.product().start(folder, "2-settling", transfer, "copy")) {
      kill(run, at);
    }
  }

  private void kill(Run run, Duration at) {
    if (run.endsWithin(at)) {
      escaped |= kills == 0;
      whole(run);
      return;
    }
    run.kill();
    kills++;
    landedNanos =
        System.nanoTime()
            + switch (plan.disturbance()) {
              case LATE -> LATE.plus(STORED).toNanos();
              case VERY_LATE -> VERY_LATE.plus(STORED).toNanos();
              default -> 0;
            };
  }

  private void finish(Transfer transfer) {
    try (Run run = lab.product().start(folder, "3-last", transfer, "copy")) {
      whole(run.await(KillLab.LIMIT));
      there = run.reported().total("alreadyThere");
    }
  }

  /** One more pass has nothing to copy, and removes at most what landed late. */
  private void once(Way way, Transfer transfer) {
    Counts before = way.destinationCounts();
    try (Run run = lab.product().start(folder, "4-again", transfer, "copy")) {
      whole(run.await(KillLab.LIMIT));
      run.report()
          .filter(report -> report.total("copied") > 0)
          .ifPresent(report -> findings.add("one more pass copied: " + report));
    }
    long appends = way.destinationCounts().since(before).commandCount("APPEND");
    if (appends > 0) {
      findings.add("one more pass sent " + appends + " APPENDs");
    }
  }

  private void awaitLanding() throws InterruptedException {
    TimeUnit.NANOSECONDS.sleep(Math.max(0, landedNanos - System.nanoTime()));
  }

  /** What a run that came to its end has to say. */
  private void whole(Run run) {
    Report report = run.reported();
    sentAgain |= report.owesLook();
    surplus += report.total("surplus");
    surplusLeft = Math.max(surplusLeft, report.surplusLeft());
    boolean maySurplus = plan.disturbance() == Disturbance.NO_UIDPLUS && report.surplusLeft() > 0;
    if (run.exitCode() != 0 || !(report.provesNothingLostOrDoubled() || maySurplus)) {
      findings.add(run.name() + ": " + report + run.tail());
    }
    report.failures().forEach(failure -> findings.add(run.name() + ": " + failure));
  }

  private void judge() {
    Account destination = lab.transfer(plan.run()).destination();
    try (SeedImap client =
        SeedImap.logIn(
            destination.host(), destination.port(), destination.user(), destination.password())) {
      Verdict verdict =
          new Judge()
              .leavingOutFlags(Set.of("\\Deleted"))
              .compare(lab.sourceSide(), new ImapSide(client));
      int doubled = verdict.of(Difference.Kind.DOUBLED).size();
      boolean isListed = doubled > 0 && doubled == surplusLeft;
      long excused =
          (isListed ? doubled : 0) + verdict.differences().stream().filter(this::isParent).count();
      if (verdict.differences().size() > excused) {
        findings.add("the judge: " + verdict);
        Files.writeString(folder.resolve("verdict.txt"), verdict.report());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Whether it is an empty folder that the server made above one it was asked for. A source whose
   * parents cannot hold mail does not list them as folders, and some servers know none such.
   */
  private boolean isParent(Difference difference) {
    String below = difference.folder() + lab.destination().separator();
    return difference.kind() == Difference.Kind.FOLDER_EXTRA
        && lab.sourceSide().folders().stream().anyMatch(folder -> folder.startsWith(below))
        && isEmpty(difference.folder());
  }

  private boolean isEmpty(String folder) {
    Account destination = lab.transfer(plan.run()).destination();
    try (SeedImap client =
        SeedImap.logIn(
            destination.host(), destination.port(), destination.user(), destination.password())) {
      return client.examine(folder).exists() == 0;
    }
  }

  private void leave() {
    Optional<Path> kept = lab.kept(plan.run());
    if (findings.isEmpty()) {
      Scratch.remove(folder);
    } else {
      kept.ifPresent(maildir -> Scratch.copy(maildir, folder.resolve("Maildir")));
    }
    kept.ifPresent(Scratch::remove);
  }
}
