package org.transhume.imap;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.transhume.imap.sasl.CramMd5Mechanism;
import org.transhume.imap.sasl.LoginMechanism;
import org.transhume.imap.sasl.PlainMechanism;
import org.transhume.imap.sasl.SaslMechanism;
import org.transhume.imap.sasl.ScramSha256Mechanism;
import org.transhume.imap.wire.CommandText;
import org.transhume.mail.Promise;

/**
 * Logs in by the method that was asked for, or by the one that fits server and connection best; see
 * {@link LoginMethod}. A second method is never tried: that would be what a downgrade is made of.
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
    LoginMethod method = credentials.method();
    return switch (method == LoginMethod.AUTOMATIC ? best(credentials) : method) {
      case AUTOMATIC -> throw new IllegalStateException("A method was just chosen");
      case PLAIN -> exchange(plain(credentials));
      case LOGIN -> login(credentials);
      case SCRAM_SHA_256 -> exchange(scram(credentials));
      case CRAM_MD5 -> exchange(new CramMd5Mechanism(own(credentials), credentials.password()));
    };
  }

  /** By what the server announces, once, before a word of it is tried. */
  private LoginMethod best(Credentials credentials) {
    boolean hasScram = offers(LoginMethod.SCRAM_SHA_256);
    boolean isOwn = credentials.authorizationIdentity().isEmpty();
    // Dovecot 2.3 lets nobody act for another by SCRAM.
    if (hasScram && !session.isEncrypted() && (isOwn || !offers(LoginMethod.PLAIN))) {
      return LoginMethod.SCRAM_SHA_256;
    }
    if (offers(LoginMethod.PLAIN)) {
      return LoginMethod.PLAIN;
    }
    boolean hasLogin = !announced().has("LOGINDISABLED") || offers(LoginMethod.LOGIN);
    if (hasLogin && isOwn) {
      return LoginMethod.LOGIN;
    }
    return hasScram ? LoginMethod.SCRAM_SHA_256 : LoginMethod.LOGIN;
  }

  private Capabilities announced() {
    return session.facts().capabilities();
  }

  private boolean offers(LoginMethod method) {
    return announced().has("AUTH=" + method.mechanism());
  }

  private static SaslMechanism plain(Credentials credentials) {
    return new PlainMechanism(
        credentials.authorizationIdentity(), credentials.user(), credentials.password());
  }

  private SaslMechanism scram(Credentials credentials) {
    return new ScramSha256Mechanism(
        credentials.authorizationIdentity(),
        credentials.user(),
        credentials.salted(),
        session.settings().entropy());
  }

  private TaggedResponse login(Credentials credentials) {
    String user = own(credentials);
    if (!announced().has("LOGINDISABLED")) {
      return session.send(new LoginCommand(session, credentials)).await();
    }
    if (offers(LoginMethod.LOGIN)) {
      return exchange(new LoginMechanism(user, credentials.password()));
    }
    throw new ImapException(Reason.LOGIN_DISABLED, ATTEMPTED, announced().toString(), null);
  }

  /** The user, where a form of login can open his own mailbox only. */
  private static String own(Credentials credentials) {
    if (credentials.authorizationIdentity().isPresent()) {
      throw new ImapException(
          Reason.MECHANISM_MISSING,
          ATTEMPTED,
          "acting for somebody else needs AUTH=PLAIN or AUTH=SCRAM-SHA-256",
          null);
    }
    return credentials.user();
  }

  private TaggedResponse exchange(SaslMechanism mechanism) {
    if (!announced().has("AUTH=" + mechanism.name())) {
      // Whoever strips a mechanism from the list gains nothing: no weaker one is tried.
      throw new ImapException(
          Reason.MECHANISM_MISSING, ATTEMPTED, "no AUTH=" + mechanism.name(), null);
    }
    if (!session.writer().takeTurn(this)) {
      throw session.writer().noTurn();
    }
    try {
      TaggedResponse answer = converse(mechanism);
      mechanism.objection(answer.isOk()).ifPresent(this::distrust);
      return answer;
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

  private void distrust(String objection) {
    var cause = new ImapException(Reason.SERVER_UNPROVEN, ATTEMPTED, objection, null);
    session.fail(cause);
    throw cause;
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
      return Optional.of(base64(mechanism.respond(decoded(challenge))));
    } catch (IllegalStateException _) {
      return Optional.empty();
    }
  }

  private static byte[] decoded(String challenge) {
    try {
      return Base64.getDecoder().decode(challenge.strip());
    } catch (IllegalArgumentException _) {
      return new byte[0]; // Some servers send text instead of base64 where nothing is asked.
    }
  }

  private static String base64(byte[] octets) {
    return new String(Base64.getEncoder().encode(octets), StandardCharsets.US_ASCII);
  }
}
