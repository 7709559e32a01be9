package org.transhume.imap;

import java.time.Duration;
import java.util.concurrent.CancellationException;

/** The way from settings to a connection that is ready to log in. */
final class Opening {
  private static final String GREETING = "greeting";

  private Opening() {}

  static Session open(ConnectionSettings settings) {
    long began = settings.ticker().nanos();
    Transport transport = Dialer.dial(settings);
    try {
      if (settings.endpoint().tls() == TlsMode.IMPLICIT) {
        transport = TlsLayer.over(transport, settings, left(settings, began), "TLS");
      }
    } catch (ImapException e) {
      transport.close();
      throw e;
    }
    var session = new Session(settings, transport);
    var deadline = Deadline.closing(transport, left(settings, began));
    try (deadline) {
      session.start();
      greet(session, settings);
      return session;
    } catch (ImapException e) {
      session.close();
      throw deadline.hasPassed()
          ? new ImapException(Reason.CONNECT_TIMEOUT, e.attempted(), silence(settings), e)
          : e;
    } catch (CancellationException e) {
      session.close();
      throw e;
    }
  }

  private static String silence(ConnectionSettings settings) {
    return settings.endpoint().tls() == TlsMode.IMPLICIT
        ? "connected, and no answer came in time"
        : "connected, and no greeting came in time: a port that speaks TLS from the start gives"
            + " none to others";
  }

  private static void greet(Session session, ConnectionSettings settings) {
    session.awaitGreeting();
    if (settings.endpoint().tls() == TlsMode.STARTTLS) {
      if (session.facts().state() == ConnectionState.AUTHENTICATED) {
        // RFC 9051 section 6.2.1: too late for STARTTLS, and a known way to strip it.
        throw new ImapException(Reason.STARTTLS_MISSING, GREETING, "PREAUTH", null);
      }
      requireCapabilities(session);
      if (!session.facts().capabilities().has("STARTTLS")) {
        throw new ImapException(Reason.STARTTLS_MISSING, GREETING, "", null);
      }
      session.send(new StartTlsCommand(session)).await();
    }
    requireCapabilities(session);
  }

  private static void requireCapabilities(Session session) {
    if (session.facts().capabilities().isEmpty()) {
      session.send(new CapabilityCommand(session)).await();
    }
  }

  private static Duration left(ConnectionSettings settings, long began) {
    Duration left = settings.connectTimeout().minusNanos(settings.ticker().nanos() - began);
    return left.isPositive() ? left : Duration.ofMillis(1);
  }
}
