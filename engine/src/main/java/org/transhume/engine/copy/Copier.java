package org.transhume.engine.copy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.transhume.engine.content.Repair;
import org.transhume.engine.endpoint.DestinationFolder;
import org.transhume.engine.endpoint.EndpointException;
import org.transhume.engine.endpoint.MessageOutcome;
import org.transhume.engine.endpoint.OpenFolder;
import org.transhume.engine.endpoint.Problem;
import org.transhume.engine.endpoint.Side;
import org.transhume.engine.ledger.LedgerChange;
import org.transhume.engine.ledger.MessageState;
import org.transhume.engine.ledger.Note;
import org.transhume.engine.ledger.Origin;
import org.transhume.engine.ledger.PairLedger;
import org.transhume.mail.Flag;
import org.transhume.mail.Flags;
import org.transhume.mail.Handle;
import org.transhume.mail.Scope;
import org.transhume.mail.Ticker;
import org.transhume.mail.Uid;
import org.transhume.mail.UidNext;
import org.transhume.mail.UidSet;
import org.transhume.mail.UidValidity;

/**
 * Copies messages of one folder, a flight of a few batches after the other: its intent is durable,
 * then its bodies are asked for, then they pass, then the outcome is recorded. While one is stored
 * the next arrives, and that after it is prepared. One thread, used once for one pair of open
 * folders.
 */
public final class Copier {
  /** Never sent, counted by itself, and no loss. */
  private static final Flags DELETED = Flags.of(Flag.DELETED);

  private final OpenFolder source;
  private final DestinationFolder destination;
  private final PairLedger ledger;
  private final CopySettings settings;
  private final BatchWriter writer;
  private final RefusedKeywords keywords;
  private final RefusalMemory memory;

  /** A connection has died of a refusal: nothing else is to be under way if this one does, too. */
  private final boolean isWary;

  private final UidNext lowerBound;
  private final Deque<List<Outgoing>> again = new ArrayDeque<>();
  private final Doubts doubts;
  private Undelivered undelivered = new Undelivered();
  private final List<Copied> copied = new ArrayList<>();
  private UidSet.Builder untold = new UidSet.Builder();
  private final Breakage breakage = new Breakage();

  /** Its intent is durable, and its bodies are not asked for yet. */
  private @Nullable Flight prepared;

  /** How many were asked for and have not landed: one arriving, one being stored. */
  private int inTheAir;

  private Handle<Boolean> lastWrite = Handle.of(true);

  /**
   * A copier for two open folders.
   *
   * @param lowerBound no message sent now can get a smaller UID
   * @param memory of what was refused before, if an earlier copier of the folder broke off
   */
  public Copier(
      OpenFolder source,
      DestinationFolder destination,
      PairLedger ledger,
      UidNext lowerBound,
      CopySettings settings,
      RefusalMemory memory,
      Ticker ticker,
      CopyProgress progress) {
    this.source = source;
    this.destination = destination;
    this.ledger = ledger;
    this.lowerBound = lowerBound;
    this.settings = settings;
    this.memory = memory;
    this.isWary = memory.hasSuspects();
    this.writer =
        new BatchWriter(
            destination, settings.maxMessageBytes(), settings.limits(), ticker, progress);
    this.keywords = new RefusedKeywords(destination, ledger, memory);
    this.doubts = new Doubts(destination, ledger, lowerBound);
  }

  /**
   * Copies {@code messages} in the order of their UIDs and returns when every outcome is durable.
   *
   * @throws EndpointException when a side fails; what had an outcome by then is recorded, the
   *     intents of the rest are open
   */
  public CopyResult copy(UidSet messages) {
    var windows = new Windows(source, destination, ledger, messages, settings.limits());
    undelivered = new Undelivered();
    copied.clear();
    untold = new UidSet.Builder();
    copyAll(windows);
    if (!breakage.hasCome()) {
      again.addAll(undelivered.secondTry(source));
      copyAll(windows);
    }
    lastWrite.await();
    if (breakage.hasCome() && !doubts.close(untold.build().size())) {
      memory.believeNoRefusal();
    }
    breakage.rethrow();
    undelivered.recordUnreadable(ledger);
    keywords.give();
    UidSet vanished = windows.vanished().union(undelivered.vanished());
    return new CopyResult(copied, untold.build(), vanished);
  }

