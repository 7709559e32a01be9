package org.transhume.imap;

import org.jspecify.annotations.Nullable;
import org.transhume.mail.Retry;
import org.transhume.mail.Scope;

/**
 * Something broke. Carries what is needed to act: a stable reason, how far the damage reaches and
 * whether trying again helps. The message is for logs; it holds the server's words, which are
 * untrusted, and never a secret.
 */
public class ImapException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Reason reason;
  private final String attempted;
  private final String words;
  private final Scope scope;
  private final Retry retry;

  /** A failure with the reach that its reason usually has. */
  ImapException(Reason reason, String attempted, String words, @Nullable Throwable cause) {
    this(reason, attempted, words, reason.scope(), reason.retry(), cause);
  }

  ImapException(
      Reason reason,
      String attempted,
      String words,
      Scope scope,
      Retry retry,
      @Nullable Throwable cause) {
    super(attempted + ": " + reason + (words.isEmpty() ? "" : ": " + words), cause);
    this.reason = reason;
    this.attempted = attempted;
    this.words = words;
    this.scope = scope;
    this.retry = retry;
  }

  /** What {@code e} says, or its kind if it says nothing. */
  static String words(Throwable e) {
    String message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() : message;
  }

  /** The same failure as another command met it. */
  ImapException whileAttempting(String command) {
    return new ImapException(reason, command, words, scope, retry, this);
  }

  /** The stable code. */
  public Reason reason() {
    return reason;
  }

  /** What was attempted: a command's name or a step of connecting. */
  public String attempted() {
    return attempted;
  }

  /** The server's or the system's own words; untrusted, possibly empty. */
  public String words() {
    return words;
  }

  /** How far the damage reaches. */
  public Scope scope() {
    return scope;
  }

  /** Whether trying again helps. */
  public Retry retry() {
    return retry;
  }
}
