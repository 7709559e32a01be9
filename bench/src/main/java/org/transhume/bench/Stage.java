package org.transhume.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.transhume.bench.contestant.Account;
import org.transhume.bench.contestant.Contestant;
import org.transhume.bench.contestant.Job;
import org.transhume.bench.figure.Measurement.Traffic;
import org.transhume.bench.meter.ProcessorTime;
import org.transhume.imap.testkit.corpus.CorpusFolder;
import org.transhume.imap.testkit.daemon.Daemon;
import org.transhume.imap.testkit.dovecot.DovecotOptions;
import org.transhume.imap.testkit.dovecot.DovecotServer;
import org.transhume.imap.testkit.judge.ImapSide;
import org.transhume.imap.testkit.judge.Judge;
import org.transhume.imap.testkit.judge.Verdict;
import org.transhume.imap.testkit.proxy.Counts;
import org.transhume.imap.testkit.proxy.FaultProxy;
import org.transhume.imap.testkit.seed.SeedImap;
import org.transhume.imap.testkit.tls.SelfSignedCertificate;

/**
 * Two servers with mail in the one, an account at the other for every contestant and mailbox, and
 * the line to them. Not thread-safe.
 */
final class Stage implements AutoCloseable {
  private static final String PASSWORD = "pass";

  /** The certificate names it, and mbsync compares names. */
  private static final String HOST = "localhost";

  private static final char SEPARATOR = '/';
  private static final long SEED = 7;

  private final Trial trial;
  private final Path folder;
  private final DovecotServer source;
  private final DovecotServer destination;
  private final List<FaultProxy> line = new ArrayList<>();
  private Counts countedBefore = new Counts(0, 0, 0, Map.of());

  private Stage(Trial trial, Path folder, DovecotServer source, DovecotServer destination) {
    this.trial = trial;
    this.folder = folder;
    this.source = source;
    this.destination = destination;
    if (trial.roundTripMillis() > 0) {
      Duration oneWay = Duration.ofMillis(trial.roundTripMillis()).dividedBy(2);
      for (DovecotServer server : List.of(source, destination)) {
        line.add(FaultProxy.before(port(server)).latency(oneWay));
      }
    }
  }

  /**
   * Starts the servers and puts the mail there.
   *
   * @param folder for certificates and what the tools remember
   * @param fsync whether the servers wait for a disk; if not their mail is kept in memory
   */
  static Stage of(
      Trial trial, List<Contestant> contestants, Path folder, DovecotOptions.Fsync fsync) {
    var sourceUsers = IntStream.range(0, trial.mailboxes()).mapToObj(Stage::sourceUser).toList();
    var destinationUsers =
        contestants.stream()
            .flatMap(each -> IntStream.range(0, trial.mailboxes()).mapToObj(i -> user(each, i)))
            .toList();
    DovecotServer source =
        DovecotServer.start(options(sourceUsers, DovecotOptions.Storage.MAILDIR, fsync).build());
    DovecotServer destination = null;
    try {
      for (String user : sourceUsers) {
        trial
            .mail()
            .corpus(SEED + sourceUsers.indexOf(user), trial.messagesEach())
            .write(source.maildir(user), SEPARATOR, "");
      }
      destination = DovecotServer.start(lacking(trial, source, destinationUsers, fsync));
      var stage = new Stage(trial, folder, source, destination);
      stage.certificate(source);
      stage.certificate(destination);
      stage.warm();
      return stage;
    } catch (RuntimeException e) {
      source.close();
      if (destination != null) {
        destination.close();
      }
      throw e;
    }
  }

  private static DovecotOptions.Builder options(
      List<String> users, DovecotOptions.Storage storage, DovecotOptions.Fsync fsync) {
    DovecotOptions.Builder options =
        DovecotOptions.builder()
            .storage(storage)
            .separator(SEPARATOR)
            .fsync(fsync)
            .certificate(SelfSignedCertificate.Spec.loopback());
    users.forEach(user -> options.user(user, PASSWORD));
    return options;
  }

  /** The destination announces what the source does, but for what the trial takes away. */
  private static DovecotOptions lacking(
      Trial trial, DovecotServer source, List<String> users, DovecotOptions.Fsync fsync) {
    DovecotOptions.Builder options = options(users, trial.storage(), fsync);
    if (!trial.without().isEmpty()) {
      try (SeedImap client = source.logIn(sourceUser(0))) {
        var words = new TreeSet<>(client.capabilities());
        words.removeAll(trial.without());
        options.capability(String.join(" ", words));
      }
    }
    return options.build();
  }

  private static String sourceUser(int mailbox) {
    return "source" + mailbox;
  }

  private static String user(Contestant contestant, int mailbox) {
    return contestant.name().toLowerCase(Locale.ROOT) + "-" + mailbox;
  }

  /** What a contestant is to do, one job a mailbox. */
  List<Job> jobs(Contestant contestant) {
    return IntStream.range(0, trial.mailboxes()).mapToObj(i -> job(contestant, i)).toList();
  }

