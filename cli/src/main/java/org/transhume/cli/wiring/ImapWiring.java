package org.transhume.cli.wiring;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.transhume.cli.account.Account;
import org.transhume.cli.account.Manner.Mechanism;
import org.transhume.cli.account.Server;
import org.transhume.cli.account.Server.Way;
import org.transhume.cli.account.Tls;
import org.transhume.cli.account.Trust;
import org.transhume.cli.outcome.StopException;
import org.transhume.cli.report.Survey;
import org.transhume.cli.text.Glyphs;
import org.transhume.cli.text.Texts;
import org.transhume.cli.transfer.TransferRequest;
import org.transhume.cli.transfer.Undoing;
import org.transhume.cli.transfer.Wiring;
import org.transhume.cli.wiring.Recognition.Names;
import org.transhume.connector.imap.ImapAccountSettings;
import org.transhume.connector.imap.ImapDestination;
import org.transhume.connector.imap.ImapGreeting;
import org.transhume.connector.imap.ImapSource;
import org.transhume.connector.imap.ImapSourceRemoval;
import org.transhume.connector.imap.ImapSurvey;
import org.transhume.engine.PassMode;
import org.transhume.engine.deletion.RemovalReason;
import org.transhume.engine.endpoint.Abilities;
import org.transhume.engine.endpoint.EndpointException;
import org.transhume.engine.endpoint.MailDestination;
import org.transhume.engine.endpoint.MailSource;
import org.transhume.engine.endpoint.Problem;
import org.transhume.engine.endpoint.Side;
import org.transhume.engine.endpoint.SourceRemoval;
import org.transhume.engine.ledger.AccountId;
import org.transhume.engine.pace.PaceMemory;
import org.transhume.imap.CertificatePolicy;
import org.transhume.imap.ConnectionSettings;
import org.transhume.imap.Credentials;
import org.transhume.imap.EncodedMailboxName;
import org.transhume.imap.ImapEndpoint;
import org.transhume.imap.LoginMethod;
import org.transhume.imap.NameEncoding;
import org.transhume.imap.TlsMode;
import org.transhume.mail.Abreast;
import org.transhume.mail.MailboxName;
import org.transhume.store.PaceFiles;

/** IMAP on both sides, the ledger in a file. */
public final class ImapWiring implements Wiring {
  /** To find the server, connect, agree on TLS and be greeted; more than that is nobody at home. */
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(30);

  private final Glyphs glyphs;
  private final Ledgers ledgers;
  private final Texts texts;

  public ImapWiring(Texts texts, Glyphs glyphs) {
    this.texts = texts;
    this.glyphs = glyphs;
    this.ledgers = new Ledgers(texts, glyphs);
  }

  @Override
  public Connected connect(TransferRequest request) {
    refuseSameAccount(request.source(), request.destination());
    if (request.deletions().has(RemovalReason.COPIED)) {
      refuseSharedSource(request);
    }
    var recognition = new Recognition(request, texts, glyphs, ledgers);
    var opened = new Opened();
    var book = new Opened();
    opened.own(book::close); // first, so that it is closed last, whenever it is opened
    try {
      Optional<Names> sure = recognition.withoutLooking();
      int connections = request.care().lanes() + 1; // one more for what concerns no folder
      Supplier<Abreast<MailSource, MailDestination>> logIn = () -> logIn(request, connections);
      var both =
          sure.map(
                  names ->
                      beside(() -> opened.ledger(ledgers.open(request, names, book::own)), logIn))
              .orElseGet(logIn);
      opened.source(both.first());
      opened.destination(both.second());
      if (sure.isEmpty()) {
        Names names = recognition.looking(opened.source(), opened.destination());
        opened.notes(names.notes());
        opened.ledger(ledgers.open(request, names, book::own));
      }
      if (request.deletions().has(RemovalReason.COPIED) && request.mode() == PassMode.COPY) {
        opened.removal(
            loggedIn(request.source(), 1, ImapSourceRemoval::new, SourceRemoval::abilities));
      }
      return opened;
    } catch (RuntimeException e) {
      opened.close();
      throw e;
    }
  }

  /** What one transfer removes another would take for gone, or never copy. */
  private void refuseSharedSource(TransferRequest request) {
    AccountId source = request.source().id();
    for (LedgerShelf.Book book : new LedgerShelf(request.state(), texts, glyphs).books()) {
      if (!book.destination().equals(request.destination().id())
          && book.sources().contains(source)) {
        throw StopException.usage(
            "Nothing is removed at this source, since it is copied to %s too: what one removes, the other could not copy. Nothing was done; leave --delete-copied (--delete1) away."
                .formatted(glyphs.inert(book.destination().toString())));
      }
    }
  }

