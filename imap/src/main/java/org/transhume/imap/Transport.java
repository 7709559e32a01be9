package org.transhume.imap;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLSocket;

/**
 * The bytes to and from a server.
 *
 * @param socket the TCP connection, below TLS if there is any
 * @param certificate the server's, under TLS
 */
record Transport(
    Socket socket,
    InputStream in,
    OutputStream out,
    boolean isEncrypted,
    Optional<PresentedCertificate> certificate)
    implements AutoCloseable {
  static Transport plain(Socket socket) throws IOException {
    return new Transport(
        socket, socket.getInputStream(), socket.getOutputStream(), false, Optional.empty());
  }

  /** TLS over this connection. */
  Transport under(SSLSocket tls) throws IOException {
    Optional<PresentedCertificate> certificate =
        tls.getSession().getPeerCertificates()[0] instanceof X509Certificate presented
            ? Optional.of(PresentedCertificate.of(presented))
            : Optional.empty();
    return new Transport(socket, tls.getInputStream(), tls.getOutputStream(), true, certificate);
  }

  /**
   * Ends reads and writes under way in other threads. Without the farewell of TLS: the JDK's waits
   * for a write that is stuck, which is what this may have to end.
   */
  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException _) {
      // Nothing is left to be done with it.
    }
  }
}
