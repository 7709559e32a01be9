package org.transhume.cli.imapsync;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Function;
import org.transhume.cli.account.Account;
import org.transhume.cli.account.Account.KnownAs;
import org.transhume.cli.account.Manner;
import org.transhume.cli.account.Manner.Mechanism;
import org.transhume.cli.account.PasswordSource;
import org.transhume.cli.account.Passwords;
import org.transhume.cli.account.Server;
import org.transhume.cli.account.Tls;
import org.transhume.cli.account.Trust;
import org.transhume.cli.outcome.StopException;
import org.transhume.mail.Secret;

/** One side of an imapsync command line: {@code --host1} and its likes, or those with 2. */
final class SideReader {
  private static final Duration USUAL_TIMEOUT = Duration.ofSeconds(120);
  private static final Duration NO_TIMEOUT = Duration.ofDays(1);

  private final Arguments arguments;
  private final int number;

  /**
   * A reader of one side.
   *
   * @param number 1 or 2
   */
  SideReader(Arguments arguments, int number) {
    this.arguments = arguments;
    this.number = number;
  }

  /**
   * The server alone.
   *
   * @throws StopException if it is not named
   */
  Server server() {
    String host =
        last("host")
            .orElseThrow(
                () ->
                    StopException.usage(
                        "--host%d is missing: it says which server it is.".formatted(number)));
    OptionalDouble port = arguments.number("port" + number);
    return new Server(
        host.strip(),
        port.isPresent() ? OptionalInt.of((int) port.getAsDouble()) : OptionalInt.empty(),
        tls(port.isPresent() ? (int) port.getAsDouble() : 0),
        address(host.strip()));
  }

