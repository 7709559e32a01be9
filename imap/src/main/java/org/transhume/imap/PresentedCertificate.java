package org.transhume.imap;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/**
 * The certificate a server presented, in what a person needs to decide about it. All texts are
 * untrusted.
 *
 * @param names host names and addresses it is for, in its order (RFC 5280 section 4.2.1.6)
 * @param sha256 the fingerprint to pin, 64 hexadecimal digits in lower case
 */
public record PresentedCertificate(
    String sha256,
    String subject,
    List<String> names,
    String issuer,
    Instant notBefore,
    Instant notAfter) {
  private static final Set<Integer> HOST_NAMES_AND_ADDRESSES = Set.of(2, 7);

  public PresentedCertificate {
    names = List.copyOf(names);
  }

  static PresentedCertificate of(X509Certificate certificate) {
    return new PresentedCertificate(
        fingerprint(certificate),
        certificate.getSubjectX500Principal().getName(),
        names(certificate),
        certificate.getIssuerX500Principal().getName(),
        certificate.getNotBefore().toInstant(),
        certificate.getNotAfter().toInstant());
  }

  private static List<String> names(X509Certificate certificate) {
    try {
      Collection<List<?>> all = certificate.getSubjectAlternativeNames();
      return all == null
          ? List.of()
          : all.stream()
              .filter(each -> HOST_NAMES_AND_ADDRESSES.contains(each.getFirst()))
              .map(each -> String.valueOf(each.get(1)))
              .toList();
    } catch (CertificateParsingException _) {
      return List.of(); // Whoever trusts it has read them; a person sees that there are none.
    }
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
