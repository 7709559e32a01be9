package org.transhume.imap;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.transhume.imap.sasl.LoginMechanism;
import org.transhume.imap.sasl.PlainMechanism;
import org.transhume.imap.sasl.SaslMechanism;
import org.transhume.imap.wire.CommandText;
import org.transhume.mail.Promise;

/**
 * Logs in the best way both sides know: SASL PLAIN, which carries any character and an
 * authorisation identity; else the LOGIN command; else SASL LOGIN.
 */
final class Authentication {
  private static final Set<String> UNAVAILABLE =
      Set.of("UNAVAILABLE", "LIMIT", "INUSE", "SERVERBUG", "THROTTLED", "OVERQUOTA");
  private static final String ATTEMPTED = "logging in";

  private final Session session;

  Authentication(Session session) {
    this.session = session;
  }

  /** Blocks until the server has decided. */
  void authenticate(Credentials credentials) {
    TlsMode mode = session.settings().endpoint().tls();
    if (mode != TlsMode.PLAIN && !session.isEncrypted()) {
      throw new IllegalStateException("A password never goes over a connection in plain text");
    }
    TaggedResponse answer;
    session.authenticating(true);
    try {
      answer = exchange(credentials);
    } catch (IllegalArgumentException e) {
      // Without the cause's text: it must not become a way for a secret into a log.
      throw new ImapException(
          Reason.CREDENTIALS_UNSENDABLE,
          ATTEMPTED,
          "user name or password hold a character this server cannot be sent",
          null);
    } finally {
      session.authenticating(false);
    }
    if (!answer.isOk()) {
      boolean later = answer.code().map(c -> UNAVAILABLE.contains(c.name())).orElse(false);
      throw new RefusedException(
          later ? Reason.AUTHENTICATION_UNAVAILABLE : Reason.AUTHENTICATION_FAILED,
          ATTEMPTED,
          answer);
    }
  }

  private TaggedResponse exchange(Credentials credentials) {
    Capabilities announced = session.facts().capabilities();
    if (announced.has("AUTH=PLAIN")) {
      return exchange(
          new PlainMechanism(
              credentials.authorizationIdentity(), credentials.user(), credentials.password()));
    }
    if (credentials.authorizationIdentity().isPresent()) {
      throw new ImapException(
          Reason.MECHANISM_MISSING, ATTEMPTED, "acting for somebody else needs AUTH=PLAIN", null);
    }
    if (!announced.has("LOGINDISABLED")) {
      return session.send(new LoginCommand(session, credentials)).await();
    }
    if (announced.has("AUTH=LOGIN")) {
      return exchange(new LoginMechanism(credentials.user(), credentials.password()));
    }
    throw new ImapException(Reason.LOGIN_DISABLED, ATTEMPTED, announced.toString(), null);
  }

  private TaggedResponse exchange(SaslMechanism mechanism) {
    if (!session.writer().takeTurn(this)) {
      throw session.writer().noTurn();
    }
    try {
      return converse(mechanism);
    } catch (IOException e) {
      session.ended(e);
      throw session.writer().noTurn();
    } catch (CancellationException e) {
      session.fail(new ImapException(Reason.CLOSED, ATTEMPTED, "interrupted", e));
      throw e;
    } finally {
      session.writer().giveTurnBack(this);
    }
  }

  private TaggedResponse converse(SaslMechanism mechanism) throws IOException {
    var command = new AuthenticateCommand(session);
    var text = new CommandText().raw("AUTHENTICATE ").atom(mechanism.name());
    if (mechanism.isClientFirst() && session.facts().capabilities().hasOrRev2("SASL-IR")) {
      String first = base64(mechanism.respond(new byte[0]));
      text.raw(" ").secretRaw(first.isEmpty() ? "=" : first); // RFC 4959 section 3
    }
    if (!session.writer().begin(command)) {
      return command.promise().await();
    }
    Promise<Continuation> next = session.writer().awaitContinuation();
    session.writer().trace("t" + command.tag() + " " + text.redacted());
    session.writer().writeLine(text);
    while (next.await() instanceof Continuation.Go(String challenge)) {
      Optional<String> response = respond(mechanism, challenge);
      next = session.writer().awaitContinuation();
      session.writer().trace(response.isPresent() ? "***" : "*");
      session.writer().writeLine(new CommandText().secretRaw(response.orElse("*")));
    }
    return command.promise().await();
  }

  /**
   * The answer to a challenge; none, and the exchange is called off, if there is nothing to say.
   */
  private static Optional<String> respond(SaslMechanism mechanism, String challenge) {
    try {
      byte[] octets = Base64.getDecoder().decode(challenge.strip());
      return Optional.of(base64(mechanism.respond(octets)));
    } catch (IllegalArgumentException _) {
      // Some servers send text instead of base64 where nothing is asked; our answer is the same.
      return Optional.of(base64(mechanism.respond(new byte[0])));
    } catch (IllegalStateException _) {
      return Optional.empty();
    }
  }

  private static String base64(byte[] octets) {
    return new String(Base64.getEncoder().encode(octets), StandardCharsets.US_ASCII);
  }
}