  /** The first address of the kind that was asked for, if one was. */
  private Optional<InetAddress> address(String host) {
    boolean four = arguments.isSet("inet4");
    boolean six = arguments.isSet("inet6");
    if (four == six) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          Arrays.stream(InetAddress.getAllByName(host))
              .filter(address -> address instanceof Inet4Address == four)
              .findFirst()
              .orElseThrow(
                  () ->
                      StopException.usage(
                          "--host%d has no address of the kind that --inet%d asks for."
                              .formatted(number, four ? 4 : 6))));
    } catch (UnknownHostException _) {
      return Optional.empty(); // Connecting will say so, in its own words.
    }
  }

  /**
   * Plain text needs both words against encryption. imapsync falls back to it by itself where a
   * server offers nothing better, or an attacker makes it seem so.
   */
  private Optional<Tls> tls(int port) {
    Optional<Boolean> ssl = arguments.flag("ssl" + number);
    Optional<Boolean> tls = arguments.flag("tls" + number);
    if (ssl.orElse(false) && tls.orElse(false)) {
      throw StopException.usage(
          "--ssl%d and --tls%d exclude each other.".formatted(number, number));
    }
    if (ssl.isPresent() && tls.isPresent() && !ssl.get() && !tls.get()) {
      return Optional.of(Tls.PLAIN);
    }
    if (ssl.orElse(false) || (tls.isPresent() && !tls.get())) {
      return Optional.of(Tls.IMPLICIT);
    }
    boolean noProbe = port == 0 && !arguments.flag("sslcheck").orElse(true);
    boolean unusualPort =
        port != 0 && port != Tls.IMPLICIT.customaryPort() && port != Tls.STARTTLS.customaryPort();
    return tls.orElse(false) || ssl.isPresent() || noProbe || unusualPort
        ? Optional.of(Tls.STARTTLS)
        : Optional.empty();
  }

  /**
   * The account.
   *
   * @param password what arrived by the launcher's pipe
   * @throws StopException if it is not complete
   */
  Account account(
      Passwords passwords,
      Optional<Secret> password,
      Function<String, Optional<String>> environment) {
    Server server = server();
    String login =
        last("user")
            .orElseThrow(
                () ->
                    StopException.usage(
                        "--user%d is missing: it says whose mailbox it is.".formatted(number)));
    Manner manner = manner();
    Trust trust = trust();
    return new Account(
        server,
        login,
        last("authuser"),
        secret(passwords, password, environment, server, login),
        trust,
        timeout(),
        "--ssl%d or --tls%d".formatted(number, number),
        new KnownAs(last("name"), "--name" + number),
        manner);
  }

  /** imapsync's order: the file, the environment, the command line, the keyboard. */
  private Secret secret(
      Passwords passwords,
      Optional<Secret> password,
      Function<String, Optional<String>> environment,
      Server server,
      String login) {
    Optional<PasswordSource> file = last("passfile").map(Path::of).map(PasswordSource.File::new);
    if (file.isPresent()) {
      return passwords.fetch(file.get());
    }
    String variable = "IMAPSYNC_PASSWORD" + number;
    if (environment.apply(variable).filter(value -> !value.isEmpty()).isPresent()) {
      return passwords.fetch(new PasswordSource.Variable(variable));
    }
    return password.orElseGet(
        () ->
            passwords.fetch(
                new PasswordSource.Prompt(
                    "Password of " + last("authuser").orElse(login) + " at " + server.host(),
                    "--passfile%d or the environment variable %s".formatted(number, variable))));
  }

  private Manner manner() {
    return new Manner(mechanism(), arguments.isSet("compress" + number));
  }

  /** imapsync's PLAIN and LOGIN are what is chosen automatically: the better the server has. */
  private Mechanism mechanism() {
    boolean md5 = arguments.isSet("authmd5") || arguments.isSet("authmd5" + number);
    String mechanism = last("authmech").orElse(md5 ? "CRAM-MD5" : "PLAIN");
    return switch (mechanism.toUpperCase(Locale.ROOT)) {
      case "PLAIN", "LOGIN" -> Mechanism.AUTOMATIC;
      case "CRAM-MD5" -> Mechanism.CRAM_MD5;
      case "SCRAM-SHA-256" -> Mechanism.SCRAM_SHA_256;
      default ->
          throw StopException.usage(
              "--authmech%d takes PLAIN, LOGIN, CRAM-MD5 or SCRAM-SHA-256 in this version: a password."
                  .formatted(number));
    };
  }

  private Trust trust() {
    Trust trust = new Trust.System();
    for (String pair : arguments.all("sslargs" + number)) {
      String[] parts = pair.split("=", 2);
      String value = parts.length == 2 ? parts[1] : "";
      trust =
          switch (parts[0]) {
            case "SSL_ca_file" -> new Trust.Authorities(Path.of(value));
            case "SSL_fingerprint" -> new Trust.Fingerprint(fingerprint(value));
            case "SSL_verify_mode" -> verified(value, trust);
            default -> throw unknownSslArgument();
          };
    }
    return trust;
  }

  private String fingerprint(String value) {
    if (!value.startsWith("sha256$")) {
      throw StopException.usage(
          "--sslargs%d SSL_fingerprint takes sha256$ and 64 hexadecimal digits.".formatted(number));
    }
    return value.substring("sha256$".length());
  }

  private Trust verified(String mode, Trust trust) {
    if (!mode.equals("1")) {
      throw StopException.usage(
          "--sslargs%d SSL_verify_mode=%s is not supported: certificates are always checked. Accept the server's own with --sslargs%d SSL_fingerprint=sha256$FINGERPRINT."
              .formatted(number, mode.equals("0") ? "0" : "…", number));
    }
    return trust;
  }

  private StopException unknownSslArgument() {
    return StopException.usage(
        "--sslargs%d takes SSL_verify_mode=1, SSL_ca_file=FILE and SSL_fingerprint=sha256$HEX, and no others."
            .formatted(number));
  }

  private Duration timeout() {
    OptionalDouble own = arguments.number("timeout" + number);
    OptionalDouble seconds = own.isPresent() ? own : arguments.number("timeout");
    if (seconds.isEmpty()) {
      return USUAL_TIMEOUT;
    }
    return seconds.getAsDouble() == 0
        ? NO_TIMEOUT
        : Duration.ofMillis((long) (seconds.getAsDouble() * 1_000));
  }

  private Optional<String> last(String option) {
    return arguments.last(option + number);
  }

  /** The descriptor that the launcher put the password of this side into. */
  List<PasswordSource.Descriptor> descriptor() {
    OptionalDouble given = arguments.number("passfd" + number);
    return given.isPresent()
        ? List.of(new PasswordSource.Descriptor((int) given.getAsDouble()))
        : List.of();
  }
}
