package org.transhume.engine.pace;

import java.time.Duration;
import java.util.OptionalLong;
import org.transhume.engine.endpoint.Side;

/**
 * What a person allows a pass.
 *
 * @param bytesPerRun after so many octets the run leaves
 * @param patience who would have to wait longer leaves, and comes back
 */
public record PaceRules(
    SideRules source,
    SideRules destination,
    Hours hours,
    OptionalLong bytesPerRun,
    Duration patience) {
  /** Shorter than the half hour after which servers may hang up (RFC 9051 section 5.4). */
  public static final Duration USUAL_PATIENCE = Duration.ofMinutes(10);

  /** As fast as the servers let us. */
  public static final PaceRules FREE =
      new PaceRules(
          SideRules.FREE, SideRules.FREE, Hours.all(), OptionalLong.empty(), USUAL_PATIENCE);

  public PaceRules {
    if (patience.isNegative() || bytesPerRun.orElse(1) < 1) {
      throw new IllegalArgumentException("A pace is more than nothing");
    }
  }

  SideRules of(Side side) {
    return side == Side.SOURCE ? source : destination;
  }

  /** Whether a person limits anything. */
  boolean isFree() {
    return source.isFree()
        && destination.isFree()
        && hours.windows().isEmpty()
        && bytesPerRun.isEmpty();
  }
}
