package org.transhume.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.transhume.engine.PassOptions.Choice;
import org.transhume.engine.contact.FirstContact;
import org.transhume.engine.contact.Rebirth;
import org.transhume.engine.contact.WentBack;
import org.transhume.engine.copy.BatchLimits;
import org.transhume.engine.copy.Copier;
import org.transhume.engine.copy.CopyResult;
import org.transhume.engine.copy.CopySettings;
import org.transhume.engine.copy.RefusalMemory;
import org.transhume.engine.dates.RepairedDates;
import org.transhume.engine.deletion.UnfinishedRemovals;
import org.transhume.engine.delta.FlagChanges;
import org.transhume.engine.delta.FlagMerge;
import org.transhume.engine.delta.LackingFlags;
import org.transhume.engine.delta.OwnersChanges;
import org.transhume.engine.delta.SourceChanges;
import org.transhume.engine.endpoint.DestinationFolder;
import org.transhume.engine.endpoint.EndpointException;
import org.transhume.engine.endpoint.Item;
import org.transhume.engine.endpoint.OpenFolder;
import org.transhume.engine.endpoint.Side;
import org.transhume.engine.ledger.FolderKey;
import org.transhume.engine.ledger.LedgerChange;
import org.transhume.engine.ledger.MessageState;
import org.transhume.engine.ledger.Origin;
import org.transhume.engine.ledger.PairLedger;
import org.transhume.engine.ledger.PairRecord;
import org.transhume.engine.report.FolderFigures;
import org.transhume.engine.settle.Settler;
import org.transhume.engine.settle.Watch;
import org.transhume.engine.verify.Audit;
import org.transhume.engine.verify.Verifier;
import org.transhume.mail.Flag;
import org.transhume.mail.Flags;
import org.transhume.mail.Scope;
import org.transhume.mail.SearchKeys;
import org.transhume.mail.UidNext;
import org.transhume.mail.UidSet;

/**
 * Works through one folder: settle, compare, adopt, copy, verify, flags, watch, in this order. When
 * a connection dies it begins again at the first step, and the ledger makes what was done fall
 * away. One thread.
 */
final class FolderPass {
  private static final int TRIES_WITHOUT_PROGRESS = 6;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  /** Copied and verified at a time, so that what waits for verification stays small. */
  private static final int CHUNK = 5_000;

  /** What no folder holds unless it holds every keyword (PERMANENTFLAGS with {@code \*}). */
  private static final Flag ANY_KEYWORD = Flag.of("transhume-asks-for-any-keyword");

  private static final SearchKeys MARKED = new SearchKeys("DELETED");

  private final PassContext context;
  private final FolderTask task;
  private final FollowedMessages moved;
  private final FolderTally tally = new FolderTally();
  private final RefusalMemory refused = new RefusalMemory();
  private BatchLimits limits;

  FolderPass(PassContext context, FolderTask task, FollowedMessages moved) {
    this.context = context;
    this.task = task;
    this.moved = moved;
    this.limits = context.options().limits();
  }

  /**
   * Works through the folder.
   *
   * @throws EndpointException when trying again does not help, or not now
   */
  FolderWork run() {
    context.listener().folderBegan(task.source().name(), task.messages());
    int tries = 0;
    while (true) {
      long before = tally.copied();
      try (var _ = context.pace().turn()) {
        FolderWork work = once();
        context.pace().wentWell();
        return work;
      } catch (EndpointException e) {
        boolean hasLearned = refused.hasLearned();
        boolean progressed = tally.brokeOff() || tally.copied() > before || hasLearned;
        Optional<Duration> rest = context.pace().asked(e, progressed);
        if (rest.isPresent()) {
          context.listener().retrying(task.source().name(), e, rest.get().toMillis());
          continue;
        }
        tries = progressed ? 1 : tries + 1;
        if (!isWorthAnotherTry(e) || tries >= TRIES_WITHOUT_PROGRESS) {
          throw e;
        }
        pauseAfter(e, tries);
      }
    }
  }

