package org.transhume.engine.pace;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.transhume.engine.copy.BatchLimits;
import org.transhume.engine.endpoint.EndpointException;
import org.transhume.engine.endpoint.EndpointException.Fault;
import org.transhume.engine.endpoint.Problem;
import org.transhume.engine.endpoint.Side;
import org.transhume.engine.endpoint.Signal;
import org.transhume.engine.endpoint.WaitCause;
import org.transhume.engine.pace.PaceState.Refusals;
import org.transhume.mail.Retry;
import org.transhume.mail.Scope;
import org.transhume.mail.Sleeper;

/**
 * When something may go out, on both sides of a transfer: as the servers ask and a person allows.
 * It waits where that is short; where it is long the work leaves, by an exception whose signal is
 * {@link Signal.Leave}. Nothing that was begun is ever held up. Safe for several threads; used for
 * one run, whose passes may be several.
 */
public final class Pace {
  /** Whoever leaves comes back after so long at first, and after twice as long each time. */
  private static final Duration FIRST_ABSENCE = Duration.ofMinutes(15);

  private static final int ABSENCE_DOUBLINGS = 3;

  /** What a pause at a person's own rate is worth saying from. */
  private static final Duration WORTH_SAYING = Duration.ofSeconds(30);

  /** With a rate a flight is no more than so many seconds of it, of which it has four batches. */
  private static final double FLIGHT_SECONDS = 5;

  private static final int BATCHES = 4;

  /** How much of a day's octets may be left over at its end because the next flight is larger. */
  private static final int FLIGHTS_A_DAY = 100;

  private final PaceRules rules;
  private final PaceMemory memory;
  private final Clock clock;
  private final Sleeper sleeper;
  private final Consumer<Wait> waiting;

  /** Guards all fields below; nothing blocks under it but waiting for {@link #changed}. */
  private final ReentrantLock lock = new ReentrantLock();

  private final Condition changed = lock.newCondition();
  private final Map<Side, Throttle> throttles = new EnumMap<>(Side.class);
  private final Map<Side, Meter> meters = new EnumMap<>(Side.class);

  /** Sides of which more is known than nothing, which is over when it goes well. */
  private final Set<Side> noted = EnumSet.noneOf(Side.class);

  /** Sides that the work has left for now. */
  private final Set<Side> left = EnumSet.noneOf(Side.class);

  /** Sides whose password was refused in this run. */
  private final Set<Side> refused = EnumSet.noneOf(Side.class);

  private boolean reached;
  private int active;

  /**
   * A pace that goes on where the last run left.
   *
   * @param waiting told of pauses and absences
   */
  public Pace(
      PaceRules rules, PaceMemory memory, Clock clock, Sleeper sleeper, Consumer<Wait> waiting) {
    this.rules = rules;
    this.memory = memory;
    this.clock = clock;
    this.sleeper = sleeper;
    this.waiting = waiting;
    for (Side side : Side.values()) {
      PaceState state = memory.read(side);
      var throttle = new Throttle(side);
      state.rest().ifPresent(throttle::resume);
      if (state.rest().isPresent() || state.leaves() > 0) {
        noted.add(side);
      }
      throttles.put(side, throttle);
      meters.put(side, new Meter(side, rules.of(side), state.day(), clock.instant()));
    }
  }

  /** A pace without a person's limits and without a memory. */
  public static Pace free(Clock clock, Sleeper sleeper, Consumer<Wait> waiting) {
    return new Pace(PaceRules.FREE, PaceMemory.none(), clock, sleeper, waiting);
  }

