package org.transhume.connector.imap;

import org.transhume.engine.endpoint.EndpointException.Fault;
import org.transhume.engine.endpoint.Problem;
import org.transhume.engine.endpoint.Signal;
import org.transhume.mail.Retry;
import org.transhume.mail.Scope;

/**
 * What a failure means: how far it reaches, whether trying again helps, its stable code, and what
 * it asks of us.
 */
record Ruling(Scope scope, Retry retry, Problem problem, Signal signal) {
  /** A ruling whose problem says what it asks. */
  Ruling(Scope scope, Retry retry, Problem problem) {
    this(scope, retry, problem, Signal.usual(problem, scope, retry));
  }

  Fault fault() {
    return new Fault(scope, retry, signal);
  }

  /** The same, reaching no farther than that. */
  Ruling within(Scope other) {
    return new Ruling(other, retry, problem, signal);
  }

  /** The same, with the time that the server's words name, if they do and it is about time. */
  Ruling named(String words) {
    return switch (signal) {
      case Signal.SlowDown _, Signal.TooManyConnections _, Signal.OutOfOrder _ ->
          NamedPause.in(words)
              .map(pause -> new Ruling(scope, retry, problem, new Signal.WaitFor(pause)))
              .orElse(this);
      default -> this;
    };
  }
}
