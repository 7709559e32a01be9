package org.transhume.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
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
import org.transhume.engine.endpoint.Side;
import org.transhume.engine.ledger.AccountId;
import org.transhume.mail.Secret;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The options of one side; both sides have the same, {@code --source-user} and so on. */
final class SideOptions {
  private static final Duration USUAL_TIMEOUT = Duration.ofSeconds(120);

  private final String prefix;
  private final List<OptionSpec> all = new ArrayList<>();
  private final OptionSpec server;
  private final OptionSpec user;
  private final OptionSpec tls;
  private final OptionSpec passwordFile;
  private final OptionSpec passwordEnv;
  private final OptionSpec authUser;
  private final OptionSpec mechanism;
  private final OptionSpec compress;
  private final OptionSpec caFile;
  private final OptionSpec fingerprint;
  private final OptionSpec timeout;
  private final OptionSpec knownAs;

  SideOptions(Side side) {
    this.prefix = side == Side.SOURCE ? "--source" : "--destination";
    server =
        option(
            "",
            "HOST[:PORT]",
            String.class,
            "The mail server, a name or an address. Port 993 means TLS, 143 means STARTTLS; without"
                + " a port 993 is tried, then 143.");
    user =
        option(
            "-user", "LOGIN", String.class, "Whose mailbox it is, as the server knows the login.");
    passwordFile =
        option(
            "-password-file",
            "FILE",
            Path.class,
            "The password is the first line of this file. Without this and the next option you are"
                + " asked for it.");
    passwordEnv =
        option(
            "-password-env", "NAME", String.class, "The password is in this environment variable.");
    authUser =
        option(
            "-auth-user",
            "LOGIN",
            String.class,
            "Who logs in, if not the owner: an administrator whose password it then is (SASL PLAIN"
                + " with an authorisation identity).");
    mechanism =
        option(
            "-auth",
            "MECHANISM",
            String.class,
            "plain, login, scram-sha-256 or cram-md5: log in by this and nothing else. Unless said:"
                + " plain under TLS, scram-sha-256 without.");
    tls =
        option(
            "-tls",
            "KIND",
            Tls.class,
            "implicit, starttls or plain. Needed for ports other than 993 and 143. Plain sends the"
                + " password readable by everybody on the way.");
    compress =
        flag(
            "-compress",
            "Compress what goes over this line, where the server can. Pays where the line is slower"
                + " than some 20 Mbit/s.");
    caFile = option("-ca-file", "PEM", Path.class, "Trust the authorities in this file, too.");
    fingerprint =
        option(
            "-fingerprint",
            "SHA256",
            String.class,
            "Accept the certificate with this fingerprint and no other.");
    timeout =
        option(
            "-timeout",
            "SECONDS",
            Integer.class,
            "How long the server may be silent (%d).".formatted(USUAL_TIMEOUT.toSeconds()));
    knownAs =
        option(
            "-name",
            "NAME",
            String.class,
            "What the ledger knows the server by, whatever it is called today; the host, unless"
                + " said. The same name in every run.");
  }

  private OptionSpec option(String name, String label, Class<?> type, String description) {
    OptionSpec.Builder option =
        OptionSpec.builder(prefix + name)
            .paramLabel(label)
            .arity("1")
            .type(type)
            .description(description);
    if (type == Tls.class) {
      option.converters((ITypeConverter<Tls>) text -> tls(prefix + name, text));
    }
    all.add(option.build());
    return all.getLast();
  }

  private OptionSpec flag(String name, String description) {
    all.add(
        OptionSpec.builder(prefix + name)
            .arity("0")
            .type(Boolean.class)
            .description(description)
            .build());
    return all.getLast();
  }

  private static Tls tls(String option, String text) {
    return Arrays.stream(Tls.values())
        .filter(each -> each.name().equalsIgnoreCase(text))
        .findFirst()
        .orElseThrow(() -> StopException.usage(option + " is implicit, starttls or plain."));
  }

  /** The options under a heading of their own. */
  ArgGroupSpec group(String heading, int order) {
    var group =
        ArgGroupSpec.builder()
            .heading("%n" + heading + "%n")
            .exclusive(false)
            .validate(false)
            .order(order);
    all.forEach(group::addArg);
    return group.build();
  }

