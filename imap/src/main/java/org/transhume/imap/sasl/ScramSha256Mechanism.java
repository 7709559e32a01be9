package org.transhume.imap.sasl;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.transhume.mail.Entropy;

/**
 * SCRAM-SHA-256 (RFC 5802, RFC 7677) without channel binding: the password never goes over the
 * wire, and the server has to prove that it knows it as well.
 */
public final class ScramSha256Mechanism implements SaslMechanism {
  /** RFC 7677 section 4: no less, so that a false server gets no easy hash to guess from. */
  static final int MIN_ITERATIONS = 4096;

  /** A second of work; a false server could ask for hours. */
  static final int MAX_ITERATIONS = 2_000_000;

  private static final int NONCE_BYTES = 24;
  private static final String HMAC = "HmacSHA256";

  private final String header;
  private final String bare;
  private final String nonce;
  private final SaltedPassword password;
  private int said;
  private byte @Nullable [] serverSignature;
  private boolean isProven;
  private @Nullable String objection;

  /** Credentials of one account, or of {@code user} acting for another. */
  public ScramSha256Mechanism(
      Optional<String> authorizationIdentity,
      String user,
      SaltedPassword password,
      Entropy entropy) {
    this(authorizationIdentity, user, password, nonce(entropy));
  }

  ScramSha256Mechanism(
      Optional<String> authorizationIdentity, String user, SaltedPassword password, String nonce) {
    requireNoNul(authorizationIdentity.orElse("") + user);
    this.header = "n," + authorizationIdentity.map(a -> "a=" + name(a)).orElse("") + ",";
    this.nonce = nonce;
    this.bare = "n=" + name(SaslPrep.prepare(user)) + ",r=" + nonce;
    this.password = password;
  }

  private static String nonce(Entropy entropy) {
    var octets = new byte[NONCE_BYTES];
    entropy.fill(octets);
    return base64(octets);
  }

  private static void requireNoNul(String names) {
    if (names.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("SCRAM cannot carry NUL");
    }
  }

  /** RFC 5802 section 5.1: comma and equals sign part the attributes. */
  private static String name(String text) {
    return text.replace("=", "=3D").replace(",", "=2C");
  }

  @Override
  public String name() {
    return "SCRAM-SHA-256";
  }

  @Override
  public boolean isClientFirst() {
    return true;
  }

  @Override
  public byte[] respond(byte[] challenge) {
    said++;
    return switch (said) {
      case 1 -> (header + bare).getBytes(StandardCharsets.UTF_8);
      case 2 -> proof(new String(challenge, StandardCharsets.UTF_8));
      case 3 -> {
        check(new String(challenge, StandardCharsets.UTF_8));
        yield new byte[0];
      }
      default -> throw new IllegalStateException("SCRAM says three things only");
    };
  }

  /** The client-final message (RFC 5802 section 3). */
  private byte[] proof(String serverFirst) {
    String[] parts = serverFirst.split(",", -1);
    if (parts.length < 3
        || !parts[0].startsWith("r=")
        || !parts[1].startsWith("s=")
        || !parts[2].startsWith("i=")) {
      throw broken("the server's first message is not SCRAM's");
    }
    String bothNonces = parts[0].substring(2);
    if (!bothNonces.startsWith(nonce) || bothNonces.length() == nonce.length()) {
      throw broken("the server answered somebody else's exchange");
    }
    byte[] salt = decoded(parts[1].substring(2));
    int iterations = iterations(parts[2].substring(2));
    String withoutProof = "c=" + base64(utf8(header)) + ",r=" + bothNonces;
    String signed = bare + "," + serverFirst + "," + withoutProof;

    byte[] salted = password.key(salt, iterations);
    byte[] clientKey = new Hmac(HMAC, salted).of("Client Key");
    byte[] clientSignature = new Hmac(HMAC, sha256(clientKey)).of(signed);
    for (int i = 0; i < clientKey.length; i++) {
      clientKey[i] ^= clientSignature[i];
    }
    serverSignature = new Hmac(HMAC, new Hmac(HMAC, salted).of("Server Key")).of(signed);
    return utf8(withoutProof + ",p=" + base64(clientKey));
  }

  private int iterations(String text) {
    if (!text.matches("[1-9][0-9]{0,8}")) {
      throw broken("the server's iteration count is no number");
    }
    int iterations = Integer.parseInt(text);
    if (iterations < MIN_ITERATIONS || iterations > MAX_ITERATIONS) {
      throw broken(
          "the server asks for an iteration count below "
              + MIN_ITERATIONS
              + " or above "
              + MAX_ITERATIONS);
    }
    return iterations;
  }

  /** The server-final message: its proof, or why it refuses. */
  private void check(String serverFinal) {
    if (serverFinal.startsWith("e=")) {
      throw new IllegalStateException("The server refused"); // and will say NO
    }
    String first = serverFinal.split(",", 2)[0];
    if (!first.startsWith("v=")
        || !MessageDigest.isEqual(decoded(first.substring(2)), serverSignature)) {
      throw broken("the server does not know the password it accepts");
    }
    isProven = true;
  }

  private byte[] decoded(String base64) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException _) {
      throw broken("the server's message is not base64");
    }
  }

  private IllegalStateException broken(String what) {
    objection = what;
    return new IllegalStateException(what);
  }

  @Override
  public Optional<String> objection(boolean accepted) {
    if (accepted && !isProven && objection == null) {
      return Optional.of("the server said OK without proof that it knows the password");
    }
    return Optional.ofNullable(objection);
  }

  private static byte[] sha256(byte[] data) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(data);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String base64(byte[] octets) {
    return new String(Base64.getEncoder().encode(octets), StandardCharsets.US_ASCII);
  }
}
