package org.transhume.server.people;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Optional;
import java.util.Set;

/**
 * What is needed for an account.
 *
 * @param login unique, compared without case
 * @param password twelve characters at least; no other rule, as long ones are what helps
 * @param domains of a manager
 * @param language en, fr or it
 */
public record NewPerson(
    @NotBlank @Size(max = 254) String login,
    @NotBlank @Size(max = 200) String name,
    @NotNull Role role,
    Optional<String> customerId,
    Set<@NotBlank String> domains,
    Optional<String> language,
    @NotNull @Size(min = 12, max = 1000) String password) {
  public NewPerson {
    domains = domains == null ? Set.of() : Set.copyOf(domains);
  }

  @Override
  public String toString() {
    return "NewPerson[" + login + "]";
  }
}