  /** A place among those at work, until it is closed. */
  public interface Turn extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * Waits until both sides may be asked, and no more are at work than they bear.
   *
   * @throws EndpointException with {@link Signal.Leave} if that is too long
   */
  public Turn turn() {
    while (true) {
      rest();
      lock.lock();
      try {
        if (restAt(clock.instant()).isEmpty()) {
          while (active >= most()) {
            changed.await();
          }
          active++;
          return this::endTurn;
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        var cancelled = new CancellationException("Interrupted while waiting for a turn");
        cancelled.initCause(e);
        throw cancelled;
      } finally {
        lock.unlock();
      }
    }
  }

  private void endTurn() {
    lock.lock();
    try {
      active--;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private int most() {
    return throttles.values().stream().mapToInt(Throttle::connections).min().orElse(Throttle.ALL);
  }

  /** Waits out what rest there is, if it is not too long for that. */
  private void rest() {
    for (Optional<Wait> rest = currentRest(); rest.isPresent(); rest = currentRest()) {
      Duration pause = Duration.between(clock.instant(), rest.get().until());
      if (pause.compareTo(rules.patience()) > 0) {
        throw leaving(rest.get());
      }
      sleeper.sleep(pause);
    }
  }

  private Optional<Wait> currentRest() {
    lock.lock();
    try {
      return restAt(clock.instant());
    } finally {
      lock.unlock();
    }
  }

  /**
   * The longest rest that is to be kept: asked for, outside the hours, or when a day is used up.
   */
  private Optional<Wait> restAt(Instant now) {
    Stream<Wait> asked = throttles.values().stream().flatMap(t -> t.rest(now).stream());
    Stream<Wait> days =
        meters.values().stream()
            .flatMap(meter -> meter.before(1, now).stream())
            .filter(wait -> wait.cause() == WaitCause.OWN_DAY);
    Stream<Wait> closed =
        rules.hours().opening(now).stream()
            .map(opening -> new Wait(Side.SOURCE, opening, WaitCause.OUTSIDE_HOURS, ""));
    return Stream.of(asked, days, closed)
        .flatMap(each -> each)
        .max(Comparator.comparing(Wait::until));
  }

  /**
   * Takes notice of a failure.
   *
   * @param progressed whether something was achieved since the last one
   * @return how long it will be until the next turn; empty if the failure is none of pace's
   * @throws EndpointException with {@link Signal.Leave} if that is too long, or has been
   */
  public Optional<Duration> asked(EndpointException failure, boolean progressed) {
    if (failure.signal() instanceof Signal.WrongPassword) {
      refused(failure.side());
    }
    Wait rest;
    lock.lock();
    try {
      if (!concerns(failure)) {
        return Optional.empty();
      }
      Instant now = clock.instant();
      Throttle throttle = throttle(failure.side());
      if (progressed) {
        throttle.moved();
      }
      throttle.strike(failure.signal(), failure.words(), active + 1, now);
      rest = throttle.rest(now).orElseThrow();
      Instant since = throttle.stuckSince().orElse(now);
      boolean isShort =
          !rest.until().isAfter(now.plus(rules.patience()))
              && !rest.until().isAfter(since.plus(rules.patience()));
      if (isShort) {
        return Optional.of(Duration.between(now, rest.until()));
      }
      if (!left.add(failure.side())) {
        throw leaving(rest);
      }
      noted.add(failure.side());
    } finally {
      lock.unlock();
    }
    throw leaving(absence(rest));
  }

  /**
   * What becomes of a failure of what cannot simply be done again: if it is pace's, the work leaves
   * and comes back, however short the wait is; else it is what it is.
   */
  public EndpointException orLeave(EndpointException failure) {
    try {
      return asked(failure, false).flatMap(_ -> currentRest()).map(Pace::leaving).orElse(failure);
    } catch (EndpointException leave) {
      return leave;
    }
  }

  /** The password of that side was refused; what several connections are told counts once. */
  private void refused(Side side) {
    lock.lock();
    try {
      if (!refused.add(side)) {
        return;
      }
    } finally {
      lock.unlock();
    }
    memory.change(
        side,
        state -> state.withRefusals(PasswordTries.oneMore(state.refusals(), clock.instant())));
  }

  /**
   * Makes sure that no password is said which was refused too often of late.
   *
   * @throws EndpointException with {@link Problem#LOGIN_ON_HOLD} if one was
   */
  public void requireUnlocked() {
    for (Side side : Side.values()) {
      Refusals refusals = memory.read(side).refusals();
      Optional<Instant> held = PasswordTries.heldUntil(refusals, clock.instant());
      if (held.isPresent()) {
        throw new EndpointException(
            Problem.LOGIN_ON_HOLD,
            side,
            new Fault(Scope.ACCOUNT, Retry.NEVER),
            refusals.count() + " times, and may be tried again at " + held.get(),
            "");
      }
    }
  }

  /** Whether a failure says how fast we may go, and not that something is wrong. */
  private boolean concerns(EndpointException failure) {
    boolean isFarReaching = failure.scope().compareTo(Scope.FOLDER) > 0;
    return isFarReaching
        && switch (failure.signal()) {
          case Signal.SlowDown _,
              Signal.WaitFor _,
              Signal.TooManyConnections _,
              Signal.DayIsOver _ ->
              true;
          // What was never reached may be wrong rather than out of order: a person should see.
          case Signal.OutOfOrder _ ->
              isKnownToWork(failure.side()) || failure.problem() != Problem.SERVER_ERROR;
          case Signal.Unreachable _ -> isKnownToWork(failure.side());
          case Signal.Broken _,
              Signal.Full _,
              Signal.WrongPassword _,
              Signal.NeedsPerson _,
              Signal.OnlyThis _,
              Signal.Leave _ ->
              false;
        };
  }

  private boolean isKnownToWork(Side side) {
    return reached || noted.contains(side);
  }

  /** Makes a long rest of {@code rest}, and keeps it for the next run. */
  private Wait absence(Wait rest) {
    PaceState state =
        memory.change(
            rest.side(),
            before -> {
              boolean isSaid =
                  rest.cause() == WaitCause.NAMED_BY_SERVER
                      || rest.cause() == WaitCause.DAY_IS_OVER;
              Duration absence =
                  FIRST_ABSENCE.multipliedBy(1L << Math.min(ABSENCE_DOUBLINGS, before.leaves()));
              Instant back = clock.instant().plus(absence);
              boolean isLongEnough = isSaid || !back.isAfter(rest.until());
              return before.resting(
                  isLongEnough ? rest : new Wait(rest.side(), back, rest.cause(), rest.words()));
            });
    Wait absence = state.rest().orElse(rest);
    lock.lock();
    try {
      throttle(rest.side()).resume(absence);
    } finally {
      lock.unlock();
    }
    return absence;
  }

  private static EndpointException leaving(Wait wait) {
    return new EndpointException(
        Problem.THROTTLED,
        wait.side(),
        new Fault(Scope.ACCOUNT, Retry.AFTER, new Signal.Leave(wait.until(), wait.cause())),
        "waiting",
        wait.words());
  }

  /** Both sides are there and let us in. */
  public void reached() {
    lock.lock();
    try {
      reached = true;
    } finally {
      lock.unlock();
    }
    for (Side side : Side.values()) {
      if (memory.read(side).refusals().count() > 0) {
        memory.change(side, state -> state.withRefusals(Refusals.NONE));
      }
    }
  }

  /** Some work ended well: if it goes on so, a little more is tried. */
  public void wentWell() {
    Set<Side> forgotten = EnumSet.noneOf(Side.class);
    lock.lock();
    try {
      Instant now = clock.instant();
      throttles.values().forEach(throttle -> throttle.wentWell(now));
      changed.signalAll();
      forgotten.addAll(noted);
      forgotten.removeAll(left);
      noted.removeAll(forgotten);
    } finally {
      lock.unlock();
    }
    forgotten.forEach(side -> memory.change(side, PaceState::rested));
  }

  /**
   * Does what needs no turn of its own, such as logging in, as often as pauses help.
   *
   * @throws EndpointException whatever {@code work} fails with, or with {@link Signal.Leave}
   */
  public <T> T patiently(Supplier<T> work) {
    while (true) {
      rest();
      try {
        return work.get();
      } catch (EndpointException e) {
        if (asked(e, false).isEmpty()) {
          throw e;
        }
        currentRest().ifPresent(waiting);
      }
    }
  }

  /** Begins anew after an absence, with what others have learned meanwhile. */
  public void back() {
    lock.lock();
    try {
      left.clear();
      throttles.values().forEach(Throttle::moved);
    } finally {
      lock.unlock();
    }
  }

  /** How much is sent at once: less where it is slow, so that pauses stay small. */
  public BatchLimits limits(BatchLimits usual) {
    BatchLimits limits = usual.part(flight(), Throttle.FULL_FLIGHT);
    for (Side side : Side.values()) {
      SideRules allowed = rules.of(side);
      double messages = allowed.messagesPerSecond().orElse(Integer.MAX_VALUE) * FLIGHT_SECONDS;
      double bytes = allowed.bytesPerSecond().orElse(Long.MAX_VALUE) * FLIGHT_SECONDS;
      double aDay = (double) allowed.bytesPerDay().orElse(Long.MAX_VALUE) / FLIGHTS_A_DAY;
      limits = limits.atMost(messages / BATCHES, Math.min(bytes, aDay) / BATCHES);
    }
    return limits;
  }

  private int flight() {
    lock.lock();
    try {
      return throttles.values().stream()
          .mapToInt(Throttle::flight)
          .min()
          .orElse(Throttle.FULL_FLIGHT);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until {@code planned} octets may pass, on both sides: what comes out of one goes into the
   * other.
   *
   * @throws EndpointException with {@link Signal.Leave} if that is too long
   */
  public void permit(long planned) {
    if (rules.isFree()) {
      return;
    }
    keepDays();
    for (Optional<Wait> wait = before(planned); wait.isPresent(); wait = before(planned)) {
      Duration pause = Duration.between(clock.instant(), wait.get().until());
      boolean isOwnRate = wait.get().cause() == WaitCause.OWN_RATE;
      if (wait.get().cause() == WaitCause.OWN_RUN
          || (!isOwnRate && pause.compareTo(rules.patience()) > 0)) {
        throw leaving(wait.get());
      }
      if (!isOwnRate || pause.compareTo(WORTH_SAYING) >= 0) {
        waiting.accept(wait.get());
      }
      sleeper.sleep(pause);
    }
  }

  private Optional<Wait> before(long planned) {
    lock.lock();
    try {
      Instant now = clock.instant();
      OptionalLong most = rules.bytesPerRun();
      if (most.isPresent() && meter(Side.SOURCE).run() >= most.getAsLong()) {
        return Optional.of(new Wait(Side.SOURCE, now, WaitCause.OWN_RUN, ""));
      }
      return Stream.concat(
              restAt(now).stream(),
              meters.values().stream().flatMap(meter -> meter.before(planned, now).stream()))
          .max(Comparator.comparing(Wait::until));
    } finally {
      lock.unlock();
    }
  }

  /** So much passes on that side. */
  public void count(Side side, long messages, long bytes) {
    if (rules.isFree()) {
      return;
    }
    lock.lock();
    try {
      meter(side).count(messages, bytes, clock.instant());
    } finally {
      lock.unlock();
    }
  }

  /** Keeps what was counted for the day, and learns what others have. */
  public void keepDays() {
    for (Side side : Side.values()) {
      if (rules.of(side).bytesPerDay().isPresent()) {
        keepDay(side);
      }
    }
  }

  private void keepDay(Side side) {
    long unkept;
    Instant now = clock.instant();
    lock.lock();
    try {
      unkept = meter(side).takeUnkept();
    } finally {
      lock.unlock();
    }
    DayCount known =
        unkept == 0
            ? memory.read(side).day()
            : memory.change(side, state -> state.withDay(state.day().plus(unkept, now))).day();
    lock.lock();
    try {
      meter(side).day(known, now);
    } finally {
      lock.unlock();
    }
  }

  private Throttle throttle(Side side) {
    return throttles.computeIfAbsent(side, Throttle::new);
  }

  private Meter meter(Side side) {
    return meters.computeIfAbsent(
        side, _ -> new Meter(side, rules.of(side), DayCount.NONE, clock.instant()));
  }
}
