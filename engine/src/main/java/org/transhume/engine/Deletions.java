package org.transhume.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.transhume.engine.deletion.DeletionGuard;
import org.transhume.engine.deletion.DeletionReport;
import org.transhume.engine.deletion.DeletionRules;
import org.transhume.engine.deletion.FolderRemovals;
import org.transhume.engine.deletion.Guards;
import org.transhume.engine.deletion.RemovalReason;
import org.transhume.engine.endpoint.EndpointException;
import org.transhume.engine.endpoint.Side;
import org.transhume.engine.endpoint.SourceRemoval;
import org.transhume.engine.ledger.PairLedger;
import org.transhume.engine.ledger.PairRecord;
import org.transhume.engine.report.FolderReport;
import org.transhume.mail.MailboxName;
import org.transhume.mail.UidSet;

/**
 * What a pass removes, after all that it copies: what would go is counted in all folders first, and
 * if a guard speaks against it, nothing goes in any. Plan and copy decide the same way. One thread.
 */
final class Deletions {
  private final PassContext context;
  private final DeletionRules rules;
  private final Optional<SourceRemoval> source;
  private final Consumer<PairLedger> foreseen;
  private final Guards guards = new Guards();
  private final List<Removal> removals = new ArrayList<>();

  /** How many messages went in a folder of the destination. */
  private final Map<MailboxName, Long> removed = new HashMap<>();

  /**
   * The removals of a pass.
   *
   * @param source the source to be removed from, where that is asked for
   * @param foreseen shows a pair as it would be had a plan been carried out so far
   */
  Deletions(PassContext context, Optional<SourceRemoval> source, Consumer<PairLedger> foreseen) {
    this.context = context;
    this.rules = context.options().deletions();
    this.source = source;
    this.foreseen = foreseen;
  }

  /**
   * Decides, and does it unless it is a plan.
   *
   * @param work all that was done in the folders
   * @param goneFolders what is on record of folders that are no longer at the source
   */
  DeletionReport run(List<FolderWork> work, List<PairRecord> goneFolders) {
    var done = new ArrayList<FolderRemovals>();
    try {
      look(work, goneFolders);
      Optional<GoneFolders> folders = goneFolders(work, goneFolders);
      folders.ifPresent(_ -> guards.foldersMayGo());
      Set<DeletionGuard> refused = guards.refusedBy(rules.many());
      boolean acts = refused.isEmpty() && context.mode() == PassMode.COPY;
      removals.forEach(each -> done.add(acts ? applied(each) : each.planned()));
      List<MailboxName> gone =
          folders
              .filter(_ -> refused.isEmpty())
              .map(each -> each.remove(going(done)))
              .orElse(List.of());
      return new DeletionReport(done, refused, Optional.empty(), gone);
    } catch (EndpointException e) {
      return new DeletionReport(done, Set.of(), Optional.of(e));
    }
  }

  /** What may go of the folders, if any may at all; which of them do is seen at the end. */
  private Optional<GoneFolders> goneFolders(List<FolderWork> work, List<PairRecord> records) {
    Set<MailboxName> inUse =
        work.stream().map(each -> each.task().destination()).collect(Collectors.toSet());
    return rules
        .folders()
        .map(each -> GoneFolders.among(records, inUse, each, context))
        .filter(folders -> !folders.isEmpty());
  }

  /** In a plan, how many messages would have been removed in each folder before. */
  private Map<MailboxName, Long> going(List<FolderRemovals> planned) {
    var going = new HashMap<MailboxName, Long>();
    if (context.mode() == PassMode.PLAN) {
      planned.stream()
          .filter(each -> each.reason().side() == Side.DESTINATION)
          .forEach(each -> going.merge(each.destination(), each.uids().size(), Long::sum));
    }
    return going;
  }

  private FolderRemovals applied(Removal removal) {
    FolderRemovals done = removal.apply();
    if (done.reason().side() == Side.DESTINATION) {
      removed.merge(done.destination(), done.uids().size(), Long::sum);
    }
    return done;
  }

  /** The folders' snapshots expect what we removed ourselves. */
  FolderWork expected(FolderWork work) {
    return work.withRemoved(removed.getOrDefault(work.report().destination(), 0L));
  }

  private void look(List<FolderWork> work, List<PairRecord> goneFolders) {
    boolean removesThere =
        rules.reasons().stream().anyMatch(reason -> reason.side() == Side.DESTINATION);
    if (removesThere || rules.folders().isPresent()) {
      guardDestination(work);
    }
    if (removesThere && !context.destination().abilities().canRemoveByUid()) {
      guards.raise(DeletionGuard.CANNOT_REMOVE);
    }
    for (FolderWork folder : work) {
      if (folder.report().failure().isEmpty()) {
        site(folder).ifPresent(this::look);
      }
    }
    for (PairRecord record : goneFolders) {
      PairLedger pair = context.ledger().open(record);
      if (context.mode() == PassMode.PLAN) {
        foreseen.accept(pair);
      }
      look(
          new RemovalSite(
              context, pair, record.destination().name(), Optional.empty(), false, UidSet.empty()));
    }
  }

  private void look(RemovalSite site) {
    boolean mirrors = rules.has(RemovalReason.NOT_AT_SOURCE);
    boolean isThere = site.source().isPresent();
    if (mirrors && isThere) {
      NotAtSource.look(site, guards).ifPresent(removals::add);
    } else if (mirrors || rules.has(RemovalReason.GONE_AT_SOURCE)) {
      GoneAtSource.look(site, guards).ifPresent(removals::add);
    } else if (rules.has(RemovalReason.DUPLICATE) && isThere) {
      GoneAtSource.duplicates(site, guards).ifPresent(removals::add);
    }
    if (rules.has(RemovalReason.COPIED) && isThere) {
      CopiedThere.look(site, source, guards).ifPresent(removals::add);
    }
  }

  private void guardDestination(List<FolderWork> work) {
    if (work.stream().mapToLong(w -> w.report().figures().found()).sum() == 0) {
      guards.raise(DeletionGuard.SOURCE_EMPTY);
    }
    if (!work.stream().map(FolderWork::report).allMatch(this::isWhole)) {
      guards.raise(DeletionGuard.NOT_WHOLE);
    }
  }

  /** A plan does not know what will fail; a copy will try again what failed before. */
  private boolean isWhole(FolderReport report) {
    return context.mode() == PassMode.PLAN ? report.failure().isEmpty() : report.isWhole();
  }

  private Optional<RemovalSite> site(FolderWork folder) {
    Optional<FolderWork.Kept> kept = folder.begun().flatMap(FolderWork.Begun::kept);
    Optional<PairLedger> pair =
        kept.isPresent()
            ? kept.map(FolderWork.Kept::pair)
            : context.ledger().pairs().stream()
                .filter(each -> each.source().name().equals(folder.task().source().name()))
                .filter(each -> each.destination().name().equals(folder.task().destination()))
                .findFirst()
                .map(context.ledger()::open);
    return pair.map(
        ledger ->
            new RemovalSite(
                context,
                ledger,
                folder.task().standsAt(),
                Optional.of(folder.task().source().name()),
                context.mode() == PassMode.PLAN && folder.task().existing().isEmpty(),
                kept.map(FolderWork.Kept::planned).orElse(UidSet.empty())));
  }
}
