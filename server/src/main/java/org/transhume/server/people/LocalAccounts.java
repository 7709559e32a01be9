package org.transhume.server.people;

import java.util.Objects;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;

/** Logs people in by the password that is kept here. Their {@link Actor} is the principal. */
@Component
class LocalAccounts implements AuthenticationProvider {
  private final PersonRows rows;
  private final PasswordEncoder encoder;
  private final LoginGuard guard;

  /** Compared with where nobody has the login, so that it takes as long. */
  private final String nobodys;

  LocalAccounts(PersonRows rows, PasswordEncoder encoder, LoginGuard guard) {
    this.rows = rows;
    this.encoder = encoder;
    this.guard = guard;
    this.nobodys = Objects.requireNonNull(encoder.encode("nobody's"));
  }

  @Override
  public Authentication authenticate(Authentication asked) {
    String login = asked.getName();
    String address =
        asked.getDetails() instanceof WebAuthenticationDetails details
            ? details.getRemoteAddress()
            : "";
    if (guard.isHeld(login, address)) {
      throw new LockedException("Too many wrong passwords; again in a quarter of an hour.");
    }
    String password = asked.getCredentials() == null ? "" : asked.getCredentials().toString();
    var person = rows.byLogin(login.strip());
    String hash = person.flatMap(each -> rows.passwordHash(each.id())).orElse(nobodys);
    if (!encoder.matches(password, hash) || person.isEmpty()) {
      guard.failed(login, address);
      throw new BadCredentialsException("Login or password is wrong.");
    }
    guard.succeeded(login, address);
    Actor actor = rows.withDomains(person.get()).actor();
    return UsernamePasswordAuthenticationToken.authenticated(
        actor, null, AuthorityUtils.createAuthorityList("ROLE_" + actor.role().name()));
  }

  @Override
  public boolean supports(Class<?> kind) {
    return UsernamePasswordAuthenticationToken.class.isAssignableFrom(kind);
  }
}
