package org.transhume.engine.endpoint;

import java.util.Optional;
import org.transhume.mail.Retry;
import org.transhume.mail.Scope;
import org.transhume.mail.Uid;
import org.transhume.mail.UidValidity;

/** What became of one message that was sent. */
public sealed interface MessageOutcome {
  /**
   * The server said it is stored.
   *
   * @param place where, if the server told
   */
  record Stored(Optional<Place> place) implements MessageOutcome {}

  /** A message's UID and the lifetime it counts in. */
  record Place(UidValidity uidValidity, Uid uid) {}

  /**
   * The server said no, and nothing of it is stored.
   *
   * @param scope what the refusal is about; MESSAGE when only this one is at fault or nobody knows
   * @param problem a stable code for what people read
   * @param words the server's own, untrusted
   * @param signal what it asks of us
   */
  record Refused(Scope scope, Retry retry, Problem problem, String words, Signal signal)
      implements MessageOutcome {
    /** A refusal whose problem says all. */
    public Refused(Scope scope, Retry retry, Problem problem, String words) {
      this(scope, retry, problem, words, Signal.usual(problem, scope, retry));
    }
  }

  /** No answer came: it may be stored, now or in a moment, or not. */
  record Unknown(String cause) implements MessageOutcome {}
}