  /**
   * The ledger is opened while the servers are asked to let us in; if it cannot be, that counts.
   */
  private static Abreast<MailSource, MailDestination> beside(
      Runnable ledger, Supplier<Abreast<MailSource, MailDestination>> logIn) {
    return Abreast.of(
            new Abreast.Making<>(
                () -> {
                  ledger.run();
                  return true;
                },
                _ -> {}),
            new Abreast.Making<>(
                logIn,
                both -> {
                  both.first().close();
                  both.second().close();
                }))
        .second();
  }

  /** Both at the same time: to connect and log in takes a server a handful of round trips. */
  private Abreast<MailSource, MailDestination> logIn(TransferRequest request, int connections) {
    return Abreast.of(
        new Abreast.Making<>(
            () ->
                loggedIn(
                    request.source(),
                    request.pacing().connections(Side.SOURCE, connections),
                    ImapSource::new,
                    MailSource::abilities),
            MailSource::close),
        new Abreast.Making<>(
            () ->
                loggedIn(
                    request.destination(),
                    request.pacing().connections(Side.DESTINATION, connections),
                    ImapDestination::new,
                    MailDestination::abilities),
            MailDestination::close));
  }

  @Override
  public String reach(Side side, Server server, Trust trust, Duration timeout, String tlsOption) {
    return byAnyWay(
        server.ways(tlsOption),
        way -> ImapGreeting.capabilities(connection(server, way, trust, timeout), side));
  }

  @Override
  public Survey survey(Side side, Account account) {
    return byAnyWay(
        account.server().ways(account.tlsOption()),
        way -> Surveys.of(ImapSurvey.of(settings(account, way, 1), side), way));
  }

  @Override
  public Survey outside(Side side, Server server, Trust trust, Duration timeout, String tlsOption) {
    return byAnyWay(
        server.ways(tlsOption),
        way -> Surveys.of(ImapGreeting.of(connection(server, way, trust, timeout), side), way));
  }

  /** A plan leaves no trace. */
  @Override
  public PaceMemory memory(TransferRequest request) {
    var files = PaceFiles.in(request.state(), request.source().id(), request.destination().id());
    return request.mode() == PassMode.PLAN ? PaceMemory.forgetful(files) : files;
  }

  @Override
  public Undoing undo(AccountId source, Account destination, Path state, boolean dry) {
    AccountId into = destination.id();
    List<LedgerShelf.Book> books = new LedgerShelf(state, texts, glyphs).books();
    if (books.stream()
        .noneMatch(book -> book.destination().equals(into) && book.sources().contains(source))) {
      String known =
          books.stream()
              .flatMap(
                  book -> book.sources().stream().map(each -> each + " to " + book.destination()))
              .map(glyphs::inert)
              .collect(Collectors.joining("; "));
      throw StopException.usage(
          "Nothing is on record of a copy from %s to %s%s"
              .formatted(
                  glyphs.inert(source.toString()),
                  glyphs.inert(into.toString()),
                  known.isEmpty() ? "." : ". On record are: " + known + "."));
    }
    var opened = new Opened();
    try {
      opened.ledger(ledgers.open(state, dry, new Names(source, into, List.of()), opened::own));
      opened.destination(
          loggedIn(destination, 1, ImapDestination::new, MailDestination::abilities));
      return opened;
    } catch (RuntimeException e) {
      opened.close();
      throw e;
    }
  }

  @Override
  public String decodedName(String name) {
    byte[] octets = name.getBytes(StandardCharsets.US_ASCII);
    boolean isAscii = new String(octets, StandardCharsets.US_ASCII).equals(name);
    return isAscii && !name.isEmpty()
        ? EncodedMailboxName.ofOctets(octets)
            .decode(MailboxName.NO_SEPARATOR, NameEncoding.MODIFIED_UTF7)
            .text()
        : name;
  }

  private <T extends AutoCloseable> T loggedIn(
      Account account,
      int connections,
      Function<ImapAccountSettings, T> endpoint,
      Function<T, Abilities> logIn) {
    return byAnyWay(
        account.server().ways(account.tlsOption()),
        way -> {
          T side = endpoint.apply(settings(account, way, connections));
          try {
            var _ = logIn.apply(side);
            return side;
          } catch (EndpointException e) {
            Opened.close(side);
            throw e;
          }
        });
  }

