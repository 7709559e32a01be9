package org.transhume.engine.pace;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import org.transhume.engine.endpoint.Side;

/**
 * Where the pace of both accounts of a transfer is kept from run to run, and shared with others who
 * use the same account. Safe for several threads. Nothing is lost with it but patience.
 */
public interface PaceMemory {
  /** What is known of the account of that side. */
  PaceState read(Side side);

  /**
   * Changes what is known, starting from what is known now, whoever changed it.
   *
   * @return what is known afterwards
   */
  PaceState change(Side side, UnaryOperator<PaceState> change);

  /** Begins with what {@code before} knows, and keeps nothing beyond this process. */
  static PaceMemory forgetful(PaceMemory before) {
    return new PaceMemory() {
      private final ReentrantLock lock = new ReentrantLock();
      private final Map<Side, PaceState> states =
          new EnumMap<>(
              Map.of(
                  Side.SOURCE,
                  before.read(Side.SOURCE),
                  Side.DESTINATION,
                  before.read(Side.DESTINATION)));

      @Override
      public PaceState read(Side side) {
        return change(side, UnaryOperator.identity());
      }

      @Override
      public PaceState change(Side side, UnaryOperator<PaceState> change) {
        lock.lock();
        try {
          return states.compute(
              side, (_, state) -> change.apply(state == null ? PaceState.NEW : state));
        } finally {
          lock.unlock();
        }
      }
    };
  }

  /** Knows nothing, and keeps nothing beyond this process. */
  static PaceMemory none() {
    return forgetful(
        new PaceMemory() {
          @Override
          public PaceState read(Side side) {
            return PaceState.NEW;
          }

          @Override
          public PaceState change(Side side, UnaryOperator<PaceState> change) {
            return change.apply(PaceState.NEW);
          }
        });
  }
}
