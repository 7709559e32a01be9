package org.transhume.imap.testkit.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.security.cert.CertificateExpiredException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SelfSignedCertificateTest {
  @TempDir private Path folder;

  @Test
  void isTrustedByThoseWhoTrustItAndNobodyElse() throws Exception {
    var certificate = SelfSignedCertificate.create(folder, SelfSignedCertificate.Spec.loopback());

    assertThat(handshake(certificate, certificate.trustingContext())).isEqualTo('!');
    assertThat(certificate.sha256Fingerprint()).matches("[0-9a-f]{64}");
    assertThatThrownBy(() -> handshake(certificate, SSLContext.getDefault()))
        .isInstanceOf(SSLException.class);
  }

  @Test
  void canBeExpiredOrForSomebodyElse() {
    var expired = SelfSignedCertificate.create(folder, SelfSignedCertificate.Spec.expired());
    var other =
        SelfSignedCertificate.create(
            folder, SelfSignedCertificate.Spec.forOtherHost("mail.example.com"));

    // Not by a handshake: Java does not look at the dates of a certificate it was told to trust.
    assertThatThrownBy(() -> expired.certificate().checkValidity())
        .isInstanceOf(CertificateExpiredException.class);
    assertThatThrownBy(() -> handshake(other, other.trustingContext()))
        .isInstanceOf(SSLException.class);
  }

  private static int handshake(SelfSignedCertificate certificate, SSLContext client)
      throws IOException {
    try (var listener =
        (SSLServerSocket)
            certificate
                .serverContext()
                .getServerSocketFactory()
                .createServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread.startVirtualThread(
          () -> {
            try (var socket = listener.accept()) {
              socket.getOutputStream().write('!');
            } catch (IOException refused) {
              // The client did not like the certificate: it says so itself.
            }
          });
      try (var socket =
          (SSLSocket)
              client.getSocketFactory().createSocket("127.0.0.1", listener.getLocalPort())) {
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.setSoTimeout(10_000);
        return socket.getInputStream().read();
      }
    }
  }
}