  /**
   * The account these options name.
   *
   * @throws StopException if they are not complete, or contradict each other
   */
  Account account(Passwords passwords) {
    return account(passwords::fetch);
  }

  /** What the ledger knows the account by; no password is asked for. */
  AccountId id() {
    return account(_ -> Secret.of("none")).id();
  }

  /** A server and how to get there, with nobody to log in. */
  record Host(Server server, Trust trust, Duration timeout, String tlsOption) {}

  /** The server alone, where nothing is said of anybody who could log in there. */
  Optional<Host> hostAlone() {
    boolean isAlone =
        value(server).isPresent()
            && List.of(user, passwordFile, passwordEnv, authUser, mechanism, knownAs).stream()
                .allMatch(option -> value(option).isEmpty());
    if (!isAlone) {
      return Optional.empty();
    }
    Server at = server();
    return Optional.of(new Host(at, trust(), patience(), name(tls)));
  }

  private Account account(Function<PasswordSource, Secret> password) {
    String host = required(server, "which server it is");
    String login = required(user, "whose mailbox it is");
    Trust trust = trust();
    Server server = server();
    return new Account(
        server,
        login,
        value(authUser),
        password.apply(passwordSource(host, login)),
        trust,
        patience(),
        name(tls),
        new KnownAs(value(knownAs), name(knownAs)),
        manner());
  }

  private Trust trust() {
    Optional<Path> pem = value(caFile);
    Optional<String> pin = value(fingerprint);
    if (pem.isPresent() && pin.isPresent()) {
      throw StopException.usage(
          "%s and %s exclude each other: one certificate, or whatever an authority signed."
              .formatted(name(fingerprint), name(caFile)));
    }
    return pin.<Trust>map(Trust.Fingerprint::new)
        .or(() -> pem.map(Trust.Authorities::new))
        .orElseGet(Trust.System::new);
  }

  private Duration patience() {
    int seconds = this.<Integer>value(timeout).orElse((int) USUAL_TIMEOUT.toSeconds());
    return Duration.ofSeconds(seconds);
  }

  private Server server() {
    var named = Server.parse(required(server, "which server it is"), this.value(tls));
    named.ways(name(tls)); // what contradicts itself is said before a password is asked for
    return named;
  }

  private Manner manner() {
    Optional<String> wanted = value(mechanism);
    return new Manner(
        wanted.map(this::mechanism).orElse(Manner.USUAL.mechanism()),
        this.<Boolean>value(compress).orElse(false));
  }

  private Mechanism mechanism(String text) {
    return Mechanism.named(text)
        .orElseThrow(
            () ->
                StopException.usage(
                    name(mechanism) + " is plain, login, scram-sha-256 or cram-md5."));
  }

  private PasswordSource passwordSource(String host, String login) {
    Optional<Path> file = value(passwordFile);
    Optional<String> variable = value(passwordEnv);
    if (file.isPresent() && variable.isPresent()) {
      throw StopException.usage(
          "%s and %s exclude each other: one password is enough."
              .formatted(name(passwordFile), name(passwordEnv)));
    }
    String who = this.<String>value(authUser).orElse(login);
    return file.<PasswordSource>map(PasswordSource.File::new)
        .or(() -> variable.map(PasswordSource.Variable::new))
        .orElseGet(
            () ->
                new PasswordSource.Prompt(
                    "Password of " + who + " at " + host,
                    name(passwordFile) + " or " + name(passwordEnv)));
  }

  /** Whether any option of this side was given. */
  boolean isNamed() {
    return all.stream().anyMatch(option -> option.getValue() != null);
  }

  private String required(OptionSpec option, String what) {
    return this.<String>value(option)
        .orElseThrow(
            () -> StopException.usage("%s is missing: it says %s.".formatted(name(option), what)));
  }

  private <T> Optional<T> value(OptionSpec option) {
    @Nullable T value = option.getValue();
    return Optional.ofNullable(value);
  }

  private static String name(OptionSpec option) {
    return option.longestName();
  }
}
