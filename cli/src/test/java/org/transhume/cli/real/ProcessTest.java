package org.transhume.cli.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.transhume.cli.TestProgram;
import org.transhume.imap.testkit.corpus.RealisticCorpus;
import org.transhume.imap.testkit.corpus.RealisticCorpus.Profile;
import org.transhume.imap.testkit.dovecot.DovecotServer;
import org.transhume.imap.testkit.judge.Judge;
import org.transhume.imap.testkit.process.ProcessSampler;
import org.transhume.imap.testkit.proxy.FaultProxy;

/** A process of its own, stopped, killed, started twice, looked at from outside. */
@EnabledIf("org.transhume.imap.testkit.dovecot.DovecotServer#shouldRun")
class ProcessTest {
  private static final int MESSAGES = 300;

  @TempDir Path folder;
  private DovecotServer server;
  private FaultProxy slow;
  private Mailboxes mailboxes;

  @BeforeEach
  void start() throws IOException {
    server = DovecotServer.start(Mailboxes.people().build());
    slow = FaultProxy.before(server.port()).throttle(300_000);
    mailboxes = new Mailboxes(server, server, folder);
    mailboxes.seed(RealisticCorpus.tree(5, Profile.SMALL, MESSAGES));
  }

  @AfterEach
  void stop() {
    slow.close();
    server.close();
  }

  /** Always by the way of the proxy, so that it is one destination. */
  private String[] arguments(String command) {
    return mailboxes.arguments(command, "--destination=" + slow.host() + ":" + slow.port());
  }

  /** A copy that takes some seconds, and has begun to fill the destination. */
  private ChildProgram copyOnItsWay() throws IOException {
    // Whoever starts us in the background makes us, and our children, deaf to Ctrl-C.
    ChildProgram child =
        ChildProgram.start(folder, List.of("env", "--default-signal=INT"), arguments("copy"));
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> !child.isAlive() || slow.counts().bytesToServer() > 400_000);
    assertThat(child.isAlive()).as(child.out() + child.err()).isTrue();
    return child;
  }

  private void theNextRunGoesOn() {
    slow.throttle(0);
    TestProgram program = Mailboxes.program();
    assertThat(program.run(arguments("copy"))).as(program.out() + program.err()).isZero();
    assertThat(program.out()).contains("each of the " + MESSAGES + " messages found");
    assertThat(mailboxes.judge(new Judge()).differences()).isEmpty();
  }

  @Test
  @Tag("X2")
  void goesOnAfterAKill() throws IOException, InterruptedException {
    try (ChildProgram child = copyOnItsWay()) {
      child.signal("KILL");
      assertThat(child.await()).isEqualTo(128 + 9);
    }

    theNextRunGoesOn();
  }

  @Test
  @Tag("X2")
  void stopsInOrderOnCtrlCAndGoesOn() throws IOException, InterruptedException {
    try (ChildProgram child = copyOnItsWay()) {
      child.signal("INT");

      assertThat(child.await()).isEqualTo(130);
      assertThat(child.err())
          .contains("Stopped. ", "run the same command again, it goes on where it stopped");
    }

    theNextRunGoesOn();
  }

  @Test
  @Tag("I10")
  void refusesASecondProcessOnTheSameDestination() throws IOException {
    TestProgram program = Mailboxes.program();
    try (ChildProgram child = copyOnItsWay()) {
      assertThat(program.run(arguments("copy"))).isEqualTo(30);
      assertThat(program.err())
          .contains(
              "Another transhume is working on this destination mailbox (process "
                  + child.pid()
                  + ")");
    }

    theNextRunGoesOn();
  }

  @Test
  @Tag("I9")
  void showsNoPasswordToWhoeverLooksAtTheProcesses() throws IOException, InterruptedException {
    try (ChildProgram child = copyOnItsWay();
        var sampler =
            ProcessSampler.start(
                child.pid(),
                Duration.ofMillis(50),
                Map.of(
                    "source", Mailboxes.SOURCE_PASSWORD,
                    "destination", Mailboxes.DESTINATION_PASSWORD))) {
      assertThat(child.await()).isZero();
      assertThat(sampler.samples()).isGreaterThan(3);
      assertThat(sampler.leaks()).isEmpty();
      assertThat(child.out() + child.err())
          .doesNotContain(Mailboxes.SOURCE_PASSWORD, Mailboxes.DESTINATION_PASSWORD);
    }
  }

  @Test
  void stopsWhenTheDiskUnderTheLedgerIsFullAndGoesOn() throws IOException, InterruptedException {
    List<String> smallFiles = List.of("sh", "-c", "ulimit -f 60; exec \"$@\"", "sh");
    try (ChildProgram child = ChildProgram.start(folder, smallFiles, arguments("copy"))) {
      assertThat(child.await()).as(child.out() + child.err()).isEqualTo(31);
      assertThat(child.out() + child.err())
          .contains("The ledger cannot be written: the disk is full");
    }

    theNextRunGoesOn();
  }

  @Test
  void needsNoMoreThanASecondsPatienceToEnd() throws IOException, InterruptedException {
    try (ChildProgram child = copyOnItsWay()) {
      long began = System.nanoTime();
      child.signal("TERM");

      assertThat(child.await()).isEqualTo(128 + 15);
      assertThat(System.nanoTime() - began).isLessThan(TimeUnit.SECONDS.toNanos(30));
    }
  }
}
