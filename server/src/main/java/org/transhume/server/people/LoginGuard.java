package org.transhume.server.people;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;
import org.transhume.mail.Ticker;

/**
 * Holds up who guesses passwords, for a quarter of an hour after the last wrong one: five for a
 * login from one address, so that nobody shuts somebody else out from elsewhere; thirty from one
 * address; a hundred for a login from anywhere. Unknown logins count like known ones, so that
 * nobody learns which are known. Forgotten when the server starts again. Any thread.
 */
@Component
public class LoginGuard {
  static final int MOST_OF_LOGIN_FROM_ADDRESS = 5;
  static final int MOST_FROM_ADDRESS = 30;
  static final int MOST_OF_LOGIN = 100;
  static final Duration HOLD = Duration.ofMinutes(15);
  private static final int MOST_KEPT = 100_000;

  private final Cache<String, Integer> wrong;

  LoginGuard(Ticker ticker) {
    wrong =
        Caffeine.newBuilder()
            .expireAfterWrite(HOLD)
            .maximumSize(MOST_KEPT)
            .ticker(ticker::nanos)
            .build();
  }

  /** Whether no password is looked at now. */
  public boolean isHeld(String login, String address) {
    return count(both(login, address)) >= MOST_OF_LOGIN_FROM_ADDRESS
        || count(from(address)) >= MOST_FROM_ADDRESS
        || count(of(login)) >= MOST_OF_LOGIN;
  }

  private int count(String key) {
    Integer count = wrong.getIfPresent(key);
    return count == null ? 0 : count;
  }

  /** A password was wrong. */
  public void failed(String login, String address) {
    for (String key : List.of(both(login, address), from(address), of(login))) {
      wrong.asMap().merge(key, 1, Integer::sum);
    }
  }

  /** It was right: the login is free again there; what was tried with others still counts. */
  public void succeeded(String login, String address) {
    wrong.invalidate(both(login, address));
    wrong.invalidate(of(login));
  }

  private static String both(String login, String address) {
    return address + " " + of(login);
  }

  private static String from(String address) {
    return "from " + address;
  }

  private static String of(String login) {
    return "of " + login.strip().toLowerCase(Locale.ROOT);
  }
}
