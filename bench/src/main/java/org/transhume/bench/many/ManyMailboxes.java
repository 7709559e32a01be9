package org.transhume.bench.many;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.transhume.connector.imap.ImapAccountSettings;
import org.transhume.connector.imap.ImapDestination;
import org.transhume.connector.imap.ImapSource;
import org.transhume.engine.Pass;
import org.transhume.engine.PassListener;
import org.transhume.engine.PassMode;
import org.transhume.engine.PassOptions;
import org.transhume.engine.copy.BatchLimits;
import org.transhume.engine.ledger.AccountId;
import org.transhume.engine.report.PassReport;
import org.transhume.engine.report.Verdict;
import org.transhume.imap.ConnectionSettings;
import org.transhume.imap.Credentials;
import org.transhume.imap.ImapEndpoint;
import org.transhume.imap.TlsMode;
import org.transhume.mail.Secret;
import org.transhume.mail.Sleeper;
import org.transhume.mail.Ticker;
import org.transhume.store.LedgerDirectory;

/**
 * Copies many mailboxes at once in one process, each with a ledger of its own: what a server of
 * many transfers does, without the server. Arguments: the port of the source, the port of the
 * destination, a folder for the ledgers, a file with a line a mailbox.
 */
public final class ManyMailboxes {
  private static final String HOST = "127.0.0.1";

  /** With a hundred mailboxes under way nobody gains by several folders of each. */
  private static final int LANES = 1;

  private final int sourcePort;
  private final int destinationPort;
  private final Path state;
  private final String password;

  private ManyMailboxes(int sourcePort, int destinationPort, Path state, String password) {
    this.sourcePort = sourcePort;
    this.destinationPort = destinationPort;
    this.state = state;
    this.password = password;
  }

  /** Ends with 1 if a mailbox is not whole. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    var many =
        new ManyMailboxes(
            Integer.parseInt(arguments[0]),
            Integer.parseInt(arguments[1]),
            Path.of(arguments[2]),
            System.getenv("BENCH_PASSWORD"));
    List<String> lines = Files.readAllLines(Path.of(arguments[3]), StandardCharsets.UTF_8);
    int failed = many.copyAll(lines);
    System.out.println(lines.size() - failed + " of " + lines.size() + " mailboxes are whole");
    System.exit(failed == 0 ? 0 : 1);
  }

  private int copyAll(List<String> lines) throws InterruptedException {
    var passes = new ArrayList<Future<PassReport>>();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (String line : lines) {
        String[] users = line.split("\t", -1);
        passes.add(executor.submit(() -> copy(users[0], users[1])));
      }
    }
    int failed = 0;
    for (Future<PassReport> pass : passes) {
      try {
        failed += pass.get().verdict() == Verdict.FAIL ? 1 : 0;
      } catch (ExecutionException e) {
        failed++;
        System.err.println(e.getCause());
      }
    }
    return failed;
  }

  private PassReport copy(String sourceUser, String destinationUser) {
    try (var file = LedgerDirectory.in(state).open(new AccountId(HOST, destinationUser));
        var source = new ImapSource(settings(sourcePort, sourceUser));
        var destination = new ImapDestination(settings(destinationPort, destinationUser))) {
      return new Pass(
              source,
              destination,
              file.transfer(new AccountId(HOST, sourceUser)),
              PassOptions.usual().withPace(LANES, BatchLimits.DEFAULT),
              PassMode.COPY,
              PassListener.none(),
              new Pass.Seams(Clock.systemUTC(), Sleeper.system(), Ticker.system()))
          .run();
    }
  }

  private ImapAccountSettings settings(int port, String user) {
    return ImapAccountSettings.of(
            ConnectionSettings.of(ImapEndpoint.of(HOST, port, TlsMode.PLAIN)),
            Credentials.of(user, Secret.of(password)))
        .withMaxConnections(LANES + 1);
  }
}
