package org.transhume.server.people;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.transhume.server.Ids;
import org.transhume.server.web.Page;
import org.transhume.server.web.Refusal;

/** Customers, which administrators look after. */
@Service
@Transactional
public class Customers {
  private final JdbcClient jdbc;
  private final Ids ids;
  private final Clock clock;

  Customers(JdbcClient jdbc, Ids ids, Clock clock) {
    this.jdbc = jdbc;
    this.ids = ids;
    this.clock = clock;
  }

  /** All of them, by name. */
  @Transactional(readOnly = true)
  public Page<Customer> list(Actor actor, long offset, int limit) {
    actor.require(actor.isAdministrator());
    List<Customer> customers =
        jdbc.sql("select id, name, created from customer order by name limit :most offset :offset")
            .param("most", limit)
            .param("offset", offset)
            .query(
                (row, _) ->
                    new Customer(
                        row.getString("id"),
                        row.getString("name"),
                        Instant.ofEpochMilli(row.getLong("created"))))
            .list();
    long total = jdbc.sql("select count(*) from customer").query(Long.class).single();
    return new Page<>(customers, total, offset);
  }

  /** Makes one of a name that no other has. */
  public Customer create(Actor actor, String name) {
    actor.require(actor.isAdministrator());
    if (has("name", name.strip())) {
      throw new Refusal("name-taken", "name", name.strip());
    }
    var customer =
        new Customer(ids.next(), name.strip(), clock.instant().truncatedTo(ChronoUnit.MILLIS));
    jdbc.sql("insert into customer (id, name, created) values (:id, :name, :created)")
        .param("id", customer.id())
        .param("name", customer.name())
        .param("created", customer.created().toEpochMilli())
        .update();
    return customer;
  }

  /** Ends one that has nobody left. */
  public void delete(Actor actor, String id) {
    actor.require(actor.isAdministrator() && exists(id));
    long people =
        jdbc.sql("select count(*) from person where customer_id = :id")
            .param("id", id)
            .query(Long.class)
            .single();
    if (people > 0) {
      throw new Refusal("customer-has-people", "id", Long.toString(people));
    }
    jdbc.sql("delete from customer where id = :id").param("id", id).update();
  }

  boolean exists(String id) {
    return has("id", id);
  }

  private boolean has(String column, String value) {
    return jdbc.sql("select count(*) from customer where " + column + " = :value")
            .param("value", value)
            .query(Long.class)
            .single()
        > 0;
  }
}
