package org.transhume.engine;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.transhume.engine.PassOptions.Choice;
import org.transhume.engine.deletion.DeletionReport;
import org.transhume.engine.endpoint.EndpointException;
import org.transhume.engine.endpoint.MailDestination;
import org.transhume.engine.endpoint.MailSource;
import org.transhume.engine.endpoint.SourceRemoval;
import org.transhume.engine.ledger.DryLedgerStorage;
import org.transhume.engine.ledger.LedgerStorage;
import org.transhume.engine.ledger.MessageState;
import org.transhume.engine.ledger.PassRecord;
import org.transhume.engine.ledger.TransferLedger;
import org.transhume.engine.pace.Pace;
import org.transhume.engine.report.FolderFigures;
import org.transhume.engine.report.FolderReport;
import org.transhume.engine.report.PassReport;
import org.transhume.mail.MailboxName;
import org.transhume.mail.Scope;
import org.transhume.mail.Sleeper;
import org.transhume.mail.Ticker;
import org.transhume.mail.UidSet;

/**
 * One pass of one transfer: discover, plan, work through the folders, report. Used once. Everything
 * that must survive is in the ledger; a pass that is killed is simply run again.
 */
public final class Pass {
  private final PassContext context;
  private final FollowedMessages moved;
  private final AtomicReference<Optional<EndpointException>> stopped =
      new AtomicReference<>(Optional.empty());

  private Optional<SourceRemoval> emptied = Optional.empty();

  /** The seams a pass needs, so that tests need neither wait nor guess the time. */
  public record Seams(Clock clock, Sleeper sleeper, Ticker ticker) {}

  public Pass(
      MailSource source,
      MailDestination destination,
      LedgerStorage storage,
      PassOptions options,
      PassMode mode,
      PassListener listener,
      Seams seams) {
    this(
        source,
        destination,
        storage,
        options,
        mode,
        listener,
        seams,
        Pace.free(seams.clock(), seams.sleeper(), listener::waiting));
  }

  /** A pass that goes no faster than {@code pace} lets it. */
  public Pass(
      MailSource source,
      MailDestination destination,
      LedgerStorage storage,
      PassOptions options,
      PassMode mode,
      PassListener listener,
      Seams seams,
      Pace pace) {
    var ledger =
        new TransferLedger(
            mode == PassMode.PLAN ? DryLedgerStorage.over(storage) : storage, seams.clock());
    Optional<Once> once =
        options.has(Choice.ONCE) ? Optional.of(new Once(ledger)) : Optional.empty();
    this.context =
        new PassContext(
            source,
            destination,
            ledger,
            options,
            mode,
            options.selectionDigest(),
            new MessageChoice(
                options.messages(), options.selectionDigest(), seams.clock().instant(), once),
            once,
            listener,
            seams.clock(),
            seams.sleeper(),
            seams.ticker(),
            pace);
    this.moved = new FollowedMessages(context);
  }

  /** The source to remove from, as a person asked; without it a pass can only read the source. */
  public Pass emptying(SourceRemoval source) {
    emptied = Optional.of(source);
    return this;
  }

  /**
   * Runs the pass. What goes wrong with a folder or a side is in the report.
   *
   * @throws EndpointException if not even the folders of both sides can be listed, a map of them is
   *     refused, or it is too early to go on
   */
  public PassReport run() {
    Instant began = context.clock().instant();
    boolean isFirst = context.ledger().pairs().isEmpty();
    FolderPlan plan = context.pace().patiently(() -> FolderPlan.of(context));
    context.pace().reached();
    if (isFirst && context.mode() == PassMode.COPY) {
      // Every lane will work; later, most folders are not even opened.
      context.source().connectAhead(lanes(plan.tasks()));
      context.destination().connectAhead(lanes(plan.tasks()));
    }
    context.listener().planned(tasks(plan).size(), plan.messages());
    Optional<PassRecord> record =
        context.mode() == PassMode.COPY
            ? Optional.of(context.ledger().beginPass())
            : Optional.empty();
    Map<MailboxName, EndpointException> refused = plan.makeFolders();
    follow(plan, refused.keySet());
    List<FolderWork> work = workThrough(tasks(plan), refused);
    if (context.mode() == PassMode.COPY && stopped.get().isEmpty()) {
      plan.awaitSubscriptions();
    }
    DeletionReport removed = DeletionReport.NONE;
    boolean removes = context.options().deletions().any() && context.mode() != PassMode.VERIFY;
    if (removes && stopped.get().isEmpty()) {
      var deletions =
          new Deletions(
              context,
              emptied,
              pair -> {
                UidSet _ = moved.planned(pair);
              });
      removed = deletions.run(work, plan.gone());
      work = work.stream().map(deletions::expected).toList();
    }
    if (context.mode() == PassMode.COPY && stopped.get().isEmpty()) {
      work = work.stream().map(this::lookAgainIfOwed).toList();
      new Snapshots(context).take(work);
    }
    context.pace().keepDays();
    var report = report(began, plan, work, removed);
    FolderFigures total = report.total();
    record.ifPresent(
        pass ->
            context.ledger().endPass(pass, report.verdict().name(), total.copied(), total.bytes()));
    return report;
  }

