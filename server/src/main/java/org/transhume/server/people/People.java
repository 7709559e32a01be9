package org.transhume.server.people;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.transhume.server.Ids;
import org.transhume.server.web.Page;
import org.transhume.server.web.Refusal;

/** Accounts: who may make, see and end them. */
@Service
@Transactional
public class People {
  private static final Set<String> LANGUAGES = Set.of("en", "fr", "it");

  private final PersonRows rows;
  private final Customers customers;
  private final PasswordEncoder encoder;
  private final Ids ids;
  private final Clock clock;

  People(PersonRows rows, Customers customers, PasswordEncoder encoder, Ids ids, Clock clock) {
    this.rows = rows;
    this.customers = customers;
    this.encoder = encoder;
    this.ids = ids;
    this.clock = clock;
  }

  /** The account of the one who asks. */
  @Transactional(readOnly = true)
  public Person myself(Actor actor) {
    return visible(actor, actor.personId());
  }

  /** All that {@code actor} may see, by login: everybody, or the people of their customer. */
  @Transactional(readOnly = true)
  public Page<Person> list(Actor actor, long offset, int limit) {
    actor.require(actor.isAdministrator() || actor.role() == Role.TEAM_MEMBER);
    Optional<String> customer = actor.isAdministrator() ? Optional.empty() : actor.customerId();
    List<Person> people =
        rows.list(customer, offset, limit).stream().map(rows::withDomains).toList();
    return new Page<>(people, rows.count(customer), offset);
  }

  /** Makes an account. */
  public Person create(Actor actor, NewPerson wanted) {
    actor.require(
        wanted.customerId().map(actor::runs).orElse(actor.isAdministrator())
            && (wanted.role() != Role.ADMINISTRATOR || actor.isAdministrator()));
    String login = wanted.login().strip().toLowerCase(Locale.ROOT);
    if (rows.byLogin(login).isPresent()) {
      throw new Refusal("login-taken", "login", login);
    }
    if ((wanted.role() == Role.ADMINISTRATOR) == wanted.customerId().isPresent()) {
      throw new Refusal("customer-of-role", "customerId", wanted.role().name());
    }
    if (wanted.customerId().isPresent() && !customers.exists(wanted.customerId().get())) {
      throw new Refusal("unknown-customer", "customerId", wanted.customerId().get());
    }
    if ((wanted.role() == Role.MANAGER) == wanted.domains().isEmpty()) {
      throw new Refusal("domains-of-manager", "domains", wanted.role().name());
    }
    String language = wanted.language().orElse("en");
    if (!LANGUAGES.contains(language)) {
      throw new Refusal("unknown-language", "language", language);
    }
    var person =
        new Person(
            ids.next(),
            login,
            wanted.name().strip(),
            wanted.role(),
            wanted.customerId(),
            wanted.domains().stream()
                .map(domain -> domain.strip().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet()),
            Locale.forLanguageTag(language),
            clock.instant().truncatedTo(ChronoUnit.MILLIS));
    rows.insert(person, hash(wanted.password()));
    return person;
  }

  /** Ends an account; nobody's own, and never the last administrator's. */
  public void delete(Actor actor, String id) {
    Person person = administered(actor, id);
    if (person.id().equals(actor.personId())) {
      throw new Refusal("own-account", "id", id);
    }
    rows.delete(person.id());
  }

  /** Gives an account another password: one's own, or that of somebody one looks after. */
  public void setPassword(Actor actor, String id, String password) {
    Person person = actor.personId().equals(id) ? visible(actor, id) : administered(actor, id);
    rows.setPassword(person.id(), hash(password));
  }

  private String hash(String password) {
    return Objects.requireNonNull(encoder.encode(password));
  }

  private Person visible(Actor actor, String id) {
    Optional<Person> person =
        rows.byId(id)
            .filter(
                each ->
                    each.id().equals(actor.personId())
                        || each.customerId().map(actor::runs).orElse(actor.isAdministrator()));
    actor.require(person.isPresent());
    return rows.withDomains(person.orElseThrow());
  }

  private Person administered(Actor actor, String id) {
    actor.require(actor.isAdministrator() || actor.role() == Role.TEAM_MEMBER);
    return visible(actor, id);
  }
}
