package org.transhume.engine.pace;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.transhume.engine.pace.PaceState.Refusals;

/**
 * When a password that was refused may be said again: a person mistypes, and a script says the same
 * for ever, until the provider locks the account.
 */
final class PasswordTries {
  /** After so many refusals in a row; after more, the last. */
  private static final List<Duration> PAUSES =
      List.of(
          Duration.ZERO,
          Duration.ZERO,
          Duration.ZERO,
          Duration.ofMinutes(1),
          Duration.ofMinutes(5),
          Duration.ofMinutes(15),
          Duration.ofHours(1));

  private PasswordTries() {}

  /** Until when it is not to be said; empty if it may be at {@code now}. */
  static Optional<Instant> heldUntil(Refusals refusals, Instant now) {
    Duration pause = PAUSES.get(Math.min(refusals.count(), PAUSES.size() - 1));
    return refusals
        .last()
        // A clock that was put back is no reason to wait longer than that.
        .filter(last -> !last.isAfter(now))
        .map(last -> last.plus(pause))
        .filter(now::isBefore);
  }

  /** One more. */
  static Refusals oneMore(Refusals before, Instant now) {
    return new Refusals(before.count() + 1, Optional.of(now));
  }
}
