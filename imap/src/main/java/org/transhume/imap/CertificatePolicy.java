package org.transhume.imap;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Locale;

/** Which certificate is good enough. */
public sealed interface CertificatePolicy {
  /**
   * Signed, directly or not, by an authority the machine trusts, in time and for the host's name.
   */
  record SystemTrust() implements CertificatePolicy {}

  /** As {@link SystemTrust}, or signed by one of these authorities. */
  record WithAuthorities(List<X509Certificate> authorities) implements CertificatePolicy {
    public WithAuthorities {
      authorities = List.copyOf(authorities);
    }
  }

  /**
   * That very certificate, which a person accepted; its name, time and signature do not matter.
   *
   * @param sha256 its fingerprint, 64 hexadecimal digits; colons between them are taken out
   */
  record Pinned(String sha256) implements CertificatePolicy {
    public Pinned {
      sha256 = sha256.replace(":", "").toLowerCase(Locale.ROOT);
      if (!sha256.matches("[0-9a-f]{64}")) {
        throw new IllegalArgumentException("A SHA-256 fingerprint has 64 hexadecimal digits");
      }
    }
  }

  /** What the machine trusts. */
  static CertificatePolicy systemTrust() {
    return new SystemTrust();
  }
}
