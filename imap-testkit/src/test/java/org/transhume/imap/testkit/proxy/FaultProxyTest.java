package org.transhume.imap.testkit.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.transhume.imap.testkit.SeedMail;
import org.transhume.imap.testkit.memory.Extension;
import org.transhume.imap.testkit.memory.MemoryImapServer;
import org.transhume.imap.testkit.memory.MemoryMailbox;
import org.transhume.imap.testkit.proxy.LineRule.Action;
import org.transhume.imap.testkit.seed.SeedImap;

class FaultProxyTest {
  private static final OffsetDateTime DATE = OffsetDateTime.parse("2020-01-01T00:00:00Z");

  private final MemoryImapServer server = MemoryImapServer.start();
  private final MemoryMailbox inbox = server.addAccount("alice", "pw").mailbox("INBOX");
  private final FaultProxy proxy = FaultProxy.before(server.port());

  @AfterEach
  void stop() {
    proxy.close();
    server.close();
  }

  private SeedImap client() {
    return SeedImap.logIn(proxy.host(), proxy.port(), "alice", "pw");
  }

  private static SeedMail mail(String text) {
    return SeedMail.of(text.getBytes(StandardCharsets.ISO_8859_1), DATE);
  }

  private ProxiedConnection last() {
    return proxy.connections().getLast();
  }

  @Test
  void delaysEachWayAndLosesNoThroughput() {
    byte[] large = new byte[8 * 1024 * 1024];
    for (int i = 0; i < 4; i++) {
      inbox.deliver(large, DATE);
    }
    proxy.latency(Duration.ofMillis(50));
    try (var client = client()) {
      client.examine("INBOX");

      long before = System.nanoTime();
      client.command("NOOP");
      long roundTrip = System.nanoTime() - before;
      before = System.nanoTime();
      assertThat(client.fetchAll()).hasSize(4);
      long fetch = System.nanoTime() - before;

      assertThat(Duration.ofNanos(roundTrip))
          .isBetween(Duration.ofMillis(100), Duration.ofSeconds(3));
      // 32 MB in 64 kB pieces would take 25 s if each piece waited.
      assertThat(Duration.ofNanos(fetch)).isLessThan(Duration.ofSeconds(12));
    }
  }

  @Test
  void greetsAfterTwoRoundTrips() {
    proxy.latency(Duration.ofMillis(30));
    long before = System.nanoTime();
    try (var client = SeedImap.connect(proxy.host(), proxy.port())) {
      // The greeting after four ways, CAPABILITY after two more.
      assertThat(Duration.ofNanos(System.nanoTime() - before))
          .isGreaterThan(Duration.ofMillis(180));
      assertThat(client.capabilities()).isNotEmpty();
    }
  }

  @Test
  void limitsTheRate() {
    proxy.throttle(500_000);
    try (var client = client()) {
      long before = System.nanoTime();
      client.append("INBOX", mail("x".repeat(200_000)));

      assertThat(Duration.ofNanos(System.nanoTime() - before))
          .isBetween(Duration.ofMillis(380), Duration.ofSeconds(5));
    }
  }

  @Test
  void cutsAfterExactlySoManyOctetsTowardsTheClient() throws Exception {
    for (Cut how : Cut.values()) {
      proxy.eachConnection(connection -> connection.cutAfter(Direction.TO_CLIENT, 10, how));
      try (var socket = new Socket(proxy.host(), proxy.port())) {
        InputStream in = socket.getInputStream();

        assertThat(in.readNBytes(10)).asString().isEqualTo("* OK [CAPA");
        if (how == Cut.FIN) {
          assertThat(in.read()).isEqualTo(-1);
        } else {
          assertThatThrownBy(in::read).isInstanceOf(IOException.class);
        }
      }
    }
  }

  @Test
  void cutsInTheMiddleOfALiteralTowardsTheServer() {
    proxy.eachConnection(
        connection ->
            connection.rule(
                LineRule.when(
                    Direction.TO_SERVER,
                    LineRule.command("APPEND"),
                    new Action.CutAfter(Cut.RESET))));
    try (var client = client()) {
      assertThatThrownBy(() -> client.append("INBOX", mail("text")))
          .isInstanceOf(UncheckedIOException.class);
    }
    await().until(() -> server.connectionsOpen() == 0);
    assertThat(inbox.messages()).isEmpty();
    assertThat(server.count("APPEND")).isEqualTo(1);
  }

  @Test
  void cutsBeforeALineOfTheServersSoThatItsAnswerIsLost() {
    proxy.eachConnection(
        connection ->
            connection.rule(
                LineRule.when(
                    Direction.TO_CLIENT,
                    line -> line.contains("[APPENDUID"),
                    new Action.CutBefore(Cut.FIN))));
    try (var client = client()) {
      assertThatThrownBy(() -> client.append("INBOX", mail("text")))
          .isInstanceOf(UncheckedIOException.class);
    }
    assertThat(inbox.messages()).hasSize(1);
  }

