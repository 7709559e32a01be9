package org.transhume.connector.imap;

import org.transhume.engine.endpoint.EndpointException;
import org.transhume.engine.endpoint.Side;
import org.transhume.imap.Capabilities;
import org.transhume.imap.ConnectionSettings;
import org.transhume.imap.ImapConnection;
import org.transhume.imap.ImapException;

/** A server reached without logging in: found, agreed with on TLS, greeted by. */
public final class ImapGreeting {
  private ImapGreeting() {}

  /**
   * Reaches the server and takes leave of it.
   *
   * @return the capabilities it announces before a login, untrusted, parted by spaces
   * @throws EndpointException if it cannot be reached, or is no IMAP server
   */
  public static String capabilities(ConnectionSettings settings, Side side) {
    try (ImapConnection imap = ImapConnection.open(settings)) {
      Capabilities announced =
          imap.capabilities().isEmpty() ? imap.capability().await() : imap.capabilities();
      imap.logout().await();
      return announced.toString();
    } catch (ImapException e) {
      throw new Faults(side).of(e, Doing.CONNECTING, "");
    }
  }
}
