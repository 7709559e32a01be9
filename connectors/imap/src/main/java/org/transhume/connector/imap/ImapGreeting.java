package org.transhume.connector.imap;

import java.util.Map;
import java.util.Optional;
import org.transhume.engine.endpoint.EndpointException;
import org.transhume.engine.endpoint.Side;
import org.transhume.imap.Capabilities;
import org.transhume.imap.CertificatePolicy;
import org.transhume.imap.CertificateRefusedException;
import org.transhume.imap.ConnectionSettings;
import org.transhume.imap.ImapConnection;
import org.transhume.imap.ImapException;
import org.transhume.imap.PresentedCertificate;
import org.transhume.imap.RefusedException;

/**
 * A server reached without logging in: found, agreed with on TLS, greeted by. All of it is the
 * server's word, untrusted.
 *
 * @param greeting the words it greeted with
 * @param software what it answers to ID, by field; often empty
 * @param capabilities those before a login
 * @param certificate the one it presented, under TLS
 * @param refusal what is wrong with the certificate, if anything
 */
public record ImapGreeting(
    String greeting,
    Map<String, String> software,
    Capabilities capabilities,
    Optional<PresentedCertificate> certificate,
    Optional<CertificateRefusedException.Fault> refusal) {
  public ImapGreeting {
    software = Map.copyOf(software);
  }

  /**
   * Reaches the server and takes leave of it.
   *
   * @return the capabilities it announces before a login, untrusted, parted by spaces
   * @throws EndpointException if it cannot be reached, or is no IMAP server
   */
  public static String capabilities(ConnectionSettings settings, Side side) {
    try {
      return greet(settings, Optional.empty()).capabilities().toString();
    } catch (ImapException e) {
      throw new Faults(side).of(e, Doing.CONNECTING, "");
    }
  }

  /**
   * Reaches the server, whoever vouches for its certificate, and takes leave of it: nothing secret
   * is sent.
   *
   * @throws EndpointException if it cannot be reached, or is no IMAP server
   */
  public static ImapGreeting of(ConnectionSettings settings, Side side) {
    try {
      return greet(settings, Optional.empty());
    } catch (CertificateRefusedException e) {
      return withThatCertificate(settings, e, side);
    } catch (ImapException e) {
      throw new Faults(side).of(e, Doing.CONNECTING, "");
    }
  }

  private static ImapGreeting withThatCertificate(
      ConnectionSettings settings, CertificateRefusedException refused, Side side) {
    var pinned = new CertificatePolicy.Pinned(refused.certificate().sha256());
    try {
      return greet(settings.withCertificates(pinned), Optional.of(refused.fault()));
    } catch (ImapException e) {
      throw new Faults(side).of(e, Doing.CONNECTING, "");
    }
  }

  private static ImapGreeting greet(
      ConnectionSettings settings, Optional<CertificateRefusedException.Fault> refusal) {
    try (ImapConnection imap = ImapConnection.open(settings)) {
      Capabilities announced =
          imap.capabilities().isEmpty() ? imap.capability().await() : imap.capabilities();
      var greeting =
          new ImapGreeting(
              imap.greeting(), software(imap, announced), announced, imap.certificate(), refusal);
      imap.logout().await();
      return greeting;
    }
  }

  private static Map<String, String> software(ImapConnection imap, Capabilities announced) {
    if (!announced.has("ID")) {
      return Map.of();
    }
    try {
      return imap.id(Map.of("name", "Transhume")).await();
    } catch (RefusedException _) {
      return Map.of(); // RFC 2971 allows it in any state; not every server does.
    }
  }
}
