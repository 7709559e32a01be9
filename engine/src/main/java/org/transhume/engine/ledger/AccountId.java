package org.transhume.engine.ledger;

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
    endpoint = endpoint.toLowerCase(java.util.Locale.ROOT);
  }

  @Override
  public String toString() {
    return login + " at " + endpoint;
  }
}
