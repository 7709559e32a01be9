package org.transhume.engine.ledger;

import java.util.Locale;

/**
 * An account at an endpoint: what a transfer is identified by on either side. Host name, address
 * and form of login may change under it without the ledger being lost.
 *
 * @param endpoint the endpoint's name, by default its host name; compared without regard to case
 * @param login the account's name there, taken as it stands
 */
public record AccountId(String endpoint, String login) {
  public AccountId {
    if (endpoint.isBlank() || login.isEmpty()) {
      throw new IllegalArgumentException("An account has an endpoint and a login");
    }
    endpoint = endpoint.toLowerCase(Locale.ROOT);
  }

  /**
   * Whether both logins may be forms of one: {@code john}, {@code John@example.com}, {@code
   * EXAMPLE\john}. Two addresses with different domains are not.
   */
  public boolean hasLoginLike(AccountId other) {
    boolean bothAreAddresses = login.contains("@") && other.login.contains("@");
    return bothAreAddresses
        ? login.equalsIgnoreCase(other.login)
        : localPart().equals(other.localPart());
  }

  /** The login without a domain before or behind it, in small letters. */
  public String localPart() {
    String local = login.substring(login.lastIndexOf('\\') + 1);
    int at = local.lastIndexOf('@');
    return (at > 0 ? local.substring(0, at) : local).toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return login + " at " + endpoint;
  }
}
