package org.transhume.server.people;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** An account, without its password. Members as in {@link Actor}. */
public record Person(
    String id,
    String login,
    String name,
    Role role,
    Optional<String> customerId,
    Set<String> domains,
    Locale language,
    Instant created) {
  public Person {
    domains = Set.copyOf(domains);
  }

  /** As the one who acts. */
  public Actor actor() {
    return new Actor(id, login, role, customerId, domains);
  }
}
