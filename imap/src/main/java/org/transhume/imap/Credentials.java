package org.transhume.imap;

import java.util.Optional;
import org.transhume.mail.Secret;

/**
 * Who logs in. Any character is allowed; what a server's mechanisms cannot carry is told when it is
 * tried.
 *
 * @param user whose password it is
 * @param authorizationIdentity whose mailbox to open, if not the user's own (SASL PLAIN: RFC 4616,
 *     SCRAM: RFC 5802)
 * @param method how to prove it
 */
public record Credentials(
    String user, Secret password, Optional<String> authorizationIdentity, LoginMethod method) {
  /** A user and his own mailbox. */
  public static Credentials of(String user, Secret password) {
    return new Credentials(user, password, Optional.empty(), LoginMethod.AUTOMATIC);
  }

  /** The same user, opening somebody else's mailbox. */
  public Credentials actingFor(String other) {
    return new Credentials(user, password, Optional.of(other), method);
  }

  /** The same by that method and no other. */
  public Credentials by(LoginMethod other) {
    return new Credentials(user, password, authorizationIdentity, other);
  }
}
