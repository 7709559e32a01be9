package org.transhume.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.transhume.engine.deletion.CopyRemoval;
import org.transhume.engine.deletion.DeletionGuard;
import org.transhume.engine.deletion.DeletionReport;
import org.transhume.engine.deletion.DeletionRules;
import org.transhume.engine.deletion.FolderRemovals;
import org.transhume.engine.deletion.Guards;
import org.transhume.engine.deletion.OurCopies;
import org.transhume.engine.deletion.RemovalReason;
import org.transhume.engine.deletion.UnfinishedRemovals;
import org.transhume.engine.endpoint.DestinationFolder;
import org.transhume.engine.endpoint.EndpointException;
import org.transhume.engine.endpoint.OpenFolder;
import org.transhume.engine.ledger.MessageState;
import org.transhume.engine.ledger.Origin;
import org.transhume.engine.ledger.PairLedger;
import org.transhume.engine.ledger.PairRecord;
import org.transhume.engine.report.FolderReport;
import org.transhume.mail.MailboxName;
import org.transhume.mail.Retry;
import org.transhume.mail.Scope;
import org.transhume.mail.UidSet;

/**
 * What a pass removes, after all that it copies: what would go is counted in all folders first, and
 * if a guard speaks against it, nothing goes in any. Plan and copy decide the same way. One thread.
 */
final class Deletions {
  private static final int TRIES = 3;
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final PassContext context;
  private final DeletionRules rules;
  private final List<PairRecord> goneFolders;
  private final Guards guards = new Guards();
  private final List<Candidate> candidates = new ArrayList<>();

  /** How many messages went in a folder of the destination. */
  private final Map<MailboxName, Long> removed = new HashMap<>();

  /**
   * The removals of a pass.
   *
   * @param goneFolders what is on record of folders that are no longer at the source
   */
  Deletions(PassContext context, List<PairRecord> goneFolders) {
    this.context = context;
    this.rules = context.options().deletions();
    this.goneFolders = goneFolders;
  }

  /**
   * Messages of one folder that may go.
   *
   * @param place where the folder of the destination stands now
   * @param going source UIDs
   */
  private record Candidate(
      PairLedger pair, MailboxName place, FolderRemovals removals, UidSet going) {}

  /** Decides, and does it unless it is a plan; {@code work} is all that was done in the folders. */
  DeletionReport run(List<FolderWork> work) {
    if (!rules.any() || context.mode() == PassMode.VERIFY) {
      return DeletionReport.NONE;
    }
    var done = new ArrayList<FolderRemovals>();
    try {
      look(work);
      Set<DeletionGuard> refused = guards.refusedBy(rules.many());
      boolean acts = refused.isEmpty() && context.mode() == PassMode.COPY;
      candidates.forEach(each -> done.add(acts ? remove(each) : each.removals()));
      return new DeletionReport(done, refused, Optional.empty());
    } catch (EndpointException e) {
      return new DeletionReport(done, Set.of(), Optional.of(e));
    }
  }

  /** The folders' snapshots expect what we removed ourselves. */
  FolderWork expected(FolderWork work) {
    return work.withRemoved(removed.getOrDefault(work.report().destination(), 0L));
  }

  private void look(List<FolderWork> work) {
    if (work.stream().mapToLong(w -> w.report().figures().found()).sum() == 0) {
      guards.raise(DeletionGuard.SOURCE_EMPTY);
    }
    if (!work.stream().map(FolderWork::report).allMatch(this::isWhole)) {
      guards.raise(DeletionGuard.NOT_WHOLE);
    }
    if (!context.destination().abilities().canRemoveByUid()) {
      guards.raise(DeletionGuard.CANNOT_REMOVE);
    }
    for (FolderWork folder : work) {
      if (folder.report().failure().isEmpty()) {
        pairOf(folder)
            .ifPresent(pair -> look(pair, folder.task().standsAt(), source(folder.task())));
      }
    }
    for (PairRecord record : goneFolders) {
      PairLedger pair = context.ledger().open(record);
      look(pair, record.destination().name(), Optional.empty());
    }
  }

  /** A plan does not know what will fail; a copy will try again what failed before. */
  private boolean isWhole(FolderReport report) {
    return context.mode() == PassMode.PLAN ? report.failure().isEmpty() : report.isWhole();
  }

  private static Optional<MailboxName> source(FolderTask task) {
    return Optional.of(task.source().name());
  }

  /** In a plan the view that was planned with; what it knows is written nowhere. */
  private Optional<PairLedger> pairOf(FolderWork folder) {
    Optional<PairLedger> kept = folder.begun().flatMap(FolderWork.Begun::kept);
    return kept.isPresent()
        ? kept
        : context.ledger().pairs().stream()
            .filter(pair -> pair.source().name().equals(folder.task().source().name()))
            .filter(pair -> pair.destination().name().equals(folder.task().destination()))
            .findFirst()
            .map(context.ledger()::open);
  }

