package org.transhume.cli.transfer;

import java.util.OptionalInt;
import org.transhume.cli.outcome.StopException;
import org.transhume.engine.endpoint.Side;
import org.transhume.engine.pace.PaceRules;

/**
 * How fast, and what becomes of a run that has to wait.
 *
 * @param rules what a person allows
 * @param sourceConnections at a time; unless said, one for each lane and one more
 * @param comesBack stay and go on when it may, instead of ending
 * @param now do not care what an earlier run was told to wait for
 */
public record Pacing(
    PaceRules rules,
    OptionalInt sourceConnections,
    OptionalInt destinationConnections,
    boolean comesBack,
    boolean now) {
  /** As fast as the servers let us; a run that has to wait for long ends. */
  public static final Pacing USUAL =
      new Pacing(PaceRules.FREE, OptionalInt.empty(), OptionalInt.empty(), false, false);

  public Pacing {
    if (sourceConnections.orElse(1) < 1 || destinationConnections.orElse(1) < 1) {
      throw StopException.usage(
          "Without a connection nothing can be copied: at least 1 is needed.");
    }
  }

  /** How many connections there may be on a side. */
  public int connections(Side side, int usual) {
    return (side == Side.SOURCE ? sourceConnections : destinationConnections).orElse(usual);
  }
}
