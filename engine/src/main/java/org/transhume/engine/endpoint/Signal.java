package org.transhume.engine.endpoint;

import java.time.Duration;
import java.time.Instant;
import org.transhume.mail.Retry;
import org.transhume.mail.Scope;

/**
 * What a failure asks of us, whoever's protocol said it in whatever words: pace acts on it, and on
 * nothing else.
 */
public sealed interface Signal {
  /** Slower; how much was not said. */
  record SlowDown() implements Signal {}

  /**
   * Nothing more for so long, as the server said itself.
   *
   * @param pause positive
   */
  record WaitFor(Duration pause) implements Signal {
    public WaitFor {
      if (!pause.isPositive()) {
        throw new IllegalArgumentException("A pause takes time: " + pause);
      }
    }
  }

  /** No more connections than there are. */
  record TooManyConnections() implements Signal {}

  /** What the account may transfer in a day is used up. */
  record DayIsOver() implements Signal {}

  /** It does not work now and will by itself: maintenance, overload, a lock, a farewell. */
  record OutOfOrder() implements Signal {}

  /** Nobody is there: passing if somebody was there before, else perhaps a wrong name. */
  record Unreachable() implements Signal {}

  /** The connection is gone, and on a new one it goes on. */
  record Broken() implements Signal {}

  /** There is no room for more. */
  record Full() implements Signal {}

  /**
   * The password is wrong: not to be said again by ourselves, whoever says it too often is locked.
   */
  record WrongPassword() implements Signal {}

  /** Only a person can help: a right, a setting, a certificate. */
  record NeedsPerson() implements Signal {}

  /** This message or this folder, and no other, now and later. */
  record OnlyThis() implements Signal {}

  /**
   * Our own pace, no answer of a server: the work must leave and come back.
   *
   * @param until when it may go on
   */
  record Leave(Instant until, WaitCause cause) implements Signal {}

  /** What a failure asks where the words say no more than its code. */
  static Signal usual(Problem problem, Scope scope, Retry retry) {
    return switch (problem) {
      case THROTTLED -> new SlowDown();
      case QUOTA_FULL -> new Full();
      case LOGIN_REFUSED -> new WrongPassword();
      case CANNOT_CONNECT -> new Unreachable();
      default ->
          switch (retry) {
            case NOW -> new Broken();
            case AFTER -> new OutOfOrder();
            case NEVER -> scope.compareTo(Scope.FOLDER) <= 0 ? new OnlyThis() : new NeedsPerson();
          };
    };
  }
}
