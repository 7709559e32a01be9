package org.transhume.engine.follow;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.transhume.engine.contact.FirstContact;
import org.transhume.engine.content.Content;
import org.transhume.engine.copy.Copied;
import org.transhume.engine.deletion.MovedMail;
import org.transhume.engine.endpoint.DestinationFolder;
import org.transhume.engine.endpoint.EndpointException;
import org.transhume.engine.endpoint.Item;
import org.transhume.engine.endpoint.MailDestination;
import org.transhume.engine.endpoint.MailSource;
import org.transhume.engine.endpoint.MessageOutcome.Place;
import org.transhume.engine.endpoint.Meta;
import org.transhume.engine.endpoint.OpenFolder;
import org.transhume.engine.ledger.DryLedgerStorage;
import org.transhume.engine.ledger.FolderKey;
import org.transhume.engine.ledger.Intent;
import org.transhume.engine.ledger.LedgerChange;
import org.transhume.engine.ledger.MessageState;
import org.transhume.engine.ledger.Origin;
import org.transhume.engine.ledger.PairLedger;
import org.transhume.engine.ledger.TransferLedger;
import org.transhume.engine.settle.Settler;
import org.transhume.engine.verify.Verifier;
import org.transhume.mail.Flags;
import org.transhume.mail.InternalDate;
import org.transhume.mail.Retry;
import org.transhume.mail.Scope;
import org.transhume.mail.Sleeper;
import org.transhume.mail.Uid;
import org.transhume.mail.UidNext;
import org.transhume.mail.UidSet;

/**
 * Brings copies after messages that were moved at the source. That they are on their way is written
 * down first, in both pairs at once; then they are moved; then where they stand is written down, in
 * both pairs at once. A lost answer is settled by looking, as that to an APPEND is. One thread.
 */
public final class MessageMover {
  private static final int BATCH = 500;
  private static final int WINDOW = 2_000;

  private final Context context;

  public MessageMover(Context context) {
    this.context = context;
  }

  /** What it works with. */
  public record Context(
      MailSource source,
      MailDestination destination,
      TransferLedger ledger,
      Clock clock,
      Sleeper sleeper) {}

  /**
   * Settles what was being moved into {@code suspect} when an earlier pass was killed, and proves
   * what had arrived. Afterwards nothing is on its way there.
   */
  public void settle(Suspect suspect) {
    if (suspect.pair().isEmpty() || !suspect.listed()) {
      return;
    }
    PairLedger pair = suspect.onRecord();
    if (!pair.intents(Intent.State.OPEN).isEmpty()) {
      try (OpenFolder from = context.source().open(suspect.source());
          DestinationFolder to = context.destination().open(suspect.destination())) {
        if (isStill(pair, from, to)) {
          new Settler(from, to, pair, context.sleeper()).settle(UidSet.empty());
        }
      }
    }
    verify(pair.presentOf(Origin.OURS).minus(pair.verified()), suspect, pair);
  }

  private static boolean isStill(PairLedger pair, OpenFolder from, DestinationFolder to) {
    return from.status().uidValidity().equals(pair.pair().source().uidValidity())
        && to.status().uidValidity().equals(pair.pair().destination().uidValidity());
  }

  /**
   * The route without what stands at its end already, in a folder that was never compared with its
   * source: that is adopted, and a second one is not put beside it.
   */
  public Route withoutStrangers(Route route) {
    Suspect to = route.to();
    boolean isFirstContact =
        to.exists() && to.pair().flatMap(pair -> pair.pair().snapshot()).isEmpty();
    if (route.isWithinOneFolder() || !isFirstContact || route.moved().isEmpty()) {
      return route;
    }
    try (OpenFolder now = context.source().open(to.source());
        DestinationFolder there = context.destination().open(to.standsAt())) {
      var source = new FolderKey(to.source(), now.status().uidValidity());
      var copy = new FolderKey(to.destination(), there.status().uidValidity());
      UidSet taken = context.ledger().pair(source, copy).takenAtDestination();
      UidSet strangers = there.uids().await().minus(taken);
      // What is found is recorded by whoever works through the folder, not here.
      PairLedger nothing =
          new TransferLedger(DryLedgerStorage.empty(), context.clock()).pair(source, copy);
      return route.without(
          new FirstContact(now, there, nothing, false).adopt(route.moved(), strangers));
    }
  }

