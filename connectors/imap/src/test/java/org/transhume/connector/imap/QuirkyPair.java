package org.transhume.connector.imap;

import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.transhume.engine.endpoint.EndpointException;
import org.transhume.engine.report.PassReport;
import org.transhume.imap.testkit.judge.ImapSide;
import org.transhume.imap.testkit.judge.Judge;
import org.transhume.imap.testkit.judge.Verdict;
import org.transhume.imap.testkit.memory.Extension;
import org.transhume.imap.testkit.memory.FaultPlan;
import org.transhume.imap.testkit.memory.MemoryAccount;
import org.transhume.imap.testkit.memory.MemoryImapServer;
import org.transhume.imap.testkit.memory.MemoryMailbox;
import org.transhume.imap.testkit.memory.MemoryOptions;
import org.transhume.imap.testkit.proxy.Direction;
import org.transhume.imap.testkit.proxy.FaultProxy;
import org.transhume.imap.testkit.proxy.LineRule;
import org.transhume.imap.testkit.proxy.LineRule.Action;
import org.transhume.imap.testkit.seed.SeedImap;

/**
 * Two servers in memory whose words a proxy changes on their way, and a transfer between them; the
 * judge goes past the proxies.
 */
final class QuirkyPair implements AutoCloseable {
  static final OffsetDateTime DATE = OffsetDateTime.parse("2020-01-02T03:04:05Z");

  final MemoryImapServer source;
  final MemoryImapServer destination;
  final FaultProxy sourceProxy;
  final FaultProxy destinationProxy;
  final Transfer transfer;

  QuirkyPair() {
    this(MemoryOptions.builder(), MemoryOptions.builder(), UnaryOperator.identity());
  }

  QuirkyPair(
      MemoryOptions.Builder from,
      MemoryOptions.Builder to,
      UnaryOperator<ImapAccountSettings> settings) {
    source = server(from);
    destination = server(to);
    sourceProxy = FaultProxy.before(source.port());
    destinationProxy = FaultProxy.before(destination.port());
    transfer =
        new Transfer(
            settings.apply(Servers.account(sourceProxy)),
            settings.apply(Servers.account(destinationProxy)));
  }

  private static MemoryImapServer server(MemoryOptions.Builder options) {
    var server = MemoryImapServer.start(options.build());
    server.addAccount(Servers.USER, Servers.PASSWORD);
    return server;
  }

  /** The source's lines become others from the next connection on. */
  QuirkyPair sourceSays(UnaryOperator<String> change) {
    sourceRule(() -> saying(change));
    return this;
  }

  /** The destination's lines become others from the next connection on. */
  QuirkyPair destinationSays(UnaryOperator<String> change) {
    destinationRule(() -> saying(change));
    return this;
  }

  /** A rule for each connection to the source. */
  void sourceRule(Supplier<LineRule> rule) {
    sourceProxy.eachConnection(connection -> connection.rule(rule.get()));
  }

  /** A rule for each connection to the destination. */
  void destinationRule(Supplier<LineRule> rule) {
    destinationProxy.eachConnection(connection -> connection.rule(rule.get()));
  }

  private static LineRule saying(UnaryOperator<String> change) {
    return (direction, line) -> {
      if (direction == Direction.TO_SERVER) {
        return new Action.Pass();
      }
      String other = change.apply(line);
      return other.equals(line) ? new Action.Pass() : new Action.Replace(other);
    };
  }

  MemoryAccount from() {
    return source.account(Servers.USER);
  }

  MemoryAccount to() {
    return destination.account(Servers.USER);
  }

  MemoryMailbox inbox() {
    return from().mailbox("INBOX");
  }

  /** Delivers so many different messages, a minute apart. */
  QuirkyPair deliver(MemoryMailbox mailbox, int count) {
    for (int i = 0; i < count; i++) {
      long number = mailbox.uidNext();
      String id = "<" + number + "." + mailbox.name().replaceAll("[^A-Za-z]", "") + "@example.com>";
      mailbox.deliver(
          octets(
              "Message-ID: %s\r\nDate: Thu, 2 Jan 2020 03:04:05 +0000\r\nFrom: a@example.com\r\nSubject: %d\r\n\r\nText %d\r\n"
                  .formatted(id, number, number)),
          DATE.plusMinutes(number),
          number % 2 == 0 ? new String[] {"\\Seen"} : new String[0]);
    }
    return this;
  }

  static byte[] octets(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** A pass that comes to its end, one way or the other. */
  PassReport copy() {
    return transfer.copy();
  }

  /** The failure of a pass that does not even begin, or breaks off. */
  EndpointException failure() {
    try {
      return copy().failure().orElseThrow(() -> new AssertionError("It did not fail"));
    } catch (EndpointException e) {
      return e;
    }
  }

  Verdict judge() {
    return judge(new Judge());
  }

  Verdict judge(Judge judge) {
    for (MemoryImapServer server : List.of(source, destination)) {
      server.faults(FaultPlan.none());
      server.reconfigure(
          options -> options.toBuilder().with(Extension.LITERAL_PLUS).preauthenticated("").build());
    }
    try (var here = logIn(source);
        var there = logIn(destination)) {
      return judge
          .naming(transfer.naming())
          .leavingOutFlags(List.of("\\Deleted"))
          .compare(new ImapSide(here), new ImapSide(there));
    }
  }

  private static SeedImap logIn(MemoryImapServer server) {
    return SeedImap.logIn(server.host(), server.port(), Servers.USER, Servers.PASSWORD);
  }

  @Override
  public void close() {
    sourceProxy.close();
    destinationProxy.close();
    source.close();
    destination.close();
  }
}
