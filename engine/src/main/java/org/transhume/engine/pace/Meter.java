package org.transhume.engine.pace;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.transhume.engine.endpoint.Side;
import org.transhume.engine.endpoint.WaitCause;

/** What went over one side, against what a person allows it. For one thread at a time. */
final class Meter {
  private final Side side;
  private final SideRules rules;
  private final @Nullable Rate bytes;
  private final @Nullable Rate messages;
  private DayCount day;
  private long run;
  private long unkept;

  Meter(Side side, SideRules rules, DayCount day, Instant now) {
    this.side = side;
    this.rules = rules;
    this.day = day;
    this.bytes =
        rules.bytesPerSecond().isPresent()
            ? new Rate(rules.bytesPerSecond().getAsLong(), now)
            : null;
    this.messages =
        rules.messagesPerSecond().isPresent()
            ? new Rate(rules.messagesPerSecond().getAsDouble(), now)
            : null;
  }

  /** So much passes. */
  void count(long someMessages, long someBytes, Instant now) {
    long free = Math.max(0, rules.bytesAfter() - run);
    run += someBytes;
    if (bytes != null) {
      bytes.count(Math.max(0, someBytes - free), now);
    }
    if (messages != null) {
      messages.count(someMessages, now);
    }
    if (rules.bytesPerDay().isPresent()) {
      day = day.plus(someBytes, now);
      unkept += someBytes;
    }
  }

  /** How many octets passed in this run. */
  long run() {
    return run;
  }

  /** What was counted for the day since this was last asked, of which nobody else knows. */
  long takeUnkept() {
    long taken = unkept;
    unkept = 0;
    return taken;
  }

  /** What all who use the account have counted. */
  void day(DayCount known, Instant now) {
    day = unkept == 0 ? known : known.plus(unkept, now);
  }

  /** What must be waited for before {@code planned} octets more. */
  Optional<Wait> before(long planned, Instant now) {
    Instant rate = now.plus(longer(wait(bytes, now), wait(messages, now)));
    Instant fits =
        rules.bytesPerDay().isPresent()
            ? day.fits(planned, rules.bytesPerDay().getAsLong(), now)
            : now;
    Wait wait =
        fits.isAfter(rate)
            ? new Wait(side, fits, WaitCause.OWN_DAY, "")
            : new Wait(side, rate, WaitCause.OWN_RATE, "");
    return Optional.of(wait).filter(isAfter(now));
  }

  private static Predicate<Wait> isAfter(Instant now) {
    return wait -> wait.until().isAfter(now);
  }

  private static Duration wait(@Nullable Rate rate, Instant now) {
    return rate == null ? Duration.ZERO : rate.wait(now);
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }
}