  /** What was copied so far, of a folder that has to wait. */
  FolderFigures soFar() {
    return tally.soFar();
  }

  /** Looks once more for late copies of what {@code before} sent again. */
  FolderWork lookAgain(FolderWork before) {
    try (var open = OpenPair.open(context, task)) {
      PairLedger pair = pairOf(open.source(), open.destination());
      Watch.Seen seen = watch(open.source(), open.destination(), pair).look();
      return before.afterAnotherLook(seen);
    }
  }

  private Watch watch(OpenFolder source, DestinationFolder destination, PairLedger pair) {
    return new Watch(source, destination, context.destination().abilities(), pair, context.clock());
  }

  private static boolean isWorthAnotherTry(EndpointException e) {
    return switch (e.retry()) {
      case NOW -> e.scope().compareTo(Scope.CONNECTION) <= 0;
      case AFTER -> true;
      case NEVER -> false;
    };
  }

  private void pauseAfter(EndpointException e, int tries) {
    switch (e.problem()) {
      case CONNECTION_LOST, TIMEOUT, SERVER_ERROR -> limits = limits.halved();
      default -> {}
    }
    Duration pause = FIRST_PAUSE.multipliedBy(1L << (2 * (tries - 1)));
    pause = pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    context.listener().retrying(task.source().name(), e, pause.toMillis());
    context.sleeper().sleep(pause);
  }

  private FolderWork once() {
    Optional<FolderWork> unchanged = new UnchangedFolder(context, task).leaveAlone();
    if (unchanged.isPresent()) {
      return unchanged.get();
    }
    tally.opened();
    try (var open = OpenPair.open(context, task)) {
      OpenFolder source = open.source();
      DestinationFolder destination = open.destination();
      PairLedger pair = pairOf(source, destination);
      return switch (context.mode()) {
        case COPY -> copy(source, destination, pair);
        case PLAN -> plan(source, destination, pair);
        case VERIFY -> verify(source, destination, pair);
      };
    }
  }

  private FolderWork copy(OpenFolder source, DestinationFolder destination, PairLedger pair) {
    var settler = new Settler(source, destination, pair, context.sleeper());
    tally.addSettled(settler.settle(UidSet.empty(), refused.refusedTogether()), pair);
    UnfinishedRemovals.takeBack(destination, pair, false);
    OwnersChanges.record(destination, pair);
    refused.giveKeywords(destination, pair);
    SourceChanges changes = changesOf(source, pair);
    changes.recordGone(pair);
    UidSet toCopy = toCopy(changes, source, pair);
    UidSet unproved = pair.in(MessageState.PRESENT).minus(pair.verified());
    new Audit(source, destination, pair, context.options().has(Choice.DEEP), context.sleeper())
        .run(unproved);
    UidSet adopted = adopt(source, destination, pair, toCopy);
    tally.addAdopted(adopted);
    UidSet followed = followed(pair);
    repairDates(source, pair, changes.all(), toCopy.minus(adopted));
    copyInChunks(source, destination, pair, settler, toCopy.minus(adopted));
    FlagChanges flags = changes.flagChanges(followed, source, pair);
    tally.addFlagged(new FlagMerge(destination, pair).apply(flags, followed));
    Watch.Seen seen = watch(source, destination, pair).look();
    tally.addSurplus(seen.removed().union(seen.listed()));
    return summary(source, destination, pair, changes.all(), seen.nextLook());
  }

  /** What was there before this pass copied anything, and is given the source's flags. */
  private UidSet followed(PairLedger pair) {
    if (context.options().has(Choice.FAILED_ONLY)) {
      return UidSet.empty();
    }
    UidSet ours = pair.presentOf(Origin.OURS);
    return context.options().has(Choice.ADOPT_FLAGS)
        ? ours.union(pair.presentOf(Origin.ADOPTED))
        : ours;
  }

