package org.transhume.connector.imap;

import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.transhume.imap.testkit.corpus.Corpus;
import org.transhume.imap.testkit.judge.ImapSide;
import org.transhume.imap.testkit.judge.Judge;
import org.transhume.imap.testkit.judge.Verdict;
import org.transhume.imap.testkit.memory.CommandCall;
import org.transhume.imap.testkit.memory.Extension;
import org.transhume.imap.testkit.memory.LateDelivery;
import org.transhume.imap.testkit.memory.MemoryImapServer;
import org.transhume.imap.testkit.memory.MemoryOptions;
import org.transhume.imap.testkit.seed.SeedImap;

/** Two servers in memory and a transfer from one to the other; what is late lands when it waits. */
final class MemoryPair implements AutoCloseable {
  final MemoryImapServer source;
  final MemoryImapServer destination;
  final Transfer transfer;
  private final Corpus corpus;
  private int sourceCommandsBefore;
  private int destinationCommandsBefore;

  MemoryPair(Corpus corpus, MemoryOptions.Builder from, MemoryOptions.Builder to) {
    this(corpus, from, to, UnaryOperator.identity());
  }

  MemoryPair(
      Corpus corpus,
      MemoryOptions.Builder from,
      MemoryOptions.Builder to,
      UnaryOperator<ImapAccountSettings> settings) {
    var late = new LateDelivery.Manual();
    this.corpus = corpus;
    MemoryOptions asked = from.build();
    // Whoever seeds it and judges it logs in, and sends literals at once.
    this.source = server(from.preauthenticated("").with(Extension.LITERAL_PLUS));
    this.destination = server(to.lateDelivery(late));
    try (var owner = logIn(source)) {
      corpus.seed(owner, '/', "");
    }
    source.reconfigure(_ -> asked);
    this.transfer =
        new Transfer(
                settings.apply(Servers.account(source)),
                settings.apply(Servers.account(destination)))
            .whileWaiting(late::deliverAll);
    forgetCommands();
  }

  static MemoryPair able(Corpus corpus) {
    return new MemoryPair(corpus, MemoryOptions.builder(), MemoryOptions.builder());
  }

  /** Connections that lose patience soon. */
  static ImapAccountSettings impatient(ImapAccountSettings settings) {
    return new ImapAccountSettings(
        settings.connection().withTimeouts(Duration.ofSeconds(5), Duration.ofMillis(400)),
        settings.credentials(),
        settings.maxConnections(),
        settings.compresses());
  }

  private static MemoryImapServer server(MemoryOptions.Builder options) {
    var server = MemoryImapServer.start(options.build());
    server.addAccount(Servers.USER, Servers.PASSWORD);
    return server;
  }

  private static SeedImap logIn(MemoryImapServer server) {
    return SeedImap.logIn(server.host(), server.port(), Servers.USER, Servers.PASSWORD);
  }

  /** The commands from now on count. */
  void forgetCommands() {
    sourceCommandsBefore = source.commands().size();
    destinationCommandsBefore = destination.commands().size();
  }

  List<CommandCall> sourceCommands() {
    List<CommandCall> all = source.commands();
    return all.subList(sourceCommandsBefore, all.size());
  }

  List<CommandCall> destinationCommands() {
    List<CommandCall> all = destination.commands();
    return all.subList(destinationCommandsBefore, all.size());
  }

  /** What an independent judge says of the copy; marks of deletion stay behind on purpose. */
  Verdict judge() {
    return judge(new Judge());
  }

  Verdict judge(Judge judge) {
    MemoryOptions before = destination.options();
    // The judge's own client sends literals at once, and always logs in.
    destination.reconfigure(
        options ->
            options.toBuilder()
                .with(Extension.LITERAL_PLUS)
                .maxConnections(Integer.MAX_VALUE)
                .preauthenticated("")
                .build());
    MemoryOptions sourceBefore = source.options();
    source.reconfigure(
        options -> options.toBuilder().with(Extension.LITERAL_PLUS).preauthenticated("").build());
    try (var here = logIn(source);
        var there = logIn(destination)) {
      return judge
          .messageNames(corpus.kinds())
          .naming(transfer.naming())
          .leavingOutFlags(List.of("\\Deleted"))
          .compare(new ImapSide(here), new ImapSide(there));
    } finally {
      destination.reconfigure(_ -> before);
      source.reconfigure(_ -> sourceBefore);
    }
  }

  @Override
  public void close() {
    source.close();
    destination.close();
  }
}