  /**
   * Bodies are asked for when those before have all come: asked for earlier, a server may give the
   * messages of both answers in turn (Dovecot does while its output is full), and the order would
   * be lost. Everything else about the next flight is done by then.
   */
  private void copyAll(Windows windows) {
    prepare(windows);
    Flight flight = ask();
    while (flight != null) {
      prepare(windows);
      arrive(flight);
      Flight next = ask();
      land(flight);
      inTheAir--;
      if (next == null) {
        prepare(windows);
        next = ask();
      }
      flight = next;
    }
    if (prepared != null) {
      land(prepared);
      prepared = null;
    }
  }

  private void prepare(Windows windows) {
    if (breakage.hasCome() || (doubts.isEmpty() && prepared != null)) {
      return;
    }
    if (!doubts.isEmpty() && inTheAir > 0) {
      return; // What was refused is looked for when nothing else is on its way.
    }
    try {
      putBack();
      resolveDoubts();
      List<Outgoing> group = next(windows);
      if (!group.isEmpty()) {
        memory.sending(uidsOf(group));
        prepared = new Flight(ledger.intend(uidsOf(group), lowerBound, repairs(group)), group);
      }
    } catch (EndpointException e) {
      breakage.by(e);
    }
  }

  /** What goes out next, empty when there is no more. */
  private List<Outgoing> next(Windows windows) {
    while (again.isEmpty()) {
      List<Outgoing> group = windows.next();
      if (group.isEmpty()) {
        return group;
      }
      again.addAll(memory.arrange(keywords.spare(group), keywords));
    }
    return again.remove();
  }

  /** How each of {@code group} will be sent, so that whoever looks for it knows. */
  private LedgerChange repairs(List<Outgoing> group) {
    LedgerChange change = ledger.change();
    group.forEach(message -> change.repaired(message.uid().value(), message.repairs()));
    return change;
  }

  /** Looks, and sends again what a refused batch held if nothing of it was stored. */
  private void resolveDoubts() {
    if (!doubts.isEmpty()) {
      lastWrite.await();
      if (doubts.arePartlyStored(untold.build().size())) {
        memory.believeNoRefusal();
        throw doubts.partlyStored();
      }
      doubts.inHalves().reversed().forEach(again::addFirst);
      lastWrite = doubts.forget();
    }
  }

  /** What was refused goes out before what came later. */
  private void putBack() {
    Flight later = prepared;
    if (later != null) {
      prepared = null;
      land(later);
      again.addFirst(List.copyOf(later.awaited.values()));
    }
  }

  private boolean mustBeAlone() {
    return !doubts.isEmpty() || (isWary && memory.hasSuspects());
  }

  /** Asks for the bodies of what is prepared; null if nothing is, or nothing must go out. */
  private @Nullable Flight ask() {
    Flight flight = prepared;
    if (flight == null || breakage.hasCome() || (mustBeAlone() && inTheAir > 0)) {
      return null;
    }
    prepared = null;
    inTheAir++;
    try {
      writer.asking(flight);
      flight.undelivered =
          source.bodies(
              flight.intent.messages(), (uid, exactBytes) -> writer.begin(flight, uid, exactBytes));
    } catch (EndpointException e) {
      breakage.by(e);
    }
    return flight;
  }

  /** Waits until the source has given what it gives of {@code flight}. */
  private void arrive(Flight flight) {
    try {
      if (flight.undelivered != null) {
        undelivered.add(flight.undelivered.await(), flight);
      }
    } catch (EndpointException e) {
      breakage.by(e);
    }
    writer.finish(flight);
  }

  /**
   * Waits until the outcome of everything in {@code flight} is known, and records it. If nothing of
   * it was asked for, its intent is closed.
   */
  private void land(Flight flight) {
    LedgerChange change = ledger.change();
    var open = new UidSet.Builder();
    var refused = new ArrayList<Doubts.Refused>();
    var milder = new ArrayList<Outgoing>();
    for (Part part : flight.parts) {
      landPart(part, change, open, refused, milder);
    }
    milder.reversed().forEach(message -> again.addFirst(List.of(message)));
    for (Outgoing message : flight.tooLarge) {
      fail(change, message, Problem.MESSAGE_TOO_LARGE, sizeLimit());
    }
    UidSet owed = open.build();
    doubts.add(flight.intent, owed, refused);
    refused.forEach(batch -> open.addAll(uidsOf(batch.messages())));
    lastWrite = change.stillOpen(flight.intent, open.build()).record();
  }

