package org.transhume.imap;

import org.transhume.mail.Retry;
import org.transhume.mail.Scope;

/** Why something broke, as a stable code; what people read is made from it. */
public enum Reason {
  /** The host name does not exist. */
  UNKNOWN_HOST(Scope.SERVER, Retry.NEVER),
  /** The host is there and nobody listens at that port. */
  PORT_REFUSED(Scope.SERVER, Retry.AFTER),
  /** There is no way to the host. */
  UNREACHABLE(Scope.SERVER, Retry.AFTER),
  /** The connection was not set up within the limit. */
  CONNECT_TIMEOUT(Scope.SERVER, Retry.AFTER),
  /** TLS was asked for and the port does not speak it. */
  TLS_NOT_SPOKEN(Scope.SERVER, Retry.NEVER),
  /** The TLS handshake failed for a reason other than the certificate. */
  TLS_FAILED(Scope.SERVER, Retry.NEVER),
  /** STARTTLS was asked for and the server does not offer it, or logged us in before it. */
  STARTTLS_MISSING(Scope.SERVER, Retry.NEVER),
  /** The server said NO or BAD to STARTTLS. */
  STARTTLS_REFUSED(Scope.SERVER, Retry.AFTER),
  /** Somebody put bytes between the answer to STARTTLS and the handshake: an attack. */
  STARTTLS_INJECTION(Scope.SERVER, Retry.NEVER),
  /** The certificate is not valid; {@link CertificateRefusedException} says what is wrong. */
  CERTIFICATE_INVALID(Scope.SERVER, Retry.NEVER),
  /** The server greeted with BYE. */
  GREETING_BYE(Scope.SERVER, Retry.AFTER),
  /** What answered does not greet as an IMAP server does. */
  NOT_IMAP(Scope.SERVER, Retry.NEVER),
  /** User name or password were refused. */
  AUTHENTICATION_FAILED(Scope.ACCOUNT, Retry.NEVER),
  /** The server could not check the password now. */
  AUTHENTICATION_UNAVAILABLE(Scope.ACCOUNT, Retry.AFTER),
  /** The server takes no password here (LOGINDISABLED, no mechanism of ours). */
  LOGIN_DISABLED(Scope.ACCOUNT, Retry.NEVER),
  /** What was asked for needs a mechanism the server does not offer. */
  MECHANISM_MISSING(Scope.ACCOUNT, Retry.NEVER),
  /** The server did not prove that it knows the password it was about to accept, or accepted. */
  SERVER_UNPROVEN(Scope.SERVER, Retry.NEVER),
  /** User name or password hold a character that the only form left cannot carry. */
  CREDENTIALS_UNSENDABLE(Scope.ACCOUNT, Retry.NEVER),
  /** The server said NO or BAD; {@link RefusedException} carries the answer. */
  REFUSED(Scope.FOLDER, Retry.NEVER),
  /** The mailbox was opened and its UIDVALIDITY is not the expected one. */
  UIDVALIDITY_CHANGED(Scope.FOLDER, Retry.NEVER),
  /** The connection ended. */
  CONNECTION_LOST(Scope.CONNECTION, Retry.NOW),
  /** The server said BYE and hung up. */
  BYE(Scope.CONNECTION, Retry.AFTER),
  /** Nothing came, or nothing could be sent, for longer than the limit. */
  TIMEOUT(Scope.CONNECTION, Retry.NOW),
  /** The server broke the protocol so that no answer can be trusted any more. */
  PROTOCOL(Scope.CONNECTION, Retry.NOW),
  /** The server sent more than a limit allows. */
  LIMIT_EXCEEDED(Scope.CONNECTION, Retry.NEVER),
  /** We closed the connection. */
  CLOSED(Scope.CONNECTION, Retry.NOW),
  /** A message body was not supplied in its announced length; the connection was dropped. */
  BODY_LENGTH(Scope.CONNECTION, Retry.NOW),
  /** Something of ours failed while a body was passing: the sink, or the disk below the spool. */
  RECEIVER_FAILED(Scope.CONNECTION, Retry.NOW);

  private final Scope scope;
  private final Retry retry;

  Reason(Scope scope, Retry retry) {
    this.scope = scope;
    this.retry = retry;
  }

  /** How far the damage reaches unless the exception knows better. */
  Scope scope() {
    return scope;
  }

  /** Whether trying again helps unless the exception knows better. */
  Retry retry() {
    return retry;
  }
}
