package org.transhume.engine.testing;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Predicate;
import org.transhume.engine.endpoint.MessageOutcome;
import org.transhume.engine.endpoint.Problem;
import org.transhume.mail.Retry;
import org.transhume.mail.Scope;
import org.transhume.mail.UidSet;

/**
 * What goes wrong in an account, and when. Each fault set strikes once unless it says otherwise.
 * Safe for several threads.
 */
public final class Faults {
  private static final long NEVER = Long.MAX_VALUE;

  /** Guards all fields; nothing foreign is called while it is held but what tests gave. */
  private final ReentrantLock lock = new ReentrantLock();

  private final Counts counts;
  private final Map<Long, Fault> atNumber = new HashMap<>();
  private final Map<Command, Map<Long, Fault>> atKind = new EnumMap<>(Command.class);
  private final List<Planned> refusals = new ArrayList<>();
  private final List<Place> poisoned = new ArrayList<>();
  private final List<Withheld> withheld = new ArrayList<>();
  private long octetsUntilCut = NEVER;
  private long octetsUntilSilence = NEVER;
  private Landing landingOfTheDead = new Landing.AtOnce();
  private Function<Command, Optional<Fault>> always = _ -> Optional.empty();

  private record Planned(Predicate<Candidate> which, MessageOutcome.Refused refusal) {}

  private record Place(String folder, long uid, long octets) {}

  private record Withheld(String folder, UidSet uids, int times) {}

  Faults(Counts counts) {
    this.counts = counts;
  }

  /** {@code fault} strikes the command of that number, as {@link Counts#commands()} counts. */
  public void atCommand(long number, Fault fault) {
    locked(() -> atNumber.put(number, fault));
  }

  /** {@code fault} strikes the {@code nth} command of that kind from now on, counted from 1. */
  public void at(Command kind, long nth, Fault fault) {
    locked(
        () ->
            atKind
                .computeIfAbsent(kind, _ -> new HashMap<>())
                .put(counts.commands(kind) + nth, fault));
  }

  /** Asked at every command, until {@link #clear}; must be quick. */
  public void whenever(Function<Command, Optional<Fault>> rule) {
    locked(() -> always = rule);
  }

  /** The next command of that kind fails. */
  public void next(Command kind, Fault fault) {
    at(kind, 1, fault);
  }

  /** The connection that carries the body octet after so many more, in either direction, dies. */
  public void cutAfterOctets(long octets) {
    locked(() -> octetsUntilCut = octets);
  }

  /**
   * The destination sees so many more body octets; what is sent on that connection afterwards is
   * lost without a sign, until the answer is awaited. So it is with a real cable.
   */
  public void loseAfterOctets(long octets) {
    locked(() -> octetsUntilSilence = octets);
  }

  /** Refuses every message that {@code which} says yes to, until {@link #clear}. */
  public void refuse(Predicate<Candidate> which, MessageOutcome.Refused refusal) {
    locked(() -> refusals.add(new Planned(which, refusal)));
  }

  /**
   * Refuses every message that contains {@code text}, and does not say that it is that one's fault.
   */
  public void refuseMessagesWith(String text) {
    refuse(
        candidate -> candidate.contains(text),
        new MessageOutcome.Refused(
            Scope.MESSAGE, Retry.NEVER, Problem.MESSAGE_REFUSED, "Message contains " + text));
  }

  /** Each time that message's body is read the connection dies after so many of its octets. */
  public void poison(String folder, long uid, long octets) {
    locked(() -> poisoned.add(new Place(folder, uid, octets)));
  }

  /**
   * The next {@code times} that bodies are asked for, those messages are silently not delivered.
   */
  public void withhold(String folder, UidSet uids, int times) {
    locked(() -> withheld.add(new Withheld(folder, uids, times)));
  }

  /** What becomes of batches that were whole on their way when their connection was given up. */
  public void landingOfTheDead(Landing landing) {
    locked(() -> landingOfTheDead = landing);
  }

  /** No fault is set any more. */
  public void clear() {
    locked(
        () -> {
          atNumber.clear();
          atKind.clear();
          refusals.clear();
          poisoned.clear();
          withheld.clear();
          octetsUntilCut = NEVER;
          octetsUntilSilence = NEVER;
          always = _ -> Optional.empty();
          return landingOfTheDead = new Landing.AtOnce();
        });
  }

  /** Counts a command and tells what happens to it. */
  Optional<Fault> strike(Command kind) {
    return locked(
        () -> {
          long number = counts.count(kind);
          Fault byNumber = atNumber.remove(number);
          Fault byKind = atKind.getOrDefault(kind, new HashMap<>()).remove(counts.commands(kind));
          return Optional.ofNullable(byNumber == null ? byKind : byNumber)
              .or(() -> always.apply(kind));
        });
  }

  /** How many of {@code octets} pass before the connection dies; all of them if it lives on. */
  int passing(int octets) {
    return locked(
        () -> {
          if (octetsUntilCut == NEVER) {
            return octets;
          }
          int passing = (int) Math.min(octets, octetsUntilCut);
          octetsUntilCut = passing < octets ? NEVER : octetsUntilCut - passing;
          return passing;
        });
  }

  /** How many of {@code octets} arrive before the connection falls silent. */
  int arriving(int octets) {
    return locked(
        () -> {
          if (octetsUntilSilence == NEVER) {
            return octets;
          }
          int arriving = (int) Math.min(octets, octetsUntilSilence);
          octetsUntilSilence = arriving < octets ? NEVER : octetsUntilSilence - arriving;
          return arriving;
        });
  }

  Optional<MessageOutcome.Refused> refusal(Candidate candidate) {
    return locked(
        () ->
            refusals.stream()
                .filter(planned -> planned.which().test(candidate))
                .map(Planned::refusal)
                .findFirst());
  }

  /** After how many octets of that message the connection dies. */
  Optional<Long> poison(String folder, long uid) {
    return locked(
        () ->
            poisoned.stream()
                .filter(place -> place.folder().equals(folder) && place.uid() == uid)
                .map(Place::octets)
                .findFirst());
  }

  /** Those of {@code uids} that are not delivered this time. */
  UidSet withheld(String folder, UidSet uids) {
    return locked(
        () -> {
          UidSet all = UidSet.empty();
          var again = new ArrayList<Withheld>();
          for (Iterator<Withheld> each = withheld.iterator(); each.hasNext(); ) {
            Withheld one = each.next();
            if (one.folder().equals(folder) && !one.uids().intersect(uids).isEmpty()) {
              all = all.union(one.uids());
              each.remove();
              if (one.times() > 1) {
                again.add(new Withheld(folder, one.uids(), one.times() - 1));
              }
            }
          }
          withheld.addAll(again);
          return all;
        });
  }

  Landing landingOfTheDead() {
    return locked(() -> landingOfTheDead);
  }

  private <T> T locked(java.util.function.Supplier<T> work) {
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }
}
