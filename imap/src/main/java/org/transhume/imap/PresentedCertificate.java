package org.transhume.imap;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.HexFormat;

/**
 * The certificate a server presented, in what a person needs to decide about it. All texts are
 * untrusted.
 *
 * @param sha256 the fingerprint to pin, 64 hexadecimal digits in lower case
 */
public record PresentedCertificate(
    String sha256, String subject, String issuer, Instant notBefore, Instant notAfter) {

  static PresentedCertificate of(X509Certificate certificate) {
    return new PresentedCertificate(
        fingerprint(certificate),
        certificate.getSubjectX500Principal().getName(),
        certificate.getIssuerX500Principal().getName(),
        certificate.getNotBefore().toInstant(),
        certificate.getNotAfter().toInstant());
  }

  static String fingerprint(X509Certificate certificate) {
    try {
      var digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException | CertificateEncodingException e) {
      throw new IllegalStateException("A certificate without fingerprint", e);
    }
  }
}
