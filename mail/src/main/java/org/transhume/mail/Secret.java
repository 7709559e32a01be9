package org.transhume.mail;

/**
 * A password, token or key. It prints as {@code ***} and has no other way out than {@link #reveal},
 * which only a named list of classes may call (an architecture test holds this).
 */
public final class Secret {
  private final String value;

  private Secret(String value) {
    this.value = value;
  }

  /** Wraps a value; any character is allowed, the empty string too. */
  public static Secret of(String value) {
    return new Secret(value);
  }

  /** The value itself, for the exchange that authenticates and nothing else. */
  public String reveal() {
    return value;
  }

  /** Compares in a time that does not depend on where two values differ. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Secret secret
        && java.security.MessageDigest.isEqual(
            value.getBytes(java.nio.charset.StandardCharsets.UTF_8),
            secret.value.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public String toString() {
    return "***";
  }
}
