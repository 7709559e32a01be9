package org.transhume.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.transhume.engine.contact.WentBack;
import org.transhume.engine.deletion.MovedMail;
import org.transhume.engine.delta.SourceChanges;
import org.transhume.engine.endpoint.EndpointException;
import org.transhume.engine.endpoint.FolderList;
import org.transhume.engine.endpoint.FolderStatus;
import org.transhume.engine.endpoint.ListedFolder;
import org.transhume.engine.follow.Leftovers;
import org.transhume.engine.follow.MessageMover;
import org.transhume.engine.follow.MoveFinder;
import org.transhume.engine.follow.Remapping;
import org.transhume.engine.follow.Route;
import org.transhume.engine.follow.Suspect;
import org.transhume.engine.ledger.FolderKey;
import org.transhume.engine.ledger.LedgerChange;
import org.transhume.engine.ledger.MessageState;
import org.transhume.engine.ledger.Origin;
import org.transhume.engine.ledger.PairLedger;
import org.transhume.engine.ledger.PairRecord;
import org.transhume.engine.ledger.Snapshot;
import org.transhume.engine.ledger.VerifiedLevel;
import org.transhume.engine.report.PassReport.MessagesMoved;
import org.transhume.mail.MailboxName;
import org.transhume.mail.Retry;
import org.transhume.mail.Scope;
import org.transhume.mail.Uid;
import org.transhume.mail.UidSet;

/**
 * Messages that were moved from one folder to another at the source: their copies are brought after
 * them, before any folder is worked through. It looks only where the folders' status says that
 * something may have gone. One thread; {@link #planned} is for several.
 */