  private Job job(Contestant contestant, int mailbox) {
    return new Job(
        account(source, 0, sourceUser(mailbox)),
        account(destination, 1, user(contestant, mailbox)),
        state(contestant).resolve(Integer.toString(mailbox)),
        destination.doveadmCommand());
  }

  private Account account(DovecotServer server, int side, String user) {
    return new Account(
        trial.tls() ? HOST : server.host(),
        line.isEmpty() ? port(server) : line.get(side).port(),
        user,
        PASSWORD,
        trial.tls() ? Optional.of(pem(server)) : Optional.empty());
  }

  private int port(DovecotServer server) {
    return trial.tls() ? server.tlsPort() : server.port();
  }

  private Path pem(DovecotServer server) {
    return folder.resolve((server == source ? "source" : "destination") + ".pem");
  }

  private void certificate(DovecotServer server) {
    server.certificate().writeCertificatePem(pem(server));
  }

  /** Removes what a contestant has copied and what it remembers. */
  void clear(Contestant contestant) throws IOException {
    for (int i = 0; i < trial.mailboxes(); i++) {
      destination.removeMail(user(contestant, i));
      Path remembered = state(contestant).resolve(Integer.toString(i));
      Daemon.remove(remembered);
      Files.createDirectories(remembered);
    }
  }

  /** Where a contestant says what it has to say. */
  Path state(Contestant contestant) {
    return folder.resolve(contestant.name());
  }

  /** How many messages a contestant has at the destination. */
  long arrived(Contestant contestant) {
    return IntStream.range(0, trial.mailboxes())
        .mapToLong(i -> count(destination, user(contestant, i)))
        .sum();
  }

  /** How many messages there are to copy. */
  long toCopy() {
    return IntStream.range(0, trial.mailboxes()).mapToLong(i -> count(source, sourceUser(i))).sum();
  }

  private static long count(DovecotServer server, String user) {
    try (SeedImap client = server.logIn(user)) {
      return client.list().stream()
          .filter(SeedImap.Listed::isSelectable)
          .mapToLong(each -> client.status(each.name(), "MESSAGES").getOrDefault("MESSAGES", 0L))
          .sum();
    }
  }

  /** One message in a hundred more, spread over the folders as the others are. */
  void grow(int round) {
    for (int i = 0; i < trial.mailboxes(); i++) {
      int more = Math.max(1, trial.messagesEach() / 100);
      long seed = SEED + (long) round * 100_000 + i;
      try (SeedImap client = source.logIn(sourceUser(i))) {
        for (CorpusFolder grown : trial.mail().corpus(seed, more).folders()) {
          client.appendAll(grown.name().at(SEPARATOR, ""), grown.seedMails());
        }
      }
    }
  }

  /** Reads the source once, so that nobody pays for its indexes and its files being cold. */
  private void warm() {
    for (int i = 0; i < trial.mailboxes(); i++) {
      try (SeedImap client = source.logIn(sourceUser(i))) {
        for (SeedImap.Listed listed : client.list()) {
          if (listed.isSelectable() && client.examine(listed.name()).exists() > 0) {
            client.fetch("1:*", (body, _) -> drain(body), mail -> {});
          }
        }
      }
    }
  }

  private static long drain(InputStream body) throws IOException {
    return body.transferTo(OutputStream.nullOutputStream());
  }

  /** Compares a contestant's copies with the source. */
  List<Verdict> judge(Contestant contestant) {
    var verdicts = new ArrayList<Verdict>();
    for (int i = 0; i < trial.mailboxes(); i++) {
      try (SeedImap here = source.logIn(sourceUser(i));
          SeedImap there = destination.logIn(user(contestant, i))) {
        verdicts.add(new Judge().compare(new ImapSide(here), new ImapSide(there)));
      }
    }
    return verdicts;
  }

  double sourceCpuSeconds() {
    return ProcessorTime.ofServer(source.pid());
  }

  double destinationCpuSeconds() {
    return ProcessorTime.ofServer(destination.pid());
  }

  /** What went over the line since this was last asked, if there is one that can see it. */
  Optional<Traffic> traffic() {
    if (line.isEmpty()) {
      return Optional.empty();
    }
    Counts now =
        line.stream()
            .map(FaultProxy::counts)
            .reduce(
                (one, other) ->
                    new Counts(
                        one.connections() + other.connections(),
                        one.bytesToServer() + other.bytesToServer(),
                        one.bytesToClient() + other.bytesToClient(),
                        Map.of("", one.commandCount() + other.commandCount())))
            .orElseThrow();
    Counts more = now.since(countedBefore);
    countedBefore = now;
    return Optional.of(
        new Traffic(
            more.commandCount(), more.connections(), more.bytesToServer() + more.bytesToClient()));
  }

  @Override
  public void close() {
    line.forEach(FaultProxy::close);
    destination.close();
    source.close();
  }

  /** What a contestant has said last, for a message about its failure. */
  String said(Contestant contestant) throws IOException {
    Path log = log(contestant);
    String all = Files.exists(log) ? Files.readString(log, StandardCharsets.ISO_8859_1) : "";
    return all.substring(Math.max(0, all.length() - 600)).strip();
  }

  Path log(Contestant contestant) {
    return folder.resolve(contestant.name() + ".log");
  }
}
