package org.transhume.server.transfer;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.transhume.imap.TlsMode;

/**
 * Where a mailbox is and who enters it; the password is kept apart.
 *
 * @param host name or address as it was typed; the certificate is checked against it
 * @param port empty for 993 with TLS, then 143 with STARTTLS
 * @param tls empty to go by the port
 * @param login of the mailbox, as it stands; case matters
 * @param masterUser who logs in on behalf of {@code login}; empty if its owner does
 */
public record MailAccess(
    String host,
    OptionalInt port,
    Optional<TlsMode> tls,
    String login,
    Optional<String> masterUser) {

  /** Two accesses with one key reach one mailbox, as far as their words tell. */
  public String mailboxKey() {
    return host.toLowerCase(Locale.ROOT) + " " + login;
  }
}
