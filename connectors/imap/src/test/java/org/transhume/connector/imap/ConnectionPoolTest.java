package org.transhume.connector.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.transhume.imap.testkit.memory.FaultPlan.always;
import static org.transhume.imap.testkit.memory.FaultPlan.named;
import static org.transhume.imap.testkit.memory.FaultPlan.times;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.transhume.engine.endpoint.EndpointException;
import org.transhume.engine.endpoint.MailSource;
import org.transhume.engine.endpoint.OpenFolder;
import org.transhume.engine.endpoint.Problem;
import org.transhume.imap.testkit.memory.Fault;
import org.transhume.imap.testkit.memory.MemoryImapServer;
import org.transhume.imap.testkit.memory.MemoryOptions;
import org.transhume.imap.testkit.memory.Moment;
import org.transhume.mail.MailboxName;
import org.transhume.mail.Retry;
import org.transhume.mail.Scope;

@Timeout(30)
class ConnectionPoolTest {
  private static final MailboxName INBOX = MailboxName.inbox('/');

  private final MemoryImapServer server =
      MemoryImapServer.start(MemoryOptions.builder().maxConnections(3).build());
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Duration> pauses = new ArrayList<>();
  private final MailSource source;

  ConnectionPoolTest() {
    server.addAccount(Servers.USER, Servers.PASSWORD);
    source = new ImapSource(Servers.account(server).withMaxConnections(5), pauses::add);
  }

  @AfterEach
  void stop() {
    source.close();
    threads.close();
    server.close();
  }

  @Test
  void connectsOnlyWhenItIsAskedSomething() {
    assertThat(server.connectionsMade()).isZero();

    assertThat(source.abilities().maxConnections()).isEqualTo(5);

    assertThat(server.connectionsMade()).isEqualTo(1);
  }

  @Test
  void usesAConnectionAgainThatWasGivenBack() {
    for (int i = 0; i < 10; i++) {
      source.open(INBOX).close();
      source.folders();
    }

    assertThat(server.connectionsMade()).isEqualTo(1);
  }

  @Test
  void contentsItselfWithWhatTheServerAllows() throws Exception {
    List<OpenFolder> open = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      open.add(source.open(INBOX));
    }

    Future<OpenFolder> fourth = threads.submit(() -> source.open(INBOX));
    await().until(() -> source.abilities().maxConnections() == 3);
    assertThat(fourth.isDone()).isFalse();
    open.removeFirst().close();