final class FollowedMessages {
  private static final int TRIES = 6;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);

  private final PassContext context;
  private final Map<List<MailboxName>, MessagesMoved> moved = new LinkedHashMap<>();
  private List<Route> routes = List.of();

  FollowedMessages(PassContext context) {
    this.context = context;
  }

  /**
   * Finds what was moved and brings the copies along, or in a plan remembers it.
   *
   * @param refused folders of the source that cannot be worked through
   * @throws EndpointException when a side fails and trying again does not help
   */
  void follow(FolderPlan plan, Set<MailboxName> refused) {
    if (context.mode() == PassMode.VERIFY) {
      return;
    }
    for (int tries = 1; ; tries++) {
      try {
        followOnce(plan, tries == 1 ? plan.destination() : asItIsNow(plan), refused);
        return;
      } catch (EndpointException e) {
        boolean helps =
            e.retry() == Retry.AFTER
                || (e.retry() == Retry.NOW && e.scope().compareTo(Scope.CONNECTION) <= 0);
        if (!helps || tries == TRIES) {
          throw e;
        }
        context.sleeper().sleep(FIRST_PAUSE.multipliedBy(1L << (2 * (tries - 1))));
      }
    }
  }

  /** What was done before a side failed shows in the folders' status. */
  private FolderList asItIsNow(FolderPlan plan) {
    return context.mode() == PassMode.COPY ? context.destination().folders() : plan.destination();
  }

  private void followOnce(FolderPlan plan, FolderList destination, Set<MailboxName> refused) {
    boolean unfinished = Leftovers.exist(context.ledger());
    List<Suspect> suspects = suspects(plan, destination, refused);
    var mover =
        new MessageMover(
            new MessageMover.Context(
                context.source(),
                context.destination(),
                context.ledger(),
                context.clock(),
                context.sleeper()));
    boolean copies = context.mode() == PassMode.COPY;
    if (unfinished && copies) {
      suspects.forEach(mover::settle);
    }
    List<Route> elsewhere = elsewhere(plan, suspects, destination, mover);
    Set<MailboxName> remapped =
        elsewhere.stream().map(route -> route.to().source()).collect(Collectors.toSet());
    var found = new ArrayList<Route>(elsewhere);
    found.addAll(
        new MoveFinder(
                context.source(),
                context.destination(),
                suspects.stream().filter(each -> !remapped.contains(each.source())).toList())
            .find());
    routes = found.stream().map(mover::withoutStrangers).toList();
    for (Route route : routes) {
      UidSet planned = isPossible(route) ? route.moved() : UidSet.empty();
      count(route, copies ? mover.follow(route) : planned);
    }
    if (copies && (unfinished || !routes.isEmpty())) {
      new Leftovers(context.destination(), context.ledger()).clear();
    }
    if (copies) {
      elsewhere.stream()
          .map(route -> context.ledger().open(route.from().pair().orElseThrow().pair()))
          .filter(PairLedger::hasNoIntents)
          .forEach(PairLedger::drop);
    }
  }

  /** Out of the folders where mail was copied to before it was to go elsewhere. */
  private List<Route> elsewhere(
      FolderPlan plan, List<Suspect> suspects, FolderList destination, MessageMover mover) {
    var elsewhere = new ArrayList<Route>();
    var remapping = new Remapping(context.destination());
    for (FolderTask task : plan.tasks()) {
      Optional<FolderKey> key =
          task.source()
              .status()
              .map(status -> new FolderKey(task.source().name(), status.uidValidity()));
      for (PairRecord pair : context.ledger().pairs()) {
        if (key.filter(pair.source()::equals).isPresent()
            && !pair.destination().name().equals(task.destination())) {
          Suspect before = onRecord(pair, true);
          if (context.mode() == PassMode.COPY && isThere(pair, destination)) {
            mover.settle(before);
          }
          suspects.stream()
              .filter(each -> each.source().equals(task.source().name()))
              .findFirst()
              .ifPresent(now -> elsewhere.add(remapping.route(before, now)));
        }
      }
    }
    return elsewhere;
  }

  private void count(Route route, UidSet brought) {
    if (!brought.isEmpty() && !route.isWithinOneFolder()) {
      moved.merge(
          List.of(route.from().source(), route.to().source()),
          new MessagesMoved(
              route.from().source(), route.to().source(), route.to().destination(), brought.size()),
          MessagesMoved::plus);
    }
  }

  /** What was brought along, by where from and where to. */
  List<MessagesMoved> report() {
    return List.copyOf(moved.values());
  }

  private List<Suspect> suspects(
      FolderPlan plan, FolderList destination, Set<MailboxName> refused) {
    var suspects = new ArrayList<Suspect>();
    var names = new HashSet<MailboxName>();
    for (FolderTask task : plan.tasks()) {
      names.add(task.source().name());
      if (!refused.contains(task.source().name())) {
        suspect(task, destination).ifPresent(suspects::add);
      }
    }
    for (PairRecord pair : context.ledger().pairs()) {
      FolderList source = plan.source();
      if (names.add(pair.source().name())
          && source.find(pair.source().name()).filter(ListedFolder::selectable).isEmpty()
          && isThere(pair, destination)) {
        suspects.add(onRecord(pair, false));
      }
    }
    return suspects;
  }

  private static boolean isThere(PairRecord pair, FolderList destination) {
    return destination
        .find(pair.destination().name())
        .flatMap(ListedFolder::status)
        .filter(status -> status.uidValidity().equals(pair.destination().uidValidity()))
        .isPresent();
  }

  /** A folder as it is on record, which the source has by now elsewhere or not at all. */
  private Suspect onRecord(PairRecord record, boolean listed) {
    PairLedger pair = context.ledger().open(record);
    MailboxName copy = record.destination().name();
    return new Suspect(
        record.source().name(),
        copy,
        copy,
        true,
        Optional.of(pair),
        listed,
        new Suspect.Doubt(isOnRecord(pair), false));
  }

  private Optional<Suspect> suspect(FolderTask task, FolderList destination) {
    Optional<FolderStatus> here = task.source().status();
    Optional<ListedFolder> copy =
        destination.find(task.destination()).filter(ListedFolder::selectable);
    Optional<FolderStatus> there = copy.flatMap(ListedFolder::status);
    if (here.isEmpty() || (copy.isPresent() && there.isEmpty())) {
      return Optional.empty();
    }
    Optional<PairLedger> pair = there.flatMap(status -> pairOf(task, here.get(), status));
    boolean hasAnotherLife =
        pair.isEmpty()
            && context.ledger().pairs().stream()
                .filter(known -> known.source().name().equals(task.source().name()))
                .anyMatch(known -> known.destination().name().equals(task.destination()));
    boolean wentBack =
        pair.isPresent() && !WentBack.sides(pair.get(), here.get(), there.orElseThrow()).isEmpty();
    if (hasAnotherLife || wentBack) {
      return Optional.empty(); // What is on record is looked for again first.
    }
    return Optional.of(
        new Suspect(
            task.source().name(),
            task.destination(),
            task.standsAt(),
            there.isPresent(),
            pair,
            true,
            doubt(pair, here.get())));
  }

  private Optional<PairLedger> pairOf(FolderTask task, FolderStatus here, FolderStatus there) {
    var source = new FolderKey(task.source().name(), here.uidValidity());
    var destination = new FolderKey(task.destination(), there.uidValidity());
    return context.ledger().pairs().stream()
        .filter(pair -> pair.source().equals(source) && pair.destination().equals(destination))
        .findFirst()
        .map(context.ledger()::open);
  }

  private static Suspect.Doubt doubt(Optional<PairLedger> pair, FolderStatus now) {
    Optional<FolderStatus> before =
        pair.flatMap(known -> known.pair().snapshot()).map(Snapshot::source);
    boolean same = before.filter(was -> SourceChanges.holdsSameMessages(was, now)).isPresent();
    boolean lost =
        pair.filter(FollowedMessages::isOnRecord).isPresent()
            && before.filter(was -> hasOnlyGrown(was, now)).isEmpty();
    return new Suspect.Doubt(lost, !same && now.messages() > 0);
  }

  /** As many messages more as UIDs were given: nothing can have gone. */
  private static boolean hasOnlyGrown(FolderStatus before, FolderStatus now) {
    return before.uidNext().isPresent()
        && now.uidNext().isPresent()
        && now.messages() - before.messages()
            >= now.uidNext().get().value() - before.uidNext().get().value();
  }

  private static boolean isOnRecord(PairLedger pair) {
    return !pair.presentOf(Origin.OURS).isEmpty()
        || !pair.in(MessageState.GONE_THERE).isEmpty()
        || !pair.in(MessageState.MOVING).isEmpty();
  }

  /** Shows {@code pair}, in a plan, as it would be once the copies were brought along. */
  UidSet planned(PairLedger pair) {
    UidSet arrived = UidSet.empty();
    FolderKey key = pair.pair().source();
    MailboxName place = pair.pair().destination().name();
    for (Route route : routes) {
      boolean brought = isPossible(route);
      if (route.to().source().equals(key.name()) && route.to().destination().equals(place)) {
        arrived = arrived.union(arrive(route, pair, brought));
      }
      if (route.from().source().equals(key.name()) && route.from().destination().equals(place)) {
        UidSet gone = brought ? route.offsets().keys() : route.withdrawn();
        pair.change().forget(route.before(gone)).record().await();
      }
    }
    return arrived;
  }

  private boolean isPossible(Route route) {
    return route.isWithinOneFolder() || MovedMail.isPossible(context.destination().abilities());
  }

  private static UidSet arrive(Route route, PairLedger pair, boolean brought) {
    PairLedger from = route.from().pair().orElseThrow();
    LedgerChange change = pair.change().state(route.withdrawn(), MessageState.GONE_THERE);
    UidSet there = brought ? route.moved() : UidSet.empty();
    there.forEach(
        uid -> {
          long before = route.before(uid);
          change.present(uid, new Uid(from.destinationUid(before).orElseThrow()), Origin.OURS);
          change.marksOf(from, before, uid);
        });
    change.verified(there, VerifiedLevel.UID_LISTED).record().await();
    return there;
  }
}
