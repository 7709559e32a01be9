package org.transhume.imap.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/** The other side of SCRAM-SHA-256 for one exchange; shares no code with the client's. */
public final class ScramServer {
  private final String salt = "W22ZaJ0SNY7soEsUEjb6gQ==";
  private final String password;
  private final int iterations;
  private String clientFirst = "";
  private String serverFirst = "";
  private String serverSignature = "";

  /** A server that knows that password. */
  public ScramServer(String password, int iterations) {
    this.password = password;
    this.iterations = iterations;
  }

  /** The answer to the client's first message, both as they are before base64. */
  public String first(String message) {
    clientFirst = message.substring(message.indexOf("n=", 3));
    String nonce = clientFirst.substring(clientFirst.indexOf(",r=") + 3);
    serverFirst = "r=" + nonce + "%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=" + salt + ",i=" + iterations;
    return serverFirst;
  }

  /** Whether the client's last message proves the password. */
  public boolean proves(String message) {
    String withoutProof = message.substring(0, message.indexOf(",p="));
    String proof = message.substring(message.indexOf(",p=") + 3);
    try {
      var spec =
          new PBEKeySpec(password.toCharArray(), Base64.getDecoder().decode(salt), iterations, 256);
      byte[] salted =
          SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(spec).getEncoded();
      byte[] signed = (clientFirst + "," + serverFirst + "," + withoutProof).getBytes(UTF_8);
      byte[] clientKey = hmac(salted, "Client Key".getBytes(UTF_8));
      byte[] storedKey = MessageDigest.getInstance("SHA-256").digest(clientKey);
      byte[] signature = hmac(storedKey, signed);
      for (int i = 0; i < clientKey.length; i++) {
        clientKey[i] ^= signature[i];
      }
      byte[] serverKey = hmac(salted, "Server Key".getBytes(UTF_8));
      serverSignature = Base64.getEncoder().encodeToString(hmac(serverKey, signed));
      return proof.equals(Base64.getEncoder().encodeToString(clientKey));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The server's own proof. */
  public String last() {
    return "v=" + serverSignature;
  }

  private static byte[] hmac(byte[] key, byte[] data) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac.doFinal(data);
  }
}
