package org.transhume.engine.endpoint;

import java.util.Optional;
import org.transhume.mail.Retry;
import org.transhume.mail.Scope;

/**
 * A side that failed. Carries all that is needed to act: how far the damage reaches, whether trying
 * again helps, and the server's own words, which are untrusted text.
 */
public final class EndpointException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Problem problem;
  private final Side side;
  private final Scope scope;
  private final Retry retry;
  private final transient Signal signal;
  private final String attempted;
  private final String words;

  /**
   * A failure.
   *
   * @param attempted what we were doing, in a few plain words, without secrets
   * @param words the server's or the system's own words, may be empty
   */
  public EndpointException(
      Problem problem, Side side, Fault fault, String attempted, String words) {
    super(side + ": " + attempted + ": " + problem + (words.isEmpty() ? "" : ": " + words));
    this.problem = problem;
    this.side = side;
    this.scope = fault.scope();
    this.retry = fault.retry();
    this.signal =
        fault.signal().orElseGet(() -> Signal.usual(problem, fault.scope(), fault.retry()));
    this.attempted = attempted;
    this.words = words;
  }

  /**
   * How far a failure reaches and whether trying again helps.
   *
   * @param signal what it asks of us, if that is more than its problem says
   */
  public record Fault(Scope scope, Retry retry, Optional<Signal> signal) {
    /** A fault whose problem says all. */
    public Fault(Scope scope, Retry retry) {
      this(scope, retry, Optional.empty());
    }

    /** A fault that asks something particular of us. */
    public Fault(Scope scope, Retry retry, Signal signal) {
      this(scope, retry, Optional.of(signal));
    }
  }

  /** The stable code. */
  public Problem problem() {
    return problem;
  }

  /** The side it happened on. */
  public Side side() {
    return side;
  }

  /** How far the damage reaches. */
  public Scope scope() {
    return scope;
  }

  /** Whether trying again helps. */
  public Retry retry() {
    return retry;
  }

  /** What it asks of us. */
  public Signal signal() {
    return signal;
  }

  /** What was attempted. */
  public String attempted() {
    return attempted;
  }

  /** The server's own words; untrusted, possibly empty. */
  public String words() {
    return words;
  }
}
