package org.transhume.connector.imap;

import org.transhume.imap.ConnectionSettings;
import org.transhume.imap.Credentials;

/**
 * An account at an IMAP server and the way in.
 *
 * @param maxConnections how many connections there may be at a time, at least 1; fewer if the
 *     server says so
 * @param compresses whether connections are compressed where the server can (RFC 4978); pays on
 *     slow lines alone
 */
public record ImapAccountSettings(
    ConnectionSettings connection,
    Credentials credentials,
    int maxConnections,
    boolean compresses) {
  /** Less than any provider is known to allow. */
  public static final int DEFAULT_MAX_CONNECTIONS = 4;

  public ImapAccountSettings {
    if (maxConnections < 1) {
      throw new IllegalArgumentException("At least one connection is needed: " + maxConnections);
    }
  }

  /** An account with the usual number of connections. */
  public static ImapAccountSettings of(ConnectionSettings connection, Credentials credentials) {
    return new ImapAccountSettings(connection, credentials, DEFAULT_MAX_CONNECTIONS, false);
  }

  /** The same with another number of connections. */
  public ImapAccountSettings withMaxConnections(int connections) {
    return new ImapAccountSettings(connection, credentials, connections, compresses);
  }

  /** The same, compressed or not. */
  public ImapAccountSettings withCompression(boolean wanted) {
    return new ImapAccountSettings(connection, credentials, maxConnections, wanted);
  }
}
