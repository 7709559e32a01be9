package org.transhume.imap.sasl;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.transhume.mail.Secret;

/**
 * CRAM-MD5 (RFC 2195), for servers that have nothing better and only when a person asks for it:
 * whoever hears one exchange can try passwords against it at leisure.
 */
public final class CramMd5Mechanism implements SaslMechanism {
  private final String user;
  private final Secret password;
  private boolean said;

  /** Credentials of one account. */
  public CramMd5Mechanism(String user, Secret password) {
    this.user = user;
    this.password = password;
  }

  @Override
  public String name() {
    return "CRAM-MD5";
  }

  @Override
  public boolean isClientFirst() {
    return false;
  }

  @Override
  public byte[] respond(byte[] challenge) {
    // Nothing to sign would make the same answer each time, to be kept and looked up.
    if (said || challenge.length == 0) {
      throw new IllegalStateException("CRAM-MD5 answers one challenge");
    }
    said = true;
    byte[] key = password.reveal().getBytes(StandardCharsets.UTF_8);
    String digest = HexFormat.of().formatHex(new Hmac("HmacMD5", key).of(challenge));
    return (user + " " + digest).getBytes(StandardCharsets.UTF_8);
  }
}
