package org.transhume.imap;

import java.time.Duration;
import org.transhume.mail.Entropy;
import org.transhume.mail.Ticker;

/**
 * All that is needed to open a connection, login aside.
 *
 * @param connectTimeout for name, connection, TLS and greeting together
 * @param commandTimeout how long the server may stay silent while a command waits for it, and how
 *     long a single write may be stuck
 * @param ticker what time limits are measured by
 * @param entropy what logins take their nonces from
 */
public record ConnectionSettings(
    ImapEndpoint endpoint,
    CertificatePolicy certificates,
    Duration connectTimeout,
    Duration commandTimeout,
    Limits limits,
    ImapListener listener,
    Ticker ticker,
    Entropy entropy) {
  public ConnectionSettings {
    if (!connectTimeout.isPositive() || !commandTimeout.isPositive()) {
      throw new IllegalArgumentException("A time limit is positive");
    }
  }

  /**
   * System trust, 30 s to connect, 120 s of silence, the usual limits, nobody listening, the
   * machine's clock.
   */
  public static ConnectionSettings of(ImapEndpoint endpoint) {
    return new ConnectionSettings(
        endpoint,
        CertificatePolicy.systemTrust(),
        Duration.ofSeconds(30),
        Duration.ofSeconds(120),
        Limits.usual(),
        ImapListener.none(),
        Ticker.system(),
        Entropy.system());
  }

  /** The same with another policy. */
  public ConnectionSettings withCertificates(CertificatePolicy policy) {
    return new ConnectionSettings(
        endpoint, policy, connectTimeout, commandTimeout, limits, listener, ticker, entropy);
  }

  /** The same with other time limits. */
  public ConnectionSettings withTimeouts(Duration connect, Duration command) {
    return new ConnectionSettings(
        endpoint, certificates, connect, command, limits, listener, ticker, entropy);
  }

  /** The same with other limits. */
  public ConnectionSettings withLimits(Limits other) {
    return new ConnectionSettings(
        endpoint, certificates, connectTimeout, commandTimeout, other, listener, ticker, entropy);
  }

  /** The same with somebody listening. */
  public ConnectionSettings withListener(ImapListener other) {
    return new ConnectionSettings(
        endpoint, certificates, connectTimeout, commandTimeout, limits, other, ticker, entropy);
  }

  /** The same with another clock. */
  public ConnectionSettings withTicker(Ticker other) {
    return new ConnectionSettings(
        endpoint, certificates, connectTimeout, commandTimeout, limits, listener, other, entropy);
  }

  /** The same with other chances. */
  public ConnectionSettings withEntropy(Entropy other) {
    return new ConnectionSettings(
        endpoint, certificates, connectTimeout, commandTimeout, limits, listener, ticker, other);
  }
}
