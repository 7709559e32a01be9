package org.transhume.server.people;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.transhume.server.web.NotAllowedException;

/**
 * The person who acts: the first argument of every use case, which asks it before anything else.
 *
 * @param personId whose account it is
 * @param login as they log in; the mailbox's address for an owner
 * @param customerId whose people they are; empty for administrators alone
 * @param domains those of a manager, in lower case
 */
public record Actor(
    String personId, String login, Role role, Optional<String> customerId, Set<String> domains) {
  public Actor {
    domains = Set.copyOf(domains);
  }

  /** Whether they run the server. */
  public boolean isAdministrator() {
    return role == Role.ADMINISTRATOR;
  }

  /** Whether they look after all of that customer. */
  public boolean runs(String customer) {
    return isAdministrator()
        || (role == Role.TEAM_MEMBER && customerId.filter(customer::equals).isPresent());
  }

  /** Whether they may migrate into mailboxes of that domain, which belongs to that customer. */
  public boolean mayFill(String domain, String customer) {
    return runs(customer)
        || (role == Role.MANAGER
            && customerId.filter(customer::equals).isPresent()
            && domains.contains(domain.toLowerCase(Locale.ROOT)));
  }

  /** Whether they may prepare migrations at all: everybody but the owner of a single mailbox. */
  public boolean mayPrepare() {
    return role != Role.OWNER;
  }

  /**
   * Ends what they may not do.
   *
   * @throws NotAllowedException if {@code allowed} is false
   */
  public void require(boolean allowed) {
    if (!allowed) {
      throw new NotAllowedException();
    }
  }
}
