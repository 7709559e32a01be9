package org.transhume.imap;

import java.util.Optional;
import org.transhume.imap.sasl.SaltedPassword;
import org.transhume.mail.Secret;

/**
 * Who logs in. Any character is allowed; what a server's mechanisms cannot carry is told when it is
 * tried. Kept for all connections of an account, it derives what SCRAM needs of the password once.
 */
public final class Credentials {
  private final String user;
  private final Secret password;
  private final SaltedPassword salted;
  private final Optional<String> authorizationIdentity;
  private final LoginMethod method;

  private Credentials(
      String user,
      Secret password,
      SaltedPassword salted,
      Optional<String> authorizationIdentity,
      LoginMethod method) {
    this.user = user;
    this.password = password;
    this.salted = salted;
    this.authorizationIdentity = authorizationIdentity;
    this.method = method;
  }

  /** A user and his own mailbox. */
  public static Credentials of(String user, Secret password) {
    return new Credentials(
        user, password, new SaltedPassword(password), Optional.empty(), LoginMethod.AUTOMATIC);
  }

  /** The same user, opening somebody else's mailbox. */
  public Credentials actingFor(String other) {
    return new Credentials(user, password, salted, Optional.of(other), method);
  }

  /** The same by that method and no other. */
  public Credentials by(LoginMethod other) {
    return new Credentials(user, password, salted, authorizationIdentity, other);
  }

  /** Whose password it is. */
  public String user() {
    return user;
  }

  public Secret password() {
    return password;
  }

  /** The password as SCRAM wants it. */
  SaltedPassword salted() {
    return salted;
  }

  /** Whose mailbox to open, if not the user's own (SASL PLAIN: RFC 4616, SCRAM: RFC 5802). */
  public Optional<String> authorizationIdentity() {
    return authorizationIdentity;
  }

  /** How to prove who it is. */
  public LoginMethod method() {
    return method;
  }
}
