package org.transhume.server.people;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.transhume.server.web.Page;

/** Accounts and customers over REST. */
@RestController
@RequestMapping("/api/v1")
class PeopleResource {
  private final People people;
  private final Customers customers;

  PeopleResource(People people, Customers customers) {
    this.people = people;
    this.customers = customers;
  }

  /** Another password for an account. */
  record NewPassword(@NotNull @Size(min = 12, max = 1000) String password) {
    @Override
    public String toString() {
      return "NewPassword";
    }
  }

  /** What is needed for a customer. */
  record NewCustomer(@NotBlank @Size(max = 200) String name) {}

  @GetMapping("/me")
  Person me(@AuthenticationPrincipal Actor actor) {
    return people.myself(actor);
  }

  @GetMapping("/people")
  Page<Person> people(
      @AuthenticationPrincipal Actor actor,
      @RequestParam(defaultValue = "0") @Min(0) long offset,
      @RequestParam(defaultValue = "50") @Min(1) @Max(Page.MOST_ITEMS) int limit) {
    return people.list(actor, offset, limit);
  }

  @PostMapping("/people")
  @ResponseStatus(HttpStatus.CREATED)
  Person create(@AuthenticationPrincipal Actor actor, @Valid @RequestBody NewPerson wanted) {
    return people.create(actor, wanted);
  }

  @PutMapping("/people/{id}/password")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void setPassword(
      @AuthenticationPrincipal Actor actor,
      @PathVariable String id,
      @Valid @RequestBody NewPassword wanted) {
    people.setPassword(actor, id, wanted.password());
  }

  @DeleteMapping("/people/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void delete(@AuthenticationPrincipal Actor actor, @PathVariable String id) {
    people.delete(actor, id);
  }

  @GetMapping("/customers")
  Page<Customer> customers(
      @AuthenticationPrincipal Actor actor,
      @RequestParam(defaultValue = "0") @Min(0) long offset,
      @RequestParam(defaultValue = "50") @Min(1) @Max(Page.MOST_ITEMS) int limit) {
    return customers.list(actor, offset, limit);
  }

  @PostMapping("/customers")
  @ResponseStatus(HttpStatus.CREATED)
  Customer createCustomer(
      @AuthenticationPrincipal Actor actor, @Valid @RequestBody NewCustomer wanted) {
    return customers.create(actor, wanted.name());
  }

  @DeleteMapping("/customers/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void deleteCustomer(@AuthenticationPrincipal Actor actor, @PathVariable String id) {
    customers.delete(actor, id);
  }
}