    fourth.get().close();
    open.forEach(OpenFolder::close);
    assertThat(server.connectionsOpen()).isLessThanOrEqualTo(3);
  }

  @Test
  void saysThatItIsThrottledWhenTheServerAllowsNoConnectionAtAll() {
    server.faults(
        always(
            Moment.RECEIVED,
            named("AUTHENTICATE"),
            new Fault.Answer("NO [ALERT] Too many simultaneous connections. (Failure)")));

    assertThatThrownBy(() -> source.open(INBOX))
        .isInstanceOfSatisfying(
            EndpointException.class,
            e -> {
              assertThat(e.problem()).isEqualTo(Problem.THROTTLED);
              assertThat(e.scope()).isEqualTo(Scope.ACCOUNT);
              assertThat(e.retry()).isEqualTo(Retry.AFTER);
            });
  }

  @Test
  void logsInAgainWhenALoginIsCut() {
    server.faults(
        times(3, Moment.RECEIVED, named("AUTHENTICATE"), new Fault.Drop(Fault.Cut.RESET)));

    source.open(INBOX).close();

    assertThat(server.connectionsMade()).isEqualTo(4);
    assertThat(pauses)
        .containsExactly(Duration.ofMillis(200), Duration.ofMillis(800), Duration.ofMillis(3_200));
  }

  @Test
  void givesUpALoginThatIsCutEveryTime() {
    server.faults(always(Moment.RECEIVED, named("AUTHENTICATE"), new Fault.Drop(Fault.Cut.FIN)));

    assertThatThrownBy(() -> source.open(INBOX))
        .isInstanceOfSatisfying(
            EndpointException.class,
            e -> assertThat(e.problem()).isEqualTo(Problem.CONNECTION_LOST));

    assertThat(server.connectionsMade()).isEqualTo(4);
  }

  @Test
  void connectsAheadOfThoseWhoWillAsk() {
    source.folders();

    source.connectAhead(3);

    List<OpenFolder> open = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      open.add(source.open(INBOX));
    }
    assertThat(server.connectionsMade()).as("nobody made one more").isEqualTo(3);
    open.forEach(OpenFolder::close);
  }

  @Test
  void connectsAheadToNoMoreThanTheServerAllows() {
    source.folders();

    source.connectAhead(5);

    await().until(() -> source.abilities().maxConnections() == 3);
    source.open(INBOX).close();
    assertThat(server.connectionsOpen()).isLessThanOrEqualTo(3);
  }

  @Test
  void doesNotConnectAheadBeforeALoginSucceeded() {
    source.connectAhead(3);

    source.open(INBOX).close();

    assertThat(server.connectionsMade()).isEqualTo(1);
  }

  @Test
  void connectsForWhoAsksWhereConnectingAheadFailed() {
    source.folders();
    server.faults(
        times(
            1,
            Moment.RECEIVED,
            named("AUTHENTICATE"),
            new Fault.Answer("NO [SERVERBUG] Internal error")));

    source.connectAhead(2);

    try (OpenFolder one = source.open(INBOX);
        OpenFolder two = source.open(INBOX)) {
      assertThat(one.uids().await()).isEqualTo(two.uids().await());
    }
  }

  @Test
  void triesAWrongPasswordOnce() {
    server.faults(
        always(
            Moment.RECEIVED,
            named("AUTHENTICATE"),
            new Fault.Answer("NO [AUTHENTICATIONFAILED] Authentication failed.")));

    assertThatThrownBy(() -> source.open(INBOX))
        .isInstanceOfSatisfying(
            EndpointException.class, e -> assertThat(e.problem()).isEqualTo(Problem.LOGIN_REFUSED));

    assertThat(server.connectionsMade()).isEqualTo(1);
    assertThat(pauses).isEmpty();
  }

  @Test
  void listsAgainWhenThatIsCut() {
    server.faults(times(3, Moment.RECEIVED, named("LIST"), new Fault.Drop(Fault.Cut.RESET)));

    assertThat(source.folders().folders()).isNotEmpty();

    assertThat(server.connectionsMade()).isEqualTo(4);
  }

  @Test
  void replacesAConnectionThatDiedWhileNobodyUsedIt() {
    source.open(INBOX).close();
    server.dropConnections();

    source.open(INBOX).close();

    assertThat(server.connectionsMade()).isEqualTo(2);
  }

  @Test
  void saysThatAServerThatGoesAwayMayComeBack() {
    source.open(INBOX).close();
    server.close();

    assertThatThrownBy(() -> source.open(INBOX))
        .isInstanceOfSatisfying(
            EndpointException.class,
            e -> {
              assertThat(e.problem()).isEqualTo(Problem.CANNOT_CONNECT);
              assertThat(e.scope()).isEqualTo(Scope.CONNECTION);
              assertThat(e.retry()).isEqualTo(Retry.AFTER);
            });
  }

  @Test
  void givesUpAConnectionOnWhichSomethingIsUnderWay() {
    OpenFolder folder = source.open(INBOX);
    server.faults(always(Moment.RECEIVED, named("NOOP"), new Fault.FallSilent()));
    var unanswered = folder.uids();

    folder.close();

    assertThatThrownBy(unanswered::await).isInstanceOf(EndpointException.class);
    source.open(INBOX).close();
    assertThat(server.connectionsMade()).isEqualTo(2);
  }

  @Test
  void endsTheWaitOfOthersWhenItIsClosed() throws InterruptedException {
    List<OpenFolder> open = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      open.add(source.open(INBOX));
    }
    Future<OpenFolder> waiting = threads.submit(() -> source.open(INBOX));
    await().until(() -> source.abilities().maxConnections() == 3);

    source.close();

    assertThatThrownBy(waiting::get)
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isInstanceOfSatisfying(
            EndpointException.class, e -> assertThat(e.retry()).isEqualTo(Retry.NEVER));
    open.forEach(OpenFolder::close);
    await().until(() -> server.connectionsOpen() == 0);
  }

  @Test
  void canBeInterruptedWhileItWaits() {
    List<OpenFolder> open = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      open.add(source.open(INBOX));
    }
    var failure = new AtomicReference<Throwable>();
    Thread waiting =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    source.open(INBOX);
                  } catch (CancellationException e) {
                    failure.set(e);
                  }
                });
    await().until(() -> source.abilities().maxConnections() == 3);

    waiting.interrupt();

    await().until(() -> failure.get() instanceof CancellationException);
    open.forEach(OpenFolder::close);
  }
}
