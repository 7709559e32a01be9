package org.transhume.engine.copy;

import org.jspecify.annotations.Nullable;
import org.transhume.engine.endpoint.EndpointException;
import org.transhume.engine.endpoint.EndpointException.Fault;
import org.transhume.engine.endpoint.MessageOutcome;
import org.transhume.engine.endpoint.Problem;
import org.transhume.engine.endpoint.Side;
import org.transhume.mail.Retry;
import org.transhume.mail.Scope;

/**
 * Whether a copy has to break off, and why: the first cause counts. Nothing new goes out any more
 * then; what is on its way is still awaited. One thread.
 */
final class Breakage {
  private @Nullable EndpointException cause;

  boolean hasCome() {
    return cause != null;
  }

  void by(EndpointException why) {
    if (cause == null) {
      cause = why;
    }
  }

  /** The destination said no, and not to a message alone. */
  void by(MessageOutcome.Refused refusal) {
    by(
        new EndpointException(
            refusal.problem(),
            Side.DESTINATION,
            new Fault(refusal.scope(), refusal.retry(), refusal.signal()),
            "storing messages",
            refusal.words()));
  }

  /** No answer came. */
  void by(MessageOutcome.Unknown unknown) {
    by(
        new EndpointException(
            Problem.CONNECTION_LOST,
            Side.DESTINATION,
            new Fault(Scope.CONNECTION, Retry.NOW),
            "storing messages",
            unknown.cause()));
  }

  /**
   * Nothing, if the copy goes on.
   *
   * @throws EndpointException if it does not
   */
  void rethrow() {
    if (cause != null) {
      throw cause;
    }
  }
}