  @Test
  void swallowsAnswersWhileTheServerGoesOn() throws Exception {
    try (var socket = new Socket(proxy.host(), proxy.port())) {
      await().until(() -> !proxy.connections().isEmpty());
      last()
          .rule(
              LineRule.when(
                  Direction.TO_SERVER, LineRule.command("APPEND"), new Action.SwallowAnswers()));
      socket
          .getOutputStream()
          .write(
              "a LOGIN alice pw\r\nb NOOP\r\nc APPEND INBOX {1+}\r\nx\r\nd LOGOUT\r\n"
                  .getBytes(StandardCharsets.US_ASCII));
      String heard = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);

      assertThat(heard).doesNotContain("c OK").doesNotContain("BYE");
      assertThat(inbox.messages()).hasSize(1);
    }
  }

  @Test
  void deliversWhatADeadClientHadSent() throws Exception {
    proxy.eachConnection(
        connection ->
            connection.rule(
                LineRule.when(
                    Direction.TO_SERVER,
                    LineRule.command("APPEND"),
                    new Action.HoldClient(Duration.ofMillis(300)))));
    long died;
    try (var socket = new Socket(proxy.host(), proxy.port())) {
      socket
          .getOutputStream()
          .write(
              "a LOGIN alice pw\r\nb APPEND INBOX {1+}\r\nx\r\n"
                  .getBytes(StandardCharsets.US_ASCII));
      await().until(() -> server.count("LOGIN") == 1);
      assertThat(server.count("APPEND")).isZero();
      socket.setSoLinger(true, 0);
      died = System.nanoTime();
    }

    await().until(() -> inbox.messages().size() == 1);
    assertThat(Duration.ofNanos(System.nanoTime() - died)).isGreaterThan(Duration.ofMillis(290));
  }

  @Test
  void takesCapabilitiesAway() {
    proxy.eachConnection(
        connection ->
            connection.rule(
                LineRule.withoutCapabilities(Set.of("UIDPLUS", "MULTIAPPEND", "LITERAL+"))));
    try (var client = client()) {
      assertThat(client.capabilities())
          .contains("IMAP4REV1", "CONDSTORE", "MOVE")
          .doesNotContain("UIDPLUS", "MULTIAPPEND", "LITERAL+");
      assertThat(client.command("LIST \"\" *").lines())
          .containsExactly("LIST (\\HasNoChildren) \"/\" \"INBOX\"");
    }
    assertThat(
            LineRule.withoutCapabilities(Set.of("UIDPLUS"))
                .decide(Direction.TO_CLIENT, "* OK [CAPABILITY IMAP4rev1 UIDPLUS] Hi UIDPLUS"))
        .isEqualTo(new Action.Replace("* OK [CAPABILITY IMAP4rev1] Hi"));
  }

  @Test
  void countsCommandsPastLiteralsOfEverySort() {
    try (var client = client()) {
      Counts before = proxy.counts();
      client.appendAll("INBOX", List.of(mail("x NOOP\r\ny NOOP\r\n"), mail("{5+}\r\n"), mail("")));
      client.select("INBOX");
      client.command("UID FETCH 1:* (BODY.PEEK[])");
      client.command("UID STORE 1 +FLAGS.SILENT (\\Seen)");

      Counts since = proxy.counts().since(before);
      assertThat(since.commands())
          .isEqualTo(Map.of("APPEND", 1L, "SELECT", 1L, "UID FETCH", 1L, "UID STORE", 1L));
      assertThat(since.commandCount()).isEqualTo(4);
      assertThat(since.bytesToServer()).isGreaterThan(100);
    }
    assertThat(proxy.counts().connections()).isEqualTo(1);
  }

  @Test
  void countsCommandsPastSynchronizingLiteralsRefusedOnesIncluded() {
    server.reconfigure(
        options ->
            options.toBuilder().without(Extension.LITERAL_PLUS).appendLimitBytes(100).build());
    try (var client = client()) {
      client.tryAppend("INBOX", mail("x".repeat(200)));
      client.tryAppend("INBOX", mail("z NOOP\r\nz NOOP\r\n"));
      client.command("NOOP");
    }
    assertThat(proxy.counts().commandCount("APPEND")).isEqualTo(2);
    assertThat(proxy.counts().commandCount("NOOP")).isEqualTo(1);
  }

  @Test
  void standsStillAndGoesOn() throws Exception {
    try (var client = client()) {
      last().stall(Direction.TO_CLIENT);
      var answered =
          Thread.ofVirtual()
              .start(
                  () -> {
                    for (int i = 0; i < 3; i++) {
                      client.command("NOOP");
                    }
                  });
      await().until(() -> server.count("NOOP") == 1);
      assertThat(answered.join(Duration.ofMillis(50))).isFalse();

      last().resume(Direction.TO_CLIENT);

      assertThat(answered.join(Duration.ofSeconds(10))).isTrue();
      assertThat(server.count("NOOP")).isEqualTo(3);
    }
  }

  @Test
  void refusesConnectionsAndTakesThemAgain() {
    proxy.refuseConnections(true);
    assertThatThrownBy(this::client).isInstanceOf(RuntimeException.class);

    proxy.refuseConnections(false);
    try (var client = client()) {
      assertThat(client.command("NOOP").isOk()).isTrue();
    }
  }

  @Test
  void findsTheSameLinesHoweverTheOctetsArrive() throws Exception {
    byte[] octets =
        "a APPEND x {3+}\r\nq {4} {8+}\r\nz NOOP\r\n\r\nc UID FETCH 1 (FLAGS)\r\n"
            .getBytes(StandardCharsets.US_ASCII);
    for (int size : List.of(1, 2, 3, 7, octets.length)) {
      var conversation = new Conversation();
      var passed = new ByteArrayOutputStream();
      var scanner =
          new LineScanner(
              Direction.TO_SERVER,
              conversation,
              new LineScanner.Output() {
                @Override
                public void pass(byte[] source, int offset, int length) {
                  passed.write(source, offset, length);
                }

                @Override
                public Optional<LineRule> rule() {
                  return Optional.empty();
                }

                @Override
                public boolean act(Action action) {
                  return true;
                }
              });
      for (int at = 0; at < octets.length; at += size) {
        int length = Math.min(size, octets.length - at);
        scanner.scan(Arrays.copyOfRange(octets, at, at + length), length);
      }

      assertThat(passed.toByteArray()).isEqualTo(octets);
      assertThat(conversation.commands()).isEqualTo(Map.of("APPEND", 1L, "UID FETCH", 1L));
    }
  }
}
