package org.transhume.imap;

import java.net.InetAddress;
import java.util.Optional;

/**
 * Where an IMAP server is.
 *
 * @param host a name or an address as a person typed it; the certificate is checked against it
 * @param port 1 to 65535
 * @param address what to connect to where the name was resolved before; else it is resolved now
 */
public record ImapEndpoint(String host, int port, TlsMode tls, Optional<InetAddress> address) {
  public ImapEndpoint {
    if (host.isBlank() || host.chars().anyMatch(c -> c <= ' ' || c == 0x7F)) {
      throw new IllegalArgumentException("A host name holds no spaces and is not empty");
    }
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("Port out of range: " + port);
    }
  }

  /** An endpoint whose name is resolved when it is connected to. */
  public static ImapEndpoint of(String host, int port, TlsMode tls) {
    return new ImapEndpoint(host, port, tls, Optional.empty());
  }

  @Override
  public String toString() {
    return host + ":" + port;
  }
}