  private void repairDates(OpenFolder source, PairLedger pair, UidSet all, UidSet toCopy) {
    new RepairedDates(context.options().dates(), source, pair, context.clock().instant())
        .decide(all, toCopy);
  }

  /** What an earlier pass tried in vain was selected then. */
  private UidSet toCopy(SourceChanges changes, OpenFolder source, PairLedger pair) {
    if (!context.options().has(Choice.FAILED_ONLY)) {
      return context.choice().take(changes.toCopy(), source, pair);
    }
    UidSet failed = changes.toCopy().intersect(pair.in(MessageState.FAILED));
    tally.passedOver(changes.toCopy().minus(failed));
    return failed;
  }

  private static SourceChanges changesOf(OpenFolder source, PairLedger pair) {
    SourceChanges changes = SourceChanges.of(source, pair);
    boolean tookBack = UnfinishedRemovals.takeBack(source, pair, changes.all());
    return tookBack ? SourceChanges.of(source, pair) : changes;
  }

  private UidSet adopt(
      OpenFolder source, DestinationFolder destination, PairLedger pair, UidSet messages) {
    boolean firstContact = pair.pair().snapshot().isEmpty() && destination.status().messages() > 0;
    if (!firstContact || messages.isEmpty()) {
      return UidSet.empty();
    }
    UidSet strangers = destination.uids().await().minus(pair.takenAtDestination());
    return new FirstContact(source, destination, pair, context.options().has(Choice.ADOPT_FLAGS))
        .adopt(messages, strangers);
  }

  private void copyInChunks(
      OpenFolder source,
      DestinationFolder destination,
      PairLedger pair,
      Settler settler,
      UidSet messages) {
    context.listener().toCopy(task.source().name(), messages.size());
    if (messages.isEmpty()) {
      return;
    }
    var copier =
        new Copier(
            source,
            destination,
            pair,
            lowerBound(destination),
            new CopySettings(
                context.pace().limits(limits),
                context.destination().abilities().maxMessageBytes(),
                context.destination().abilities().atomicBatch(),
                context.options().repairs()),
            refused,
            context.ticker(),
            new PacedProgress(context, task.source().name(), tally));
    var verifier =
        new Verifier(destination, pair, context.options().has(Choice.DEEP), context.sleeper());
    for (UidSet rest = messages; !rest.isEmpty(); ) {
      UidSet chunk = rest.take(CHUNK);
      CopyResult result = copier.copy(chunk);
      tally.addCopied(result);
      verifier.verify(result.copied());
      tally.addSettled(settler.settle(result.untold()), pair);
      context.pace().wentWell();
      rest = rest.minus(chunk);
    }
  }

  /** No message sent from now on can get a smaller UID. */
  private static UidNext lowerBound(DestinationFolder destination) {
    return destination
        .status()
        .uidNext()
        .orElseGet(
            () -> {
              UidSet uids = destination.uids().await();
              return uids.isEmpty() ? new UidNext(1) : UidNext.after(uids.last());
            });
  }

  private FolderWork plan(OpenFolder source, DestinationFolder destination, PairLedger pair) {
    UnfinishedRemovals.takeBack(destination, pair, true);
    OwnersChanges.record(destination, pair);
    UidSet arriving = moved.planned(pair);
    SourceChanges changes = changesOf(source, pair);
    changes.recordGone(pair);
    UidSet toCopy = toCopy(changes, source, pair);
    UidSet adopted = adopt(source, destination, pair, toCopy);
    tally.addAdopted(adopted);
    UidSet planned = toCopy.minus(adopted);
    tally.addPlanned(planned, markedDeleted(source, planned));
    UidSet followed = followed(pair);
    FlagChanges flags = changes.flagChanges(followed, source, pair);
    tally.addFlagged(new FlagMerge(destination, pair).foresee(flags, followed, arriving));
    repairDates(source, pair, changes.all(), planned);
    expectLackingFlags(source, destination, pair, planned);
    return summary(source, destination, pair, changes.all(), Optional.empty());
  }