  /**
   * Brings the copies along the route.
   *
   * @return the messages whose copies were, by their new UIDs; those that were not are copied like
   *     any other
   */
  public UidSet follow(Route route) {
    Suspect suspect = route.to();
    PairLedger to;
    UidNext lowerBound;
    try (OpenFolder now = context.source().open(suspect.source());
        DestinationFolder there = context.destination().open(suspect.destination())) {
      to =
          context
              .ledger()
              .pair(
                  new FolderKey(suspect.source(), now.status().uidValidity()),
                  new FolderKey(suspect.destination(), there.status().uidValidity()));
      lowerBound = lowerBound(there);
    }
    leaveWithdrawn(route, to);
    if (route.isWithinOneFolder()) {
      return renumber(route, to);
    }
    if (!MovedMail.isPossible(context.destination().abilities())) {
      return UidSet.empty();
    }
    var brought = new UidSet.Builder();
    for (UidSet rest = route.moved(); !rest.isEmpty(); ) {
      UidSet batch = rest.take(BATCH);
      rest = rest.minus(batch);
      UidSet arrived = bring(route, to, batch, lowerBound);
      brought.addAll(arrived);
      if (arrived.isEmpty()) {
        break; // The server does not do it: it need not be asked again.
      }
    }
    UidSet all = brought.build();
    verify(all, suspect, to);
    return all;
  }

  private static UidNext lowerBound(DestinationFolder folder) {
    return folder
        .status()
        .uidNext()
        .orElseGet(
            () -> {
              UidSet uids = folder.uids().await();
              return uids.isEmpty() ? new UidNext(1) : UidNext.after(uids.last());
            });
  }

  /** The owner moved or removed the copies: that is his wish, wherever the messages are now. */
  private static void leaveWithdrawn(Route route, PairLedger to) {
    for (UidSet rest = route.withdrawn(); !rest.isEmpty(); ) {
      UidSet window = rest.take(WINDOW);
      rest = rest.minus(window);
      LedgerChange change = to.change().state(window, MessageState.GONE_THERE);
      contents(route, window).forEach(change::content);
      change.together(forgetting(route, window)).record().await();
    }
  }

  private static Map<Long, Content> contents(Route route, UidSet uids) {
    var before = new HashMap<Long, Content>();
    route.from().onRecord().contents(route.before(uids), e -> before.put(e.uid(), e.content()));
    var now = new HashMap<Long, Content>();
    uids.forEach(
        uid ->
            Optional.ofNullable(before.get(route.before(uid)))
                .ifPresent(content -> now.put(uid, content)));
    return now;
  }

  private static LedgerChange forgetting(Route route, UidSet uids) {
    return route.from().onRecord().change().forget(route.before(uids));
  }

  /** The messages are where they were, and their copies too: only their UIDs are others. */
  private UidSet renumber(Route route, PairLedger to) {
    var before = new HashMap<Long, Uid>();
    route
        .moved()
        .forEach(
            uid -> {
              long copy = route.from().onRecord().destinationUid(route.before(uid)).orElseThrow();
              before.put(uid, new Uid(copy));
            });
    for (UidSet rest = route.moved(); !rest.isEmpty(); ) {
      UidSet window = rest.take(WINDOW);
      rest = rest.minus(window);
      LedgerChange change = arrivals(route, to, window, before);
      contents(route, window).forEach(change::content);
      change.together(forgetting(route, window)).record().await();
    }
    verify(route.moved(), route.to(), to);
    return route.moved();
  }

