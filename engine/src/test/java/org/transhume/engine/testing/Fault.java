package org.transhume.engine.testing;

import org.transhume.engine.endpoint.EndpointException;
import org.transhume.engine.endpoint.Problem;
import org.transhume.mail.Retry;
import org.transhume.mail.Scope;

/** What happens to one command in place of, or beside, what should. */
public sealed interface Fault {
  /** The connection dies before the server has seen the command. */
  record Cut() implements Fault {}

  /**
   * The connection dies before the answer, the server does what it was told.
   *
   * @param landing when what was appended surfaces; of no meaning to other commands
   */
  record LoseAnswer(Landing landing) implements Fault {}

  /** The server says no and has done nothing; the connection lives. */
  record Refuse(Problem problem, EndpointException.Fault reach, String words) implements Fault {
    /** The server asks to come back later. */
    public static Refuse throttled() {
      return new Refuse(
          Problem.THROTTLED,
          new EndpointException.Fault(Scope.ACCOUNT, Retry.AFTER),
          "[LIMIT] Slow down");
    }
  }

  /** Somebody else does something just before the command; then it is carried out as ever. */
  record Meanwhile(Runnable action) implements Fault {}
}
