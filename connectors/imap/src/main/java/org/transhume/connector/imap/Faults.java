package org.transhume.connector.imap;

import static org.transhume.mail.Retry.AFTER;
import static org.transhume.mail.Retry.NEVER;
import static org.transhume.mail.Retry.NOW;
import static org.transhume.mail.Scope.ACCOUNT;
import static org.transhume.mail.Scope.CONNECTION;
import static org.transhume.mail.Scope.FOLDER;
import static org.transhume.mail.Scope.SERVER;

import org.transhume.engine.endpoint.EndpointException;
import org.transhume.engine.endpoint.Problem;
import org.transhume.engine.endpoint.Side;
import org.transhume.engine.endpoint.Signal.OutOfOrder;
import org.transhume.imap.CertificateRefusedException;
import org.transhume.imap.ImapException;
import org.transhume.imap.Reason;
import org.transhume.imap.RefusedException;
import org.transhume.imap.TaggedResponse;
import org.transhume.mail.Scope;

/** Makes the engine's errors of the client's, for one side. The client's stays their cause. */
final class Faults {
  private final Side side;

  Faults(Side side) {
    this.side = side;
  }

  /** The failure of {@code doing} something to {@code what}, which may be empty. */
  EndpointException of(ImapException cause, Doing doing, String what) {
    return of(rule(cause, doing), cause, doing, what);
  }

  /** The same failure with another meaning. */
  EndpointException of(Ruling ruling, ImapException cause, Doing doing, String what) {
    var fault = of(ruling, doing, what, wordsOf(cause));
    fault.initCause(cause);
    return fault;
  }

  /** The server's NO or BAD. */
  EndpointException of(TaggedResponse refusal, Doing doing, String what) {
    return of(Refusals.rule(doing, refusal), doing, what, refusal.words());
  }

  /** A failure that the client knows nothing of. */
  EndpointException of(Ruling ruling, Doing doing, String what, String words) {
    return new EndpointException(ruling.problem(), side, ruling.fault(), doing.words(what), words);
  }

  /** A folder that was closed takes no more requests; it can be opened again. */
  EndpointException folderClosed(Doing doing, String what) {
    return of(
        new Ruling(CONNECTION, NOW, Problem.CONNECTION_LOST), doing, what, "closed by ourselves");
  }

  /** Nor does an account that was closed, ever again. */
  EndpointException accountClosed(Doing doing) {
    return of(
        new Ruling(CONNECTION, NEVER, Problem.CONNECTION_LOST), doing, "", "closed by ourselves");
  }

  private static String wordsOf(ImapException cause) {
    return switch (cause) {
      case RefusedException refused -> refused.response().words();
      case CertificateRefusedException refused ->
          refused.fault() + ", SHA-256 " + refused.certificate().sha256();
      default -> cause.words();
    };
  }

  /** What a failure of the client means. */
  static Ruling rule(ImapException cause, Doing doing) {
    if (cause instanceof RefusedException refused && isTheServersChoice(cause.reason())) {
      return Refusals.rule(doing, refused.response());
    }
    return rule(cause.reason(), cause.scope(), cause.words());
  }

  /**
   * What a reason of the client means.
   *
   * @param reach how far the damage reaches by what the client knows
   */
  static Ruling rule(Reason reason, Scope reach, String words) {
    return switch (reason) {
      case UNKNOWN_HOST -> new Ruling(SERVER, NEVER, Problem.UNKNOWN_HOST);
      case PORT_REFUSED, UNREACHABLE, CONNECT_TIMEOUT ->
          new Ruling(SERVER, AFTER, Problem.CANNOT_CONNECT);
      case TLS_NOT_SPOKEN, TLS_FAILED -> new Ruling(SERVER, NEVER, Problem.TLS_NOT_SPOKEN);
      case STARTTLS_MISSING -> new Ruling(SERVER, NEVER, Problem.STARTTLS_MISSING);
      case STARTTLS_REFUSED -> new Ruling(SERVER, AFTER, Problem.STARTTLS_MISSING);
      case CERTIFICATE_INVALID -> new Ruling(SERVER, NEVER, Problem.CERTIFICATE_INVALID);
      case STARTTLS_INJECTION, NOT_IMAP, SERVER_UNPROVEN ->
          new Ruling(SERVER, NEVER, Problem.PROTOCOL);
      case GREETING_BYE ->
          Refusals.farewell(words)
              .orElseGet(
                  () ->
                      new Ruling(SERVER, AFTER, Problem.CANNOT_CONNECT, new OutOfOrder())
                          .named(words));
      case AUTHENTICATION_FAILED -> new Ruling(ACCOUNT, NEVER, Problem.LOGIN_REFUSED);
      case AUTHENTICATION_UNAVAILABLE -> new Ruling(ACCOUNT, AFTER, Problem.SERVER_ERROR);
      case LOGIN_DISABLED, MECHANISM_MISSING, CREDENTIALS_UNSENDABLE ->
          new Ruling(ACCOUNT, NEVER, Problem.LOGIN_NOT_POSSIBLE);
      case REFUSED -> new Ruling(FOLDER, NEVER, Problem.SERVER_ERROR);
      case UIDVALIDITY_CHANGED -> new Ruling(FOLDER, NOW, Problem.UIDVALIDITY_CHANGED);
      case BYE ->
          Refusals.farewell(words)
              .orElseGet(() -> new Ruling(CONNECTION, AFTER, Problem.CONNECTION_LOST).named(words));
      case CONNECTION_LOST, CLOSED, BODY_LENGTH ->
          new Ruling(CONNECTION, NOW, Problem.CONNECTION_LOST);
      case TIMEOUT -> new Ruling(CONNECTION, NOW, Problem.TIMEOUT);
      case PROTOCOL ->
          reach == FOLDER
              ? new Ruling(FOLDER, NEVER, Problem.PROTOCOL)
              : new Ruling(CONNECTION, NOW, Problem.PROTOCOL);
      // The connection is gone as well, but a new one would meet the same in this folder.
      case LIMIT_EXCEEDED -> new Ruling(FOLDER, NEVER, Problem.PROTOCOL);
      // A body that had to be kept until its UID was known, and could not be.
      case RECEIVER_FAILED -> new Ruling(ACCOUNT, NEVER, Problem.LEDGER_UNWRITABLE);
    };
  }

  private static boolean isTheServersChoice(Reason reason) {
    return switch (reason) {
      case REFUSED, AUTHENTICATION_FAILED, AUTHENTICATION_UNAVAILABLE -> true;
      default -> false;
    };
  }
}
