package org.transhume.imap.sasl;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.transhume.mail.Secret;

/** PLAIN (RFC 4616): any character but NUL, as UTF-8. */
public final class PlainMechanism implements SaslMechanism {
  private final String authorizationIdentity;
  private final String user;
  private final Secret password;
  private boolean said;

  /**
   * Credentials of one account, or of {@code user} acting for another.
   *
   * @throws IllegalArgumentException if one of them holds NUL, which no server could take
   */
  public PlainMechanism(Optional<String> authorizationIdentity, String user, Secret password) {
    this.authorizationIdentity = authorizationIdentity.orElse("");
    this.user = user;
    this.password = password;
    if (this.authorizationIdentity.indexOf('\0') >= 0
        || user.indexOf('\0') >= 0
        || password.reveal().indexOf('\0') >= 0) {
      throw new IllegalArgumentException("PLAIN cannot carry NUL");
    }
  }

  @Override
  public String name() {
    return "PLAIN";
  }

  @Override
  public boolean isClientFirst() {
    return true;
  }

  @Override
  public byte[] respond(byte[] challenge) {
    if (said) {
      throw new IllegalStateException("PLAIN says one thing only");
    }
    said = true;
    String message = authorizationIdentity + "\0" + user + "\0" + password.reveal();
    return message.getBytes(StandardCharsets.UTF_8);
  }
}
