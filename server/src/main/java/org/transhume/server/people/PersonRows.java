package org.transhume.server.people;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The tables person and managed_domain. */
@Repository
class PersonRows {
  private static final String SELECT =
      "select id, customer_id, login, name, role, language, created from person ";

  private final JdbcClient jdbc;

  PersonRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void insert(Person person, String passwordHash) {
    jdbc.sql(
            "insert into person (id, customer_id, login, name, role, language, password, created)"
                + " values (:id, :customer, :login, :name, :role, :language, :password, :created)")
        .param("id", person.id())
        .param("customer", person.customerId().orElse(null))
        .param("login", person.login())
        .param("name", person.name())
        .param("role", person.role().name())
        .param("language", person.language().toLanguageTag())
        .param("password", passwordHash)
        .param("created", person.created().toEpochMilli())
        .update();
    for (String domain : person.domains()) {
      jdbc.sql("insert into managed_domain (person_id, domain) values (:person, :domain)")
          .param("person", person.id())
          .param("domain", domain)
          .update();
    }
  }

  void setPassword(String id, String passwordHash) {
    jdbc.sql("update person set password = :password where id = :id")
        .param("password", passwordHash)
        .param("id", id)
        .update();
  }

  void delete(String id) {
    jdbc.sql("delete from person where id = :id").param("id", id).update();
  }

  Optional<Person> byId(String id) {
    return jdbc.sql(SELECT + "where id = :id").param("id", id).query(this::person).optional();
  }

  Optional<Person> byLogin(String login) {
    return jdbc.sql(SELECT + "where login = :login")
        .param("login", login.toLowerCase(Locale.ROOT))
        .query(this::person)
        .optional();
  }

  Optional<String> passwordHash(String id) {
    return jdbc.sql("select password from person where id = :id")
        .param("id", id)
        .query(String.class)
        .optional();
  }

  /** In the order of their logins; of one customer, or of all. */
  List<Person> list(Optional<String> customerId, long offset, int most) {
    return jdbc.sql(
            SELECT
                + "where :customer is null or customer_id = :customer"
                + " order by login limit :most offset :offset")
        .param("customer", customerId.orElse(null))
        .param("most", most)
        .param("offset", offset)
        .query(this::person)
        .list();
  }

  long count(Optional<String> customerId) {
    return jdbc.sql(
            "select count(*) from person where :customer is null or customer_id = :customer")
        .param("customer", customerId.orElse(null))
        .query(Long.class)
        .single();
  }

  long administrators() {
    return jdbc.sql("select count(*) from person where role = 'ADMINISTRATOR'")
        .query(Long.class)
        .single();
  }

  private Person person(ResultSet row, int number) throws SQLException {
    String id = row.getString("id");
    return new Person(
        id,
        row.getString("login"),
        row.getString("name"),
        Role.valueOf(row.getString("role")),
        Optional.ofNullable(row.getString("customer_id")),
        Set.of(),
        Locale.forLanguageTag(row.getString("language")),
        Instant.ofEpochMilli(row.getLong("created")));
  }

  /** The domains that {@code person} looks after. */
  Person withDomains(Person person) {
    Set<String> domains =
        new TreeSet<>(
            jdbc.sql("select domain from managed_domain where person_id = :person")
                .param("person", person.id())
                .query(String.class)
                .list());
    return new Person(
        person.id(),
        person.login(),
        person.name(),
        person.role(),
        person.customerId(),
        domains,
        person.language(),
        person.created());
  }
}
