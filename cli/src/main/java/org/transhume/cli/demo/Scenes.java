package org.transhume.cli.demo;

import java.nio.file.Path;
import java.util.List;
import org.transhume.cli.outcome.ExitCode;
import org.transhume.cli.text.Quantity;
import org.transhume.imap.testkit.corpus.Corpus;
import org.transhume.imap.testkit.judge.Difference;
import org.transhume.imap.testkit.judge.ImapSide;
import org.transhume.imap.testkit.judge.Judge;
import org.transhume.imap.testkit.judge.Verdict;
import org.transhume.imap.testkit.proxy.FaultProxy;
import org.transhume.imap.testkit.seed.SeedImap;

/**
 * What happens between two running servers. Every sentence is said after what it says was looked
 * at, on the servers themselves and not in the program's own words.
 */
final class Scenes {
  /** Of each connection to the source, so that the copy takes long enough to be killed half-way. */
  private static final long SLOW_BYTES_PER_SECOND = 60_000;

  /** 128 and the number of SIGKILL. */
  private static final int KILLED = 137;

  private final Announcer announcer;
  private final ServerPair servers;
  private final Path folder;
  private final Stopping stopping;

  Scenes(Announcer announcer, ServerPair servers, Path folder, Stopping stopping) {
    this.announcer = announcer;
    this.servers = servers;
    this.folder = folder;
    this.stopping = stopping;
  }

  /** Plays them all; whether the judge found the mailboxes equal. */
  boolean play() throws InterruptedException {
    long messages = fill();
    try (FaultProxy slow = FaultProxy.before(servers.source().port());
        SeedImap watcher = servers.destination().logIn(ServerPair.LOGIN)) {
      var child = new Child(slow, servers.destination(), folder, stopping);
      return killed(child, slow, watcher, messages)
          && succeeds("The same command again: it goes on.", child, "2-copy.json", "copy")
          && isVerified(child)
          && findsNothing(child, watcher)
          && areEqual(messages);
    }
  }

  private long fill() {
    announcer.step(
        "Two mail servers run on this machine: %s at 127.0.0.1, ports %d (the source) and %d (the destination)."
            .formatted(servers.program(), servers.source().port(), servers.destination().port()));
    Corpus corpus = DemoMail.corpus();
    try (SeedImap client = servers.source().logIn(ServerPair.LOGIN)) {
      corpus.seed(client, servers.source().separator(), "");
      List<DemoMail.Counted> folders = DemoMail.count(client);
      long messages = DemoMail.messages(folders);
      if (messages != corpus.messageCount()) {
        throw new IllegalStateException(
            "the source holds " + messages + " messages of " + corpus.messageCount());
      }
      announcer.result(
          "The source holds %s (%s) in %d folders with flags and keywords."
              .formatted(
                  Quantity.messages(messages),
                  Quantity.bytes(DemoMail.bytes(corpus)),
                  folders.size()));
      return messages;
    }
  }

  private boolean killed(Child child, FaultProxy slow, SeedImap watcher, long messages)
      throws InterruptedException {
    announcer.step(
        "Copy over a slow line, to be killed half-way. The destination holds %s now."
            .formatted(Quantity.messages(DemoMail.messages(DemoMail.count(watcher)))));
    slow.throttle(SLOW_BYTES_PER_SECOND);
    int code =
        child.runUntil(
            () -> 2 * DemoMail.messages(DemoMail.count(watcher)) >= messages,
            "1-copy.json",
            "copy");
    slow.throttle(0);
    announcer.line("");
    if (code != KILLED) {
      announcer.failure("The copy ended with " + code + " before it could be killed.");
      return false;
    }
    announcer.result(
        "Killed with SIGKILL (kill -9). The destination holds %d of the %s."
            .formatted(DemoMail.messages(DemoMail.count(watcher)), Quantity.messages(messages)));
    return true;
  }

  private boolean succeeds(
      String sentence, Child child, String report, String command, String... options)
      throws InterruptedException {
    announcer.step(sentence);
    int code = child.run(report, command, options);
    if (code != ExitCode.WHOLE.number()) {
      announcer.failure("It ended with exit code " + code + "; its own words stand above.");
    }
    return code == ExitCode.WHOLE.number();
  }

  private boolean isVerified(Child child) throws InterruptedException {
    boolean isWhole =
        succeeds(
            "Read every octet back from the destination: verify --deep.",
            child,
            "3-verify.json",
            "verify",
            "--deep",
            "--quiet");
    if (isWhole) {
      announcer.result("Exit code 0, " + ExitCode.WHOLE.meaning() + ".");
    }
    return isWhole;
  }

  private boolean findsNothing(Child child, SeedImap watcher) throws InterruptedException {
    List<DemoMail.Counted> before = DemoMail.count(watcher);
    String report = "4-copy.json";
    if (!succeeds("Copy once more: there is nothing to do.", child, report, "copy", "--quiet")) {
      return false;
    }
    long copied = CopiedFigure.in(folder.resolve(report));
    boolean isSame = before.equals(DemoMail.count(watcher));
    if (isSame && copied == 0) {
      announcer.result("0 messages copied; no folder of the destination got or lost a UID.");
      return true;
    }
    announcer.failure(
        "%s copied, the destination %s; both should not be."
            .formatted(Quantity.messages(copied), isSame ? "unchanged" : "changed"));
    return false;
  }

  private boolean areEqual(long messages) {
    announcer.step("A judge that shares no code with the copy reads both mailboxes.");
    Verdict verdict;
    try (SeedImap source = servers.source().logIn(ServerPair.LOGIN);
        SeedImap destination = servers.destination().logIn(ServerPair.LOGIN)) {
      verdict = new Judge().compare(new ImapSide(source), new ImapSide(destination));
    }
    if (!verdict.isEqual() || verdict.messages() != messages) {
      announcer.failure("The mailboxes differ:");
      announcer.foreign(verdict.toString());
      return false;
    }
    announcer.result("Equal in folders, subscriptions, order, content, dates, flags and keywords.");
    announcer.success(
        "%s, %d lost, %d doubled."
            .formatted(
                Quantity.messages(verdict.messages()),
                verdict.of(Difference.Kind.LOST).size(),
                verdict.of(Difference.Kind.DOUBLED).size()));
    return true;
  }
}
