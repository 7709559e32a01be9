package org.transhume.imap;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Decides about one server's certificate and remembers what is wrong with it, so that a person can
 * decide otherwise. One handshake each.
 */
final class PeerTrust extends X509ExtendedTrustManager {
  private final CertificatePolicy policy;
  private final List<X509ExtendedTrustManager> delegates;
  private @Nullable Refusal refusal;

  /** What is wrong with which certificate. */
  record Refusal(
      CertificateRefusedException.Fault fault, X509Certificate certificate, Exception cause) {}

  PeerTrust(CertificatePolicy policy) throws GeneralSecurityException {
    this.policy = policy;
    this.delegates =
        switch (policy) {
          case CertificatePolicy.SystemTrust() -> List.of(trusting(null));
          case CertificatePolicy.WithAuthorities(List<X509Certificate> authorities) ->
              List.of(trusting(null), trusting(storeOf(authorities)));
          case CertificatePolicy.Pinned(String _) -> List.of();
        };
  }

  /** What the handshake failed for, if it was the certificate. */
  @Nullable Refusal refusal() {
    return refusal;
  }

  private static KeyStore storeOf(List<X509Certificate> authorities)
      throws GeneralSecurityException {
    try {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      for (int i = 0; i < authorities.size(); i++) {
        store.setCertificateEntry("authority-" + i, authorities.get(i));
      }
      return store;
    } catch (java.io.IOException e) {
      throw new GeneralSecurityException(e);
    }
  }

  private static X509ExtendedTrustManager trusting(@Nullable KeyStore store)
      throws GeneralSecurityException {
    var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    for (TrustManager manager : factory.getTrustManagers()) {
      if (manager instanceof X509ExtendedTrustManager extended) {
        return extended;
      }
    }
    throw new GeneralSecurityException("No X.509 trust manager");
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    if (policy instanceof CertificatePolicy.Pinned(String sha256)) {
      checkPin(chain, sha256);
      return;
    }
    CertificateException failed = null;
    for (X509ExtendedTrustManager delegate : delegates) {
      try {
        delegate.checkServerTrusted(chain, authType, socket);
        chain[0].checkValidity(); // not looked at where it is itself one of the authorities
        return;
      } catch (CertificateException e) {
        failed = e;
      }
    }
    var cause = failed == null ? new CertificateException("nobody is trusted") : failed;
    refusal = new Refusal(faultOf(chain, authType), chain[0], cause);
    throw cause;
  }

  private void checkPin(X509Certificate[] chain, String sha256) throws CertificateException {
    String presented = PresentedCertificate.fingerprint(chain[0]);
    if (!MessageDigest.isEqual(
        presented.getBytes(java.nio.charset.StandardCharsets.US_ASCII),
        sha256.getBytes(java.nio.charset.StandardCharsets.US_ASCII))) {
      var cause = new CertificateException("another certificate than the accepted one");
      refusal = new Refusal(CertificateRefusedException.Fault.OTHER_THAN_PINNED, chain[0], cause);
      throw cause;
    }
  }

  /** Told apart by asking again rather than by an exception's text: time, then name, then trust. */
  private CertificateRefusedException.Fault faultOf(X509Certificate[] chain, String authType) {
    try {
      chain[0].checkValidity();
    } catch (CertificateExpiredException _) {
      return CertificateRefusedException.Fault.EXPIRED;
    } catch (CertificateNotYetValidException _) {
      return CertificateRefusedException.Fault.NOT_YET_VALID;
    }
    for (X509ExtendedTrustManager delegate : delegates) {
      try {
        delegate.checkServerTrusted(chain, authType); // without a socket no name is checked
        return CertificateRefusedException.Fault.WRONG_NAME;
      } catch (CertificateException _) {
        // not trusted by this one whatever its name
      }
    }
    return CertificateRefusedException.Fault.UNTRUSTED;
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    throw new CertificateException("only sockets are used");
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    throw new CertificateException("a name must be checked");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    throw new CertificateException("no server here");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    throw new CertificateException("no server here");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    throw new CertificateException("no server here");
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }
}
