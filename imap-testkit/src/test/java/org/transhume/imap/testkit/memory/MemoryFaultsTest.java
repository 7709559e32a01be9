package org.transhume.imap.testkit.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MemoryFaultsTest {
  private static final OffsetDateTime DATE = OffsetDateTime.parse("2020-01-01T00:00:00Z");
  private static final String APPEND = "a APPEND INBOX {1+}\r\nA {1+}\r\nB {1+}\r\nC\r\n";

  private final LateDelivery.Manual late = new LateDelivery.Manual();
  private final MemoryImapServer server =
      MemoryImapServer.start(MemoryOptions.builder().lateDelivery(late).build());
  private final MemoryMailbox inbox = server.addAccount("alice", "pw").mailbox("INBOX");

  @AfterEach
  void stop() {
    server.close();
  }

  private void strike(Moment moment, String command, Fault fault) {
    server.faults(FaultPlan.once(moment, FaultPlan.named(command), fault));
  }

  @Test
  void storesButNeverAnswers() throws Exception {
    strike(Moment.DONE, "APPEND", new Fault.Drop(Fault.Cut.RESET));
    try (var client = RawClient.loggedIn(server)) {
      client.send(APPEND);

      assertThat(client.line()).isNull();
      assertThat(inbox.messages()).hasSize(3);
    }
  }

  @Test
  void fallsSilentAndGoesOnWorking() throws Exception {
    strike(Moment.DONE, "APPEND", new Fault.FallSilent());
    try (var client = RawClient.loggedIn(server)) {
      client.send(APPEND);
      client.send("b SELECT INBOX\r\nc UID STORE 1 +FLAGS (\\Seen)\r\nd LOGOUT\r\n");

      assertThat(client.line()).isNull();
      assertThat(inbox.messages().getFirst().flags()).containsExactly("\\Seen");
    }
  }

  @Test
  void deliversTheBytesOfADeadClientWhenTold() throws Exception {
    strike(Moment.RECEIVED, "APPEND", new Fault.ActLater(Duration.ofSeconds(3), Fault.Cut.RESET));
    try (var client = RawClient.loggedIn(server)) {
      client.send(APPEND);
      assertThat(client.line()).isNull();
    }
    assertThat(inbox.messages()).isEmpty();
    assertThat(late.pending()).isEqualTo(1);

    late.deliverAll();

    assertThat(inbox.messages()).hasSize(3);
  }

  @Test
  void storesAPartAndSaysNo() throws Exception {
    strike(Moment.RECEIVED, "APPEND", new Fault.StorePart(2, "NO [UNAVAILABLE] Try later"));
    try (var client = RawClient.loggedIn(server)) {
      client.send(APPEND);

      assertThat(client.line()).isEqualTo("a NO [UNAVAILABLE] Try later");
      assertThat(inbox.messages()).hasSize(2);
    }
  }

  @Test
  void storesAPartAndDies() throws Exception {
    strike(Moment.RECEIVED, "APPEND", new Fault.StorePart(1, ""));
    try (var client = RawClient.loggedIn(server)) {
      client.send(APPEND);

      assertThat(client.line()).isNull();
      assertThat(inbox.messages()).hasSize(1);
    }
  }

  @Test
  void storesOnceWhenTheAnswerIsLostAlsoWithoutAtomicity() throws Exception {
    server.reconfigure(options -> options.toBuilder().atomicMultiAppend(false).build());
    strike(Moment.DONE, "APPEND", new Fault.DropAfterOctets(3, Fault.Cut.FIN));
    try (var client = RawClient.loggedIn(server)) {
      client.send(APPEND);

      assertThat(client.line()).isEqualTo("a O");
    }
    await().until(() -> server.connectionsOpen() == 0);
    assertThat(inbox.messages()).hasSize(3);
  }

  @Test
  void refusesInOtherWordsWithoutDoingAnything() throws Exception {
    strike(Moment.RECEIVED, "APPEND", new Fault.Answer("NO Server Unavailable. 15"));
    try (var client = RawClient.loggedIn(server)) {
      client.send(APPEND);
      assertThat(client.line()).isEqualTo("a NO Server Unavailable. 15");
      assertThat(inbox.messages()).isEmpty();

      client.send(APPEND);
      assertThat(client.line()).startsWith("a OK");
    }
  }

  @Test
  void saysNoInsteadOfAskingForALiteral() throws Exception {
    strike(Moment.LITERAL_ANNOUNCED, "APPEND", new Fault.Answer("NO [TOOBIG] No"));
    try (var client = RawClient.loggedIn(server)) {
      client.send("a APPEND INBOX {3}\r\n");

      assertThat(client.line()).isEqualTo("a NO [TOOBIG] No");
      client.send("b NOOP\r\n");
      assertThat(client.line()).startsWith("b OK");
    }
  }

  @Test
  void cutsInTheMiddleOfABody() throws Exception {
    inbox.deliver("0123456789".getBytes(StandardCharsets.US_ASCII), DATE);
    strike(Moment.DONE, "UID FETCH", new Fault.DropAfterOctets(35, Fault.Cut.FIN));
    try (var client = RawClient.loggedIn(server)) {
      client.send("a EXAMINE INBOX\r\n");
      client.until("a ");
      client.send("b UID FETCH 1 (BODY.PEEK[])\r\n");

      assertThat(client.line()).isEqualTo("* 1 FETCH (UID 1 BODY[] {10}");
      assertThat(client.line()).isEqualTo("01234");
      assertThat(client.line()).isNull();
    }
  }

  @Test
  void saysWhatItWasToldToSayFirst() throws Exception {
    strike(Moment.DONE, "NOOP", new Fault.Say(List.of("* 9999 EXPUNGE", "* OK [ALERT] Hello")));
    try (var client = RawClient.loggedIn(server)) {
      client.send("a NOOP\r\n");

      assertThat(client.until("a "))
          .containsExactly("* 9999 EXPUNGE", "* OK [ALERT] Hello", "a OK NOOP completed.");
    }
  }

  @Test
  void waitsUntilTheGateOpens() throws Exception {
    var gate = new CountDownLatch(1);
    strike(Moment.DONE, "APPEND", new Fault.WaitFor(gate));
    try (var waiting = RawClient.loggedIn(server);
        var other = RawClient.loggedIn(server)) {
      waiting.send(APPEND);
      other.send("x STATUS INBOX (MESSAGES)\r\n");
      other.until("x ");
      gate.countDown();

      assertThat(waiting.line()).startsWith("a OK");
    }
  }

  @Test
  void strikesOnlyTheCommandThatWasMeant() throws Exception {
    server.faults(
        FaultPlan.always(Moment.RECEIVED, FaultPlan.nth(2, "NOOP"), new Fault.Answer("NO second"))
            .orElse(
                FaultPlan.times(
                    1, Moment.RECEIVED, FaultPlan.named("CHECK"), new Fault.Answer("NO check"))));
    try (var client = RawClient.loggedIn(server)) {
      client.send("a NOOP\r\nb NOOP\r\nc NOOP\r\nd CHECK\r\ne CHECK\r\n");

      assertThat(client.until("e "))
          .containsExactly(
              "a OK NOOP completed.",
              "b NO second",
              "c OK NOOP completed.",
              "d NO check",
              "e OK CHECK completed.");
    }
  }
}
