package org.transhume.server.people;

import java.io.PrintStream;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.env.Environment;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.transhume.mail.Entropy;
import org.transhume.server.Ids;

/**
 * Makes {@code admin} where no administrator is, with the password of {@code
 * TRANSHUME_ADMIN_PASSWORD} or one made up and shown this once.
 */
@Component
class FirstAdministrator implements ApplicationRunner {
  static final String PASSWORD_VARIABLE = "TRANSHUME_ADMIN_PASSWORD";
  private static final String LETTERS = "abcdefghijkmnpqrstuvwxyz23456789";
  private static final int LENGTH = 20;

  private final PersonRows rows;
  private final PasswordEncoder encoder;
  private final Environment environment;
  private final Ids ids;
  private final Entropy entropy;
  private final Clock clock;
  private final PrintStream terminal;

  FirstAdministrator(
      PersonRows rows,
      PasswordEncoder encoder,
      Environment environment,
      Ids ids,
      Entropy entropy,
      Clock clock,
      PrintStream terminal) {
    this.rows = rows;
    this.encoder = encoder;
    this.environment = environment;
    this.ids = ids;
    this.entropy = entropy;
    this.clock = clock;
    this.terminal = terminal;
  }

  @Override
  @Transactional
  public void run(ApplicationArguments arguments) {
    if (rows.administrators() > 0) {
      return;
    }
    Optional<String> given =
        Optional.ofNullable(environment.getProperty(PASSWORD_VARIABLE))
            .filter(password -> !password.isEmpty());
    String password = given.orElseGet(this::madeUp);
    rows.insert(
        new Person(
            ids.next(),
            "admin",
            "Administrator",
            Role.ADMINISTRATOR,
            Optional.empty(),
            Set.of(),
            Locale.ENGLISH,
            clock.instant().truncatedTo(ChronoUnit.MILLIS)),
        Objects.requireNonNull(encoder.encode(password)));
    if (given.isEmpty()) {
      terminal.println("The first administrator is \"admin\", with this password, shown only now:");
      terminal.println("    " + password);
    }
  }

  private String madeUp() {
    var octets = new byte[LENGTH];
    entropy.fill(octets);
    var password = new StringBuilder();
    for (byte octet : octets) {
      password.append(LETTERS.charAt(octet & LETTERS.length() - 1)); // there are 32
    }
    return password.toString();
  }
}