  /** Tries the ways in, in their order; only one that nobody answers leads to the next. */
  private static <T> T byAnyWay(List<Way> ways, Function<Way, T> enter) {
    for (int i = 0; ; i++) {
      try {
        return enter.apply(ways.get(i));
      } catch (EndpointException e) {
        if (e.problem() != Problem.CANNOT_CONNECT || i == ways.size() - 1) {
          throw e;
        }
      }
    }
  }

  private ImapAccountSettings settings(Account account, Way way, int connections) {
    ConnectionSettings connection =
        connection(account.server(), way, account.trust(), account.timeout());
    Credentials credentials =
        account
            .admin()
            .map(admin -> Credentials.of(admin, account.password()).actingFor(account.login()))
            .orElseGet(() -> Credentials.of(account.login(), account.password()))
            .by(method(account.manner().mechanism()));
    return ImapAccountSettings.of(connection, credentials)
        .withMaxConnections(connections)
        .withCompression(account.manner().compresses());
  }

  private static LoginMethod method(Mechanism mechanism) {
    return switch (mechanism) {
      case AUTOMATIC -> LoginMethod.AUTOMATIC;
      case PLAIN -> LoginMethod.PLAIN;
      case LOGIN -> LoginMethod.LOGIN;
      case SCRAM_SHA_256 -> LoginMethod.SCRAM_SHA_256;
      case CRAM_MD5 -> LoginMethod.CRAM_MD5;
    };
  }

  private ConnectionSettings connection(Server server, Way way, Trust trust, Duration timeout) {
    Duration connect = timeout.compareTo(CONNECT_TIMEOUT) < 0 ? timeout : CONNECT_TIMEOUT;
    return ConnectionSettings.of(
            new ImapEndpoint(server.host(), way.port(), mode(way.tls()), server.address()))
        .withCertificates(policy(trust))
        .withTimeouts(connect, timeout);
  }

  private static TlsMode mode(Tls tls) {
    return switch (tls) {
      case IMPLICIT -> TlsMode.IMPLICIT;
      case STARTTLS -> TlsMode.STARTTLS;
      case PLAIN -> TlsMode.PLAIN;
    };
  }

  private CertificatePolicy policy(Trust trust) {
    return switch (trust) {
      case Trust.System() -> CertificatePolicy.systemTrust();
      case Trust.Fingerprint(String sha256) -> new CertificatePolicy.Pinned(sha256);
      case Trust.Authorities(Path pem) -> new CertificatePolicy.WithAuthorities(authorities(pem));
    };
  }

  private List<X509Certificate> authorities(Path pem) {
    try (InputStream file = Files.newInputStream(pem)) {
      List<X509Certificate> found =
          CertificateFactory.getInstance("X.509").generateCertificates(file).stream()
              .map(X509Certificate.class::cast)
              .toList();
      if (!found.isEmpty()) {
        return found;
      }
    } catch (IOException | CertificateException _) {
      // Said below, in the same words for all that can be wrong with it.
    }
    throw StopException.usage(
        "No certificate can be read from %s; it is to hold authorities in PEM form (-----BEGIN CERTIFICATE-----)."
            .formatted(glyphs.inert(pem.toString())));
  }

  /**
   * The same login at the same address and port is one mailbox, whatever the names. Only the way to
   * it is looked at here; the engine compares the folders as well.
   */
  private static void refuseSameAccount(Account source, Account destination) {
    if (!source.login().equalsIgnoreCase(destination.login())) {
      return;
    }
    Set<Integer> ports = ports(source);
    ports.retainAll(ports(destination));
    Set<InetAddress> addresses = addresses(source);
    addresses.retainAll(addresses(destination));
    boolean sameHost = source.server().host().equalsIgnoreCase(destination.server().host());
    if (!ports.isEmpty() && (sameHost || !addresses.isEmpty())) {
      throw StopException.usage(
          "Source and destination are one and the same mailbox: the same user at the same server."
              + " Nothing was done; name another mailbox on one of the sides.");
    }
  }

  /** 143 and 993 lead to the same server. */
  private static Set<Integer> ports(Account account) {
    var ports = new HashSet<Integer>();
    for (Way way : account.server().ways(account.tlsOption())) {
      ports.add(
          way.port() == Tls.IMPLICIT.customaryPort() ? Tls.STARTTLS.customaryPort() : way.port());
    }
    return ports;
  }

  private static Set<InetAddress> addresses(Account account) {
    try {
      return new HashSet<>(Arrays.asList(InetAddress.getAllByName(account.server().host())));
    } catch (UnknownHostException _) {
      return new HashSet<>(); // Connecting will say so, in its own words.
    }
  }
}