  /** One search instead of the flags of every message. */
  private static UidSet markedDeleted(OpenFolder source, UidSet planned) {
    return planned.isEmpty() ? planned : planned.intersect(source.search(MARKED).await());
  }

  /** Asks for flags only where the destination says that it does not hold whatever it is given. */
  private static void expectLackingFlags(
      OpenFolder source, DestinationFolder destination, PairLedger pair, UidSet planned) {
    if (destination.keeps(ANY_KEYWORD) || planned.isEmpty()) {
      return;
    }
    var lacking = new LackingFlags(destination, pair);
    for (UidSet rest = planned; !rest.isEmpty(); ) {
      UidSet window = rest.take(CHUNK);
      rest = rest.minus(window);
      LedgerChange change = pair.change();
      source
          .list(
              window,
              Set.of(Item.FLAGS),
              meta -> {
                Flags flags = lacking.expected(meta.flags().orElse(Flags.none()));
                if (!flags.isEmpty()) {
                  change.lacking(meta.uid().value(), flags);
                }
              })
          .await();
      change.record().await();
    }
  }

  private FolderWork verify(OpenFolder source, DestinationFolder destination, PairLedger pair) {
    OwnersChanges.record(destination, pair);
    SourceChanges changes = SourceChanges.of(source, pair);
    UidSet copied = changes.all().intersect(pair.in(MessageState.PRESENT));
    new Audit(source, destination, pair, context.options().has(Choice.DEEP), context.sleeper())
        .run(copied);
    return summary(source, destination, pair, changes.all(), Optional.empty());
  }

  private FolderWork summary(
      OpenFolder source,
      DestinationFolder destination,
      PairLedger pair,
      UidSet all,
      Optional<Instant> lookDue) {
    var report = tally.report(task, source, pair, all);
    var begun =
        new FolderWork.Begun(
            pair.pair(),
            source.status(),
            destination.status(),
            destination.status().messages() + tally.added(),
            tally.largestUid(),
            kept(pair));
    // What was passed over is still to be noticed: no snapshot may say that all is done.
    return new FolderWork(
        task,
        report,
        context.options().has(Choice.FAILED_ONLY) ? Optional.empty() : Optional.of(begun),
        lookDue);
  }

  private Optional<FolderWork.Kept> kept(PairLedger pair) {
    if (!context.options().deletions().any()) {
      return Optional.empty();
    }
    UidSet planned = context.mode() == PassMode.PLAN ? tally.planned() : UidSet.empty();
    return Optional.of(new FolderWork.Kept(pair, planned));
  }

  /** The pair of the two open folders; records of an earlier life of either are carried over. */
  private PairLedger pairOf(OpenFolder source, DestinationFolder destination) {
    var sourceKey = new FolderKey(task.source().name(), source.status().uidValidity());
    var destinationKey = new FolderKey(task.destination(), destination.status().uidValidity());
    PairLedger pair = context.ledger().pair(sourceKey, destinationKey);
    Set<Side> back = WentBack.sides(pair, source.status(), destination.status());
    if (!back.isEmpty()) {
      if (!context.options().has(Choice.COPY_MISSING_AGAIN)) {
        WentBack.refuseLosses(pair, destination.status());
      }
      context.ledger().endLife(pair.pair(), back);
      pair = context.ledger().pair(sourceKey, destinationKey);
    }
    for (PairRecord known : context.ledger().pairsOf(sourceKey.name())) {
      boolean isEarlier =
          known.destination().name().equals(destinationKey.name())
              && !known.id().equals(pair.pair().id());
      if (isEarlier) {
        new Rebirth(source, destination, context.ledger().open(known), pair)
            .carryOver(context.options().has(Choice.COPY_MISSING_AGAIN));
      }
    }
    return pair;
  }
}
