package org.transhume.imap;

import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/** TLS over a connection, with the certificate checked against the host a person named. */
final class TlsLayer {
  private TlsLayer() {}

  /**
   * Shakes hands within {@code limit}.
   *
   * @throws ImapException if it fails, with the reason; the socket is of no further use then
   */
  static Transport over(
      Transport plain, ConnectionSettings settings, Duration limit, String attempted) {
    ImapEndpoint endpoint = settings.endpoint();
    PeerTrust trust;
    SSLSocket socket;
    try {
      trust = new PeerTrust(settings.certificates());
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {trust}, null);
      Socket below = plain.socket();
      socket =
          (SSLSocket)
              context
                  .getSocketFactory()
                  .createSocket(below, Hosts.ascii(endpoint.host()), endpoint.port(), true);
      SSLParameters parameters = socket.getSSLParameters();
      if (!(settings.certificates() instanceof CertificatePolicy.Pinned)) {
        parameters.setEndpointIdentificationAlgorithm(
            "HTTPS"); // the rules of RFC 2818, as RFC 7817
      }
      socket.setSSLParameters(parameters);
    } catch (GeneralSecurityException | IOException e) {
      throw new ImapException(Reason.TLS_FAILED, attempted, ImapException.words(e), e);
    }
    var deadline = Deadline.closing(plain, limit);
    try (deadline) {
      socket.startHandshake();
      return plain.under(socket);
    } catch (IOException e) {
      if (deadline.hasPassed()) {
        throw new ImapException(Reason.CONNECT_TIMEOUT, attempted, "no handshake in time", e);
      }
      throw reasonOf(e, trust.refusal(), attempted);
    }
  }

  private static ImapException reasonOf(
      IOException e, PeerTrust.@Nullable Refusal refusal, String attempted) {
    if (refusal != null) {
      return new CertificateRefusedException(
          attempted,
          refusal.fault(),
          PresentedCertificate.of(refusal.certificate()),
          refusal.cause());
    }
    // A server that does not speak TLS answers with text (no record) or hangs up.
    boolean notTls =
        e.getClass() == SSLException.class
            || e instanceof EOFException
            || e.getCause() instanceof EOFException;
    Reason reason = notTls ? Reason.TLS_NOT_SPOKEN : Reason.TLS_FAILED;
    return new ImapException(reason, attempted, ImapException.words(e), e);
  }
}
