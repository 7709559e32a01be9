package org.transhume.imap.testkit.memory;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * PREAUTH, LOGIN and AUTHENTICATE PLAIN (RFC 4616), with authorisation identities for master users.
 */
final class Login {
  private static final String REFUSED = "NO [AUTHENTICATIONFAILED] Authentication failed.";

  private Login() {}

  /** RFC 9051 section 7.1.4: lets a user in without a password; false if there is none. */
  static boolean preauthenticated(Session session, String user) {
    Optional<MemoryAccount> account = session.server.findAccount(user);
    account.ifPresent(
        known -> {
          known.connections++;
          session.logIn(known);
        });
    return account.isPresent();
  }

  static String login(Session session, Command command) {
    command.expectArguments(2);
    String user = command.argument(0).utf8();
    String password = command.argument(1).utf8();
    int star = user.lastIndexOf('*');
    return star > 0 && session.server.findAccount(user).isEmpty()
        ? enter(session, user.substring(0, star), user.substring(star + 1), password)
        : enter(session, user, user, password);
  }

  static String plain(Session session, String base64) {
    byte[] message;
    try {
      // RFC 4959 section 3: "=" stands for an empty initial response.
      message = Base64.getDecoder().decode(base64.equals("=") ? "" : base64);
    } catch (IllegalArgumentException notBase64) {
      throw Refusal.bad("Invalid base64 data in continued response");
    }
    String[] parts = new String(message, StandardCharsets.UTF_8).split("\0", -1);
    if (parts.length != 3) {
      return REFUSED;
    }
    return enter(session, parts[0].isEmpty() ? parts[1] : parts[0], parts[1], parts[2]);
  }

  private static String enter(Session session, String user, String authenticated, String password) {
    if (session.user().isPresent()) {
      throw Refusal.bad("Already logged in");
    }
    boolean isKnown =
        session
            .server
            .findAccount(authenticated)
            .filter(account -> account.password.equals(password))
            .isPresent();
    boolean mayEnter =
        user.equals(authenticated) || session.options().masterUsers().contains(authenticated);
    Optional<MemoryAccount> account = session.server.findAccount(user);
    if (!isKnown || !mayEnter || account.isEmpty()) {
      return REFUSED;
    }
    if (account.get().connections >= session.options().maxConnections()) {
      return "NO [LIMIT] Maximum number of connections from user+IP exceeded";
    }
    account.get().connections++;
    session.logIn(account.get());
    return "OK [CAPABILITY " + session.server.capabilities(true) + "] Logged in";
  }
}
