package org.transhume.connector.imap;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.transhume.engine.Pass;
import org.transhume.engine.PassListener;
import org.transhume.engine.PassMode;
import org.transhume.engine.PassOptions;
import org.transhume.engine.copy.BatchLimits;
import org.transhume.engine.endpoint.EndpointException;
import org.transhume.engine.foldermap.FolderMapRules;
import org.transhume.engine.ledger.AccountId;
import org.transhume.engine.ledger.InMemoryLedgerFile;
import org.transhume.engine.pace.Pace;
import org.transhume.engine.pace.PaceMemory;
import org.transhume.engine.pace.PaceRules;
import org.transhume.engine.pace.Wait;
import org.transhume.engine.report.PassReport;
import org.transhume.engine.selection.SelectionRules;
import org.transhume.mail.MailboxName;
import org.transhume.mail.Ticker;

/** One transfer over IMAP, run as often as a test likes. Waiting takes no time but on its clock. */
final class Transfer {
  private final ImapAccountSettings source;
  private final ImapAccountSettings destination;
  private final InMemoryLedgerFile file = new InMemoryLedgerFile();
  private final List<EndpointException> retries = new CopyOnWriteArrayList<>();
  private final List<Duration> pauses = new CopyOnWriteArrayList<>();
  private final Map<String, String> names = new HashMap<>();
  private volatile Instant now = Instant.parse("2026-11-23T10:00:00Z");
  private final PaceMemory memory = PaceMemory.none();
  private Runnable whileWaiting = () -> {};
  private PassOptions options =
      PassOptions.usual()
          .withFolders(SelectionRules.everything(), new FolderMapRules(false, Map.of(), false));

  Transfer(ImapAccountSettings source, ImapAccountSettings destination) {
    this.source = source;
    this.destination = destination;
  }

  /** Folders at a time and the largest batch. */
  Transfer with(int lanes, int batchMessages) {
    options =
        options.withPace(lanes, new BatchLimits(batchMessages, 16 << 20, Duration.ofSeconds(10)));
    return this;
  }

  /** Folders go where they usually go, instead of keeping their very names. */
  Transfer withTheUsualMap() {
    options = options.withFolders(SelectionRules.everything(), FolderMapRules.usual());
    return this;
  }

  /** What happens each time the pass pauses. */
  Transfer whileWaiting(Runnable action) {
    whileWaiting = action;
    return this;
  }

  PassReport copy() {
    return run(PassMode.COPY);
  }

  Instant now() {
    return now;
  }

  /** Runs passes, each when the one before said, until one has nothing to wait for. */
  List<PassReport> copyAndComeBack() {
    var reports = new ArrayList<PassReport>();
    for (int runs = 0; runs < 500; runs++) {
      Optional<Wait> wait;
      try {
        reports.add(copy());
        wait = reports.getLast().waiting();
      } catch (EndpointException e) {
        wait = PassReport.waiting(e);
        if (wait.isEmpty()) {
          throw e;
        }
      }
      if (wait.isEmpty()) {
        return reports;
      }
      now = wait.get().until().isAfter(now) ? wait.get().until() : now;
    }
    throw new AssertionError("It waits for ever: " + retries);
  }

  PassReport run(PassMode mode) {
    retries.clear();
    pauses.clear();
    try (var from = new ImapSource(source);
        var to = new ImapDestination(destination);
        var storage = file.transfer(new AccountId("old.example.com", "ann"))) {
      var seams = seams();
      var pace =
          new Pace(PaceRules.FREE, memory, seams.clock(), seams.sleeper(), listener()::waiting);
      PassReport report = new Pass(from, to, storage, options, mode, listener(), seams, pace).run();
      report.folders().forEach(f -> names.put(f.source().text(), f.destination().text()));
      return report;
    }
  }

  /** Where the passes said that folders went; some names cannot be everywhere what they were. */
  UnaryOperator<String> naming() {
    return name -> names.getOrDefault(name, "nowhere: " + name);
  }

  /** What made the last pass begin a folder again. */
  List<EndpointException> retries() {
    return new ArrayList<>(retries);
  }

  /** How long the last pass paused, each time. */
  List<Duration> pauses() {
    return new ArrayList<>(pauses);
  }

  private PassListener listener() {
    return new PassListener() {
      @Override
      public void retrying(MailboxName folder, EndpointException cause, long pauseMillis) {
        retries.add(cause);
      }
    };
  }

  private Pass.Seams seams() {
    InstantSource clock = () -> now;
    return new Pass.Seams(
        clock.withZone(ZoneOffset.UTC),
        pause -> {
          pauses.add(pause);
          now = now.plus(pause);
          whileWaiting.run();
        },
        Ticker.system());
  }
}
