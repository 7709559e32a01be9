package org.transhume.imap.sasl;

import java.nio.charset.StandardCharsets;
import org.transhume.mail.Secret;

/**
 * LOGIN, never standardised (draft-murchison-sasl-login): the server asks for the name, then for
 * the password; the wording of its questions does not matter.
 */
public final class LoginMechanism implements SaslMechanism {
  private final String user;
  private final Secret password;
  private int said;

  /** Credentials of one account. */
  public LoginMechanism(String user, Secret password) {
    this.user = user;
    this.password = password;
  }

  @Override
  public String name() {
    return "LOGIN";
  }

  @Override
  public boolean isClientFirst() {
    return false;
  }

  @Override
  public byte[] respond(byte[] challenge) {
    said++;
    return switch (said) {
      case 1 -> user.getBytes(StandardCharsets.UTF_8);
      case 2 -> password.reveal().getBytes(StandardCharsets.UTF_8);
      default -> throw new IllegalStateException("LOGIN says two things only");
    };
  }
}