  /** The folders to work through: of what failed, those in which something did. */
  private List<FolderTask> tasks(FolderPlan plan) {
    return context.options().has(Choice.FAILED_ONLY)
        ? plan.tasks().stream().filter(this::owesSomething).toList()
        : plan.tasks();
  }

  private boolean owesSomething(FolderTask task) {
    return context.ledger().pairs().stream()
        .filter(pair -> pair.source().name().equals(task.source().name()))
        .filter(pair -> pair.destination().name().equals(task.destination()))
        .map(context.ledger()::open)
        .anyMatch(
            pair ->
                !pair.in(MessageState.FAILED).isEmpty()
                    || !pair.hasNoIntents()
                    || !pair.in(MessageState.PRESENT).equals(pair.verified()));
  }

  private void follow(FolderPlan plan, Set<MailboxName> refused) {
    if (context.options().has(Choice.FAILED_ONLY)) {
      return;
    }
    try {
      moved.follow(plan, refused);
    } catch (EndpointException e) {
      stopped.set(Optional.of(context.pace().orLeave(e)));
    }
  }

  private PassReport report(
      Instant began, FolderPlan plan, List<FolderWork> work, DeletionReport deletions) {
    Optional<Instant> lookDue =
        work.stream().flatMap(w -> w.lookDue().stream()).max(Instant::compareTo);
    return new PassReport(
        began,
        context.clock().instant(),
        work.stream().map(FolderWork::report).toList(),
        plan.leftOut(),
        plan.renamed(),
        plan.followed(),
        moved.report(),
        stopped.get(),
        lookDue,
        deletions);
  }

  /** Each lane takes the next folder when it is done with one. */
  private List<FolderWork> workThrough(
      List<FolderTask> tasks, Map<MailboxName, EndpointException> refused) {
    record Numbered(int number, FolderTask task) {}
    var queue = new ConcurrentLinkedQueue<Numbered>();
    var done = new FolderWork[tasks.size()];
    for (int i = 0; i < tasks.size(); i++) {
      queue.add(new Numbered(i, tasks.get(i)));
    }
    int lanes = lanes(tasks);
    var running = new ArrayList<Future<?>>();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int lane = 0; lane < lanes; lane++) {
        running.add(
            executor.submit(
                () -> {
                  for (Numbered next = queue.poll();
                      next != null && stopped.get().isEmpty();
                      next = queue.poll()) {
                    done[next.number()] =
                        work(
                            next.task(),
                            Optional.ofNullable(refused.get(next.task().source().name())));
                  }
                }));
      }
    }
    running.forEach(Pass::rethrow);
    return Arrays.stream(done).filter(Objects::nonNull).toList();
  }

  private int lanes(List<FolderTask> tasks) {
    return Math.min(
        Math.min(
            context.once().isPresent() ? 1 : context.options().lanes(), Math.max(1, tasks.size())),
        Math.min(
            context.source().abilities().maxConnections(),
            context.destination().abilities().maxConnections()));
  }

  private FolderWork work(FolderTask task, Optional<EndpointException> refused) {
    FolderWork work;
    var pass = new FolderPass(context, task, moved);
    try {
      if (refused.isPresent()) {
        throw refused.get();
      }
      work = pass.run();
    } catch (EndpointException e) {
      if (e.scope().compareTo(Scope.FOLDER) > 0) {
        stopped.updateAndGet(earlier -> earlier.or(() -> Optional.of(e)));
      }
      work = failed(task, PassReport.waiting(e).isPresent() ? pass.soFar() : FolderFigures.NONE, e);
    }
    context.listener().folderEnded(work.report());
    return work;
  }

  private FolderWork lookAgainIfOwed(FolderWork work) {
    if (work.lookDue().isEmpty()) {
      return work;
    }
    try {
      return new FolderPass(context, work.task(), moved).lookAgain(work);
    } catch (EndpointException e) {
      return work; // The look stays owed: the ledger has it, and the report says so.
    }
  }

  private static FolderWork failed(
      FolderTask task, FolderFigures figures, EndpointException cause) {
    return new FolderWork(
        task,
        new FolderReport(
            task.source().name(),
            task.destination(),
            figures,
            List.of(),
            List.of(),
            Optional.of(cause)),
        Optional.empty(),
        Optional.empty());
  }

  private static void rethrow(Future<?> lane) {
    try {
      lane.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("Interrupted");
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException(e.getCause());
    }
  }
}
