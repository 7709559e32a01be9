package org.transhume.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.transhume.bench.Trial.Visit;
import org.transhume.bench.contestant.Command;
import org.transhume.bench.contestant.Contestant;
import org.transhume.bench.contestant.Job;
import org.transhume.bench.figure.CpuSeconds;
import org.transhume.bench.figure.Ending;
import org.transhume.bench.figure.Measurement;
import org.transhume.bench.meter.ProcessorTime;
import org.transhume.bench.meter.ProgramRun;

/** Single runs of a trial, each timed. One thread. */
final class Heat {
  private final Trial trial;
  private final Stage stage;
  private final Tournament.Rules rules;

  Heat(Trial trial, Stage stage, Tournament.Rules rules) {
    this.trial = trial;
    this.stage = stage;
    this.rules = rules;
  }

  Trial trial() {
    return trial;
  }

  /**
   * Has {@code by} make the first copy of {@code contestant}, untimed and uncapped.
   *
   * @return whether all is there
   */
  boolean prepare(Contestant contestant, Contestant by) throws IOException, InterruptedException {
    List<Job> jobs = stage.jobs(contestant);
    for (Job job : jobs) {
      Command command = by.copy(job);
      var run = ProgramRun.start(command.words(), command.environment(), stage.log(contestant));
      run.await(Duration.ofDays(1));
    }
    return stage.arrived(contestant) == stage.toCopy();
  }

  /** Runs a contestant once; from a clean destination if the trial says so. */
  Measurement run(Contestant contestant, int round) throws IOException, InterruptedException {
    if (trial.visit() == Visit.FRESH) {
      stage.clear(contestant);
    }
    long before = trial.visit() == Visit.FRESH ? 0 : stage.arrived(contestant);
    stage.traffic();
    Cpu began = Cpu.now(stage);
    Sum sum = runAll(contestant);
    Cpu ended = Cpu.now(stage);
    long arrived = stage.arrived(contestant);
    boolean isWhole = sum.capped || (sum.exitCode == 0 && arrived == stage.toCopy());
    return new Measurement(
        trial.name(),
        contestant.name(),
        round,
        sum.wallSeconds,
        trial.visit() == Visit.FRESH ? arrived - before : stage.toCopy(),
        ended.since(began, sum.cpuSeconds),
        sum.peakRssBytes,
        stage.traffic(),
        sum.capped ? Ending.CAPPED : isWhole ? Ending.DONE : Ending.FAILED);
  }

  private Sum runAll(Contestant contestant) throws InterruptedException {
    List<Job> jobs = stage.jobs(contestant);
    Optional<Command> together =
        jobs.size() > 1 ? contestant.copyAll(jobs) : Optional.<Command>empty();
    var commands = new ArrayDeque<Command>();
    if (together.isPresent()) {
      commands.add(together.get());
    } else {
      jobs.forEach(job -> commands.add(contestant.copy(job)));
    }
    long beganNanos = System.nanoTime();
    var sum = new Sum();
    sum.add(commands, rules.atOnce(), rules.cap(), stage.log(contestant));
    sum.wallSeconds = (System.nanoTime() - beganNanos) / 1e9;
    return sum;
  }

  /** What several processes took together. */
  private static final class Sum {
    private double wallSeconds;
    private double cpuSeconds;
    private long peakRssBytes;
    private int exitCode;
    private boolean capped;

    /** Runs all, so many at a time, each with a thread of its own that takes the next one. */
    void add(Deque<Command> commands, int atOnce, Duration cap, Path log)
        throws InterruptedException {
      var threads = new ArrayList<Thread>();
      for (int i = 0; i < Math.min(atOnce, commands.size()); i++) {
        Path own = i == 0 ? log : log.resolveSibling(log.getFileName() + "." + i);
        threads.add(Thread.ofPlatform().start(() -> work(commands, cap, own)));
      }
      for (Thread thread : threads) {
        thread.join();
      }
    }

    private void work(Deque<Command> commands, Duration cap, Path log) {
      for (Command next = take(commands); next != null; next = take(commands)) {
        try {
          add(ProgramRun.start(next.words(), next.environment(), log).await(cap));
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          return;
        }
      }
    }

    private synchronized @Nullable Command take(Deque<Command> commands) {
      return commands.poll();
    }

    private synchronized void add(ProgramRun.Taken taken) {
      cpuSeconds += taken.cpuSeconds();
      peakRssBytes = Math.max(peakRssBytes, taken.peakRssBytes());
      exitCode = Math.max(exitCode, taken.exitCode());
      capped |= taken.isCapped();
    }
  }

  /** Readings of all processor clocks at one moment. */
  private record Cpu(double source, double destination, double bench, double all) {
    static Cpu now(Stage stage) {
      return new Cpu(
          stage.sourceCpuSeconds(),
          stage.destinationCpuSeconds(),
          ProcessorTime.ofSelf(),
          ProcessorTime.ofAll());
    }

    CpuSeconds since(Cpu earlier, double client) {
      double source = this.source - earlier.source;
      double destination = this.destination - earlier.destination;
      double bench = this.bench - earlier.bench;
      double foreign = all - earlier.all - client - source - destination - bench;
      return new CpuSeconds(client, source, destination, bench, Math.max(0, foreign));
    }
  }
}
