package org.transhume.imap;

/**
 * How to prove who we are. One method is chosen before anything is sent; where the server says NO
 * to it no other is tried with the same password.
 */
public enum LoginMethod {
  /**
   * What works with every way a server may keep its passwords: under TLS SASL PLAIN, else the LOGIN
   * command, else SASL LOGIN, else SCRAM-SHA-256. Without TLS SCRAM-SHA-256 comes first.
   */
  AUTOMATIC(""),
  /** SASL PLAIN and nothing else. */
  PLAIN("PLAIN"),
  /** The LOGIN command, or SASL LOGIN where the command is disabled. */
  LOGIN("LOGIN"),
  /** SASL SCRAM-SHA-256 and nothing else; a server that does not prove itself is refused. */
  SCRAM_SHA_256("SCRAM-SHA-256"),
  /** SASL CRAM-MD5 and nothing else; never chosen automatically. */
  CRAM_MD5("CRAM-MD5");

  private final String mechanism;

  LoginMethod(String mechanism) {
    this.mechanism = mechanism;
  }

  /** The name of the SASL mechanism; empty for {@link #AUTOMATIC}. */
  public String mechanism() {
    return mechanism;
  }
}