  /** Looks at one folder; without a source it is one that is no longer there. */
  private void look(PairLedger pair, MailboxName place, Optional<MailboxName> source) {
    UidSet ours = pair.of(Origin.OURS).intersect(pair.proved());
    UidSet standing =
        ours.intersect(
            pair.in(MessageState.PRESENT)
                .union(pair.in(MessageState.GONE_HERE))
                .union(pair.in(MessageState.LEAVING)));
    UidSet gone = source.isPresent() ? ours.intersect(pair.in(MessageState.GONE_HERE)) : standing;
    if (gone.isEmpty()) {
      guards.folder(0, standing.size());
      return;
    }
    UidSet absent = source.map(name -> gone.minus(listed(pair, name, gone))).orElse(gone);
    OurCopies copies = again(() -> copies(pair, place, absent));
    if (!copies.untouched().isEmpty() && !pair.hasNoIntents()) {
      guards.raise(DeletionGuard.LOOK_OWED);
    }
    if (!copies.untouched().isEmpty() && source.isEmpty()) {
      guards.raise(DeletionGuard.FOLDER_GONE);
    }
    guards.folder(copies.untouched().size(), standing.size());
    add(pair, place, RemovalReason.GONE_AT_SOURCE, copies);
  }

  private void add(PairLedger pair, MailboxName place, RemovalReason reason, OurCopies copies) {
    if (!copies.untouched().isEmpty() || !copies.touched().isEmpty()) {
      var removals =
          new FolderRemovals(
              pair.pair().source().name(),
              pair.pair().destination().name(),
              reason,
              pair.destinationUids(copies.untouched()),
              pair.destinationUids(copies.touched()));
      candidates.add(new Candidate(pair, place, removals, copies.untouched()));
    }
  }

  /** What the source folder holds; all of {@code doubtful} where it was not listed whole. */
  private UidSet listed(PairLedger pair, MailboxName name, UidSet doubtful) {
    for (int tries = 1; ; tries++) {
      Optional<UidSet> whole = again(() -> whole(pair, name));
      if (whole.isPresent()) {
        return whole.get();
      }
      if (tries == TRIES) {
        guards.raise(DeletionGuard.LISTING_NOT_WHOLE);
        return doubtful;
      }
    }
  }

  private Optional<UidSet> whole(PairLedger pair, MailboxName name) {
    try (OpenFolder folder = context.source().open(name)) {
      UidSet uids = folder.uids().await();
      boolean sameLife = folder.status().uidValidity().equals(pair.pair().source().uidValidity());
      return sameLife && uids.size() >= folder.status().messages()
          ? Optional.of(uids)
          : Optional.empty();
    }
  }

  private OurCopies copies(PairLedger pair, MailboxName place, UidSet absent) {
    try (DestinationFolder folder = open(pair, place)) {
      if (!isSameLife(pair, folder)) {
        return new OurCopies(UidSet.empty(), UidSet.empty());
      }
      UnfinishedRemovals.takeBack(folder, pair, context.mode() == PassMode.PLAN);
      return OurCopies.look(folder, pair, absent);
    }
  }

  private DestinationFolder open(PairLedger pair, MailboxName place) {
    return context.destination().open(context.mode() == PassMode.PLAN ? place : nameOf(pair));
  }

  private static MailboxName nameOf(PairLedger pair) {
    return pair.pair().destination().name();
  }

  private static boolean isSameLife(PairLedger pair, DestinationFolder folder) {
    return folder.status().uidValidity().equals(pair.pair().destination().uidValidity());
  }

  private FolderRemovals remove(Candidate candidate) {
    PairLedger pair = candidate.pair();
    UidSet copies = pair.destinationUids(candidate.going());
    again(
        () -> {
          try (DestinationFolder folder = open(pair, candidate.place())) {
            if (isSameLife(pair, folder)) {
              UnfinishedRemovals.takeBack(folder, pair, false);
              UidSet still = candidate.going().intersect(pair.known());
              return new CopyRemoval(folder, pair, MessageState.GONE_HERE).remove(still);
            }
            return UidSet.empty();
          }
        });
    UidSet stay = pair.destinationUids(candidate.going().intersect(pair.known()));
    UidSet gone = copies.minus(stay);
    removed.merge(nameOf(pair), gone.size(), Long::sum);
    FolderRemovals planned = candidate.removals();
    return new FolderRemovals(
        planned.source(),
        planned.destination(),
        planned.reason(),
        gone,
        planned.spared().union(stay));
  }

  /** Again where only the connection died. */
  private <T> T again(Supplier<T> work) {
    for (int tries = 1; ; tries++) {
      try {
        return work.get();
      } catch (EndpointException e) {
        boolean isWorth = e.retry() == Retry.NOW && e.scope().compareTo(Scope.CONNECTION) <= 0;
        if (!isWorth || tries == TRIES) {
          throw e;
        }
        context.sleeper().sleep(PAUSE);
      }
    }
  }
}