  private UidSet bring(Route route, PairLedger to, UidSet batch, UidNext lowerBound) {
    UidSet before = route.before(batch);
    UidSet copies = route.from().onRecord().destinationUids(before);
    // What passed when they were copied goes with them, so that settling need not read it again.
    LedgerChange onTheirWay = to.change();
    contents(route, batch).forEach(onTheirWay::content);
    PairLedger from = route.from().onRecord();
    batch.forEach(uid -> onTheirWay.repaired(uid, from.repairs(route.before(uid))));
    onTheirWay.together(route.from().onRecord().change().state(before, MessageState.MOVING));
    Intent intent = to.intend(batch, lowerBound, onTheirWay);
    UidSet answered = UidSet.empty();
    Optional<Map<Long, Place>> places;
    try (DestinationFolder folder =
        context.destination().open(route.from().onRecord().pair().destination().name())) {
      places =
          MovedMail.bring(
                  folder, context.destination().abilities(), copies, route.to().destination())
              .await()
              .places()
              .filter(told -> areIn(to, told));
      answered = batch;
    } catch (EndpointException e) {
      if (e.scope().compareTo(Scope.FOLDER) > 0 || e.retry() == Retry.NOW) {
        throw e;
      }
      places = Optional.empty(); // What a NO has done shows in a look (RFC 6851 section 3.3).
    }
    return places.isPresent()
        ? record(route, to, intent, places.get())
        : found(route, to, answered).intersect(batch);
  }

  private static boolean areIn(PairLedger to, Map<Long, Place> places) {
    return places.values().stream()
        .allMatch(place -> place.uidValidity().equals(to.pair().destination().uidValidity()));
  }

  private UidSet record(Route route, PairLedger to, Intent intent, Map<Long, Place> places) {
    var now = new HashMap<Long, Uid>();
    var arrived = new UidSet.Builder();
    intent
        .messages()
        .forEach(
            uid -> {
              long copy = route.from().onRecord().destinationUid(route.before(uid)).orElse(0);
              Place place = places.get(copy);
              if (place != null) {
                now.put(uid, place.uid());
                arrived.add(uid);
              }
            });
    UidSet uids = arrived.build();
    LedgerChange change = arrivals(route, to, uids, now).stillOpen(intent, UidSet.empty());
    if (context.destination().abilities().canMove()) {
      change.together(forgetting(route, uids));
    }
    change.record().await();
    return uids;
  }

  private static LedgerChange arrivals(
      Route route, PairLedger to, UidSet uids, Map<Long, Uid> copies) {
    LedgerChange change = to.change();
    uids.forEach(
        uid -> {
          Uid copy = copies.get(uid);
          if (copy != null) {
            change.present(uid, copy, Origin.OURS);
            // Changed since or not, they are compared with what was last seen of them.
            change.marksOf(route.from().onRecord(), route.before(uid), uid);
          }
        });
    return change;
  }

  /** The server did not say where they are, or said no: what stands there is found by a look. */
  private UidSet found(Route route, PairLedger to, UidSet answered) {
    try (OpenFolder now = context.source().open(route.to().source());
        DestinationFolder there = context.destination().open(route.to().destination())) {
      return new Settler(now, there, to, context.sleeper()).settle(answered);
    }
  }

  private void verify(UidSet messages, Suspect suspect, PairLedger pair) {
    if (messages.isEmpty()) {
      return;
    }
    try (OpenFolder now = context.source().open(suspect.source());
        DestinationFolder there = context.destination().open(suspect.destination())) {
      var verifier = new Verifier(there, pair, false, context.sleeper());
      for (UidSet rest = messages; !rest.isEmpty(); ) {
        UidSet window = rest.take(WINDOW);
        rest = rest.minus(window);
        var contents = new HashMap<Long, Content>();
        pair.contents(window, entry -> contents.put(entry.uid(), entry.content()));
        List<Meta> metas = new ArrayList<>();
        now.list(window, Set.of(Item.INTERNAL_DATE), metas::add).await();
        var copied = new ArrayList<Copied>();
        for (Meta meta : metas) {
          Content content = contents.get(meta.uid().value());
          if (content != null) {
            Uid copy = new Uid(pair.destinationUid(meta.uid().value()).orElseThrow());
            Optional<InternalDate> date = pair.dateOfCopy(meta.uid().value(), meta.internalDate());
            copied.add(new Copied(meta.uid(), copy, Flags.none(), date, content));
          }
        }
        verifier.verify(copied);
      }
    }
  }
}