  private void landPart(
      Part part,
      LedgerChange change,
      UidSet.Builder open,
      List<Doubts.Refused> refused,
      List<Outgoing> milder) {
    if (part.halfSent != null) {
      open.add(part.halfSent.uid().value());
    }
    if (part.outcome == null) {
      part.sent.forEach(sent -> open.add(sent.message().uid().value()));
      return;
    }
    List<MessageOutcome> each = part.outcome.await().each();
    boolean together = settings.atomicBatch() && part.sent.size() > 1;
    var batch = new ArrayList<Outgoing>();
    String words = "";
    for (int i = 0; i < part.sent.size(); i++) {
      Part.Sent sent = part.sent.get(i);
      switch (each.get(i)) {
        case MessageOutcome.Stored stored -> landStored(sent, stored, change, open);
        case MessageOutcome.Refused refusal -> {
          if (refusal.scope() != Scope.MESSAGE) {
            breakage.by(refusal);
          }
          if (together) {
            batch.add(sent.message());
            words = refusal.words();
          } else if (refusal.scope() == Scope.MESSAGE) {
            fail(change, sent.message(), refusal.problem(), refusal.words());
            Optional<Outgoing> next = milder(sent, refusal.problem());
            memory.refused(sent.message(), next);
            next.ifPresent(milder::add);
          }
        }
        case MessageOutcome.Unknown unknown -> {
          open.add(sent.message().uid().value());
          breakage.by(unknown);
        }
      }
    }
    if (!batch.isEmpty()) {
      memory.refusedTogether(batch);
      refused.add(new Doubts.Refused(batch, words));
    }
  }

  /**
   * As what a refused message is tried next: without its keywords, which can be given to it later,
   * and then, if that is allowed, with as little changed in it as may help.
   */
  private Optional<Outgoing> milder(Part.Sent sent, Problem problem) {
    return keywords
        .without(sent.message(), problem)
        .or(
            () ->
                problem == Problem.MESSAGE_REFUSED
                    ? Repair.next(
                            settings.repairs(), sent.message().repairs(), sent.content().oddities())
                        .map(sent.message()::repaired)
                    : Optional.empty());
  }

  private void landStored(
      Part.Sent sent, MessageOutcome.Stored stored, LedgerChange change, UidSet.Builder open) {
    Outgoing message = sent.message();
    long uid = message.uid().value();
    change.content(uid, sent.content()).flags(Side.SOURCE, uid, message.sourceFlags());
    UidValidity expected = destination.status().uidValidity();
    Uid told =
        stored
            .place()
            .filter(place -> place.uidValidity().equals(expected))
            .map(MessageOutcome.Place::uid)
            .orElse(null);
    if (told == null) {
      open.add(uid);
      untold.add(uid);
      return;
    }
    writer.stored(sent);
    memory.stored(message);
    change.present(uid, told, Origin.OURS).flags(Side.DESTINATION, uid, message.sentFlags());
    copied.add(
        new Copied(
            message.uid(),
            told,
            message.sourceFlags().minus(DELETED),
            keywords.dateOf(message),
            sent.content()));
  }

  private static void fail(LedgerChange change, Outgoing message, Problem problem, String words) {
    change
        .state(UidSet.of(message.uid()), MessageState.FAILED)
        .repaired(message.uid().value(), Set.of())
        .note(new Note(message.uid().value(), problem.name(), words));
  }

  private String sizeLimit() {
    return settings.maxMessageBytes().isPresent()
        ? "APPENDLIMIT " + settings.maxMessageBytes().getAsLong()
        : "";
  }

  private static UidSet uidsOf(List<Outgoing> group) {
    var uids = new UidSet.Builder();
    group.forEach(message -> uids.add(message.uid().value()));
    return uids.build();
  }
}
