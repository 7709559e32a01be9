package org.transhume.imap;

/**
 * The server's certificate is not valid. Carries the certificate, so that a person can accept that
 * very one by its fingerprint.
 */
public final class CertificateRefusedException extends ImapException {
  private static final long serialVersionUID = 1L;

  private final Fault fault;
  private final transient PresentedCertificate certificate;

  /** What is wrong with a certificate; the first that applies. */
  public enum Fault {
    /** A fingerprint is pinned and this certificate has another. */
    OTHER_THAN_PINNED,
    /** Its time is over. */
    EXPIRED,
    /** Its time has not come. */
    NOT_YET_VALID,
    /** It is for another name. */
    WRONG_NAME,
    /** It is signed by nobody we trust, itself included. */
    UNTRUSTED
  }

  CertificateRefusedException(
      String attempted, Fault fault, PresentedCertificate certificate, Throwable cause) {
    super(Reason.CERTIFICATE_INVALID, attempted, fault.toString(), cause);
    this.fault = fault;
    this.certificate = certificate;
  }

  @Override
  CertificateRefusedException whileAttempting(String command) {
    return new CertificateRefusedException(command, fault, certificate, this);
  }

  /** What is wrong. */
  public Fault fault() {
    return fault;
  }

  /** The certificate the server presented. */
  public PresentedCertificate certificate() {
    return certificate;
  }
}
