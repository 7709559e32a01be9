package org.transhume.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.transhume.imap.wire.Delivery;
import org.transhume.mail.Flags;
import org.transhume.mail.Handle;
import org.transhume.mail.Retry;
import org.transhume.mail.Scope;
import org.transhume.mail.UidSet;

/** How a connection ends, and what it survives. */
@Timeout(30)
class LifecycleTest {
  private static final Duration LIMIT = FakeWire.settings().commandTimeout();

  private static ImapException failureOf(Handle<?> handle) {
    try {
      handle.await();
      throw new AssertionError("did not fail");
    } catch (ImapException e) {
      return e;
    }
  }

  @Test
  void failsEverythingUnderWayWhenTheConnectionDies() {
    try (var wire = FakeWire.announcing("")) {
      var handles = new ArrayList<Handle<?>>();
      handles.add(wire.connection.noop());
      handles.add(wire.connection.uidSearch(SearchQuery.all()));
      handles.add(wire.connection.logout().map(said -> said)); // which ends anyhow

      wire.end();

      assertThat(failureOf(handles.get(0)).attempted()).isEqualTo("NOOP");
      ImapException lost = failureOf(handles.get(1));
      assertThat(lost.reason()).isEqualTo(Reason.CONNECTION_LOST);
      assertThat(lost.attempted()).isEqualTo("UID SEARCH");
      assertThat(lost.scope()).isEqualTo(Scope.CONNECTION);
      assertThat(lost.retry()).isEqualTo(Retry.NOW);
      assertThat(handles.get(2).await()).isEqualTo(false);
      assertThat(wire.connection.isOpen()).isFalse();
      assertThat(wire.connection.state()).isEqualTo(ConnectionState.LOGOUT);
    }
  }

  @Test
  void failsWhatIsSentOnADeadConnection() {
    var wire = FakeWire.announcing("");
    wire.connection.close();

    assertThat(failureOf(wire.connection.noop()).reason()).isEqualTo(Reason.CLOSED);
    assertThatExceptionOfType(ImapException.class).isThrownBy(wire.connection::burst);
    assertThatExceptionOfType(ImapException.class)
        .isThrownBy(
            () ->
                wire.connection
                    .append(EncodedMailboxName.inbox())
                    .begin(Flags.none(), Optional.empty(), 1));
    wire.connection.close();
  }

  @Test
  void givesUpOnASilentServer() {
    try (var wire = FakeWire.announcing("")) {
      var noop = wire.connection.noop();
      wire.pass(LIMIT.minusMillis(1));
      assertThat(noop.isDone()).isFalse();
      wire.pass(Duration.ofMillis(2));

      ImapException e = failureOf(noop);
      assertThat(e.reason()).isEqualTo(Reason.TIMEOUT);
      assertThat(e.attempted()).isEqualTo("NOOP");
      assertThat(wire.connection.isOpen()).isFalse();
    }
  }

  @Test
  void givesUpOnAServerThatNeverConsentsToALiteral() {
    try (var wire = FakeWire.announcing("")) {
      var batch = wire.connection.append(EncodedMailboxName.inbox());
      var begun = Blocked.start(() -> batch.begin(Flags.none(), Optional.empty(), 1));

      wire.pass(LIMIT.plusMillis(1));

      assertThat(begun)
          .failsWithin(Duration.ofSeconds(10))
          .withThrowableOfType(ExecutionException.class)
          .havingCause()
          .isInstanceOfSatisfying(
              ImapException.class, e -> assertThat(e.reason()).isEqualTo(Reason.TIMEOUT));
    }
  }

  @Test
  void waitsAsLongAsSomethingComesOrNothingIsAsked() {
    try (var wire = FakeWire.announcing("")) {
      wire.pass(LIMIT.multipliedBy(5));
      assertThat(wire.connection.isOpen()).isTrue();

      var noop = wire.connection.noop();
      for (int i = 1; i <= 4; i++) {
        wire.pass(LIMIT.minusSeconds(1));
        int messages = i;
        wire.feed("* " + i + " EXISTS\r\n");
        await().until(() -> wire.connection.exists() == messages);
      }
      assertThat(wire.connection.isOpen()).isTrue();
      wire.pass(LIMIT.plusSeconds(1));

      assertThat(failureOf(noop).reason()).isEqualTo(Reason.TIMEOUT);
    }
  }

  @Test
  void waitsAsLongAsABodyIsBeingSent() {
    try (var wire = FakeWire.announcing("LITERAL+")) {
      var batch = wire.connection.append(EncodedMailboxName.inbox());
      BodySink sink = batch.begin(Flags.none(), Optional.empty(), 400_000);
      for (int i = 0; i < 4; i++) {
        wire.pass(LIMIT.minusSeconds(1));
        sink.write(ByteBuffer.allocate(100_000));
      }
      assertThat(wire.connection.isOpen()).isTrue();

      wire.pass(LIMIT.plusSeconds(1));

      assertThat(wire.connection.isOpen()).isFalse();
    }
  }

  @Test
  void doesNotTakeTimeInASinkForTheServersSilence() throws Exception {
    var entered = new CountDownLatch(1);
    var release = new CountDownLatch(1);
    try (var wire = FakeWire.announcing("")) {
      var fetch =
          wire.connection.uidFetch(
              UidSet.of(1),
              FetchItems.of().withBody(BodySection.whole()),
              new FetchHandler() {
                @Override
                public void message(FetchedItems items) {}

                @Override
                public BodySink begin(FetchedItems soFar, long exactBytes) {
                  return new BodySink() {
                    @Override
                    public void write(ByteBuffer octets) {
                      entered.countDown();
                      try {
                        release.await();
                      } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                      }
                    }

                    @Override
                    public void end() {}

                    @Override
                    public void abort(Throwable cause) {}
                  };
                }
              });
      wire.feed("* 1 FETCH (UID 1 BODY[] {1}\r\na)\r\n");
      entered.await();
      wire.pass(LIMIT.multipliedBy(3));
      assertThat(wire.connection.isOpen()).isTrue();

      release.countDown();
      wire.feed("t1 OK done\r\n");

      assertThat(fetch.await().notDelivered().isEmpty()).isTrue();
    }
  }

  @Test
  void doesNotWaitForeverForTheTurnToWrite() throws Exception {
    try (var wire =
        FakeWire.announcing(
            Delivery.WHOLE,
            FakeWire.settings().withTimeouts(LIMIT, Duration.ofMillis(50)),
            "LITERAL+")) {
      try (var _ = wire.connection.burst()) {
        var noop = CompletableFuture.supplyAsync(wire.connection::noop).get();

        assertThat(failureOf(noop).reason()).isEqualTo(Reason.TIMEOUT);
      }
      assertThat(wire.connection.isOpen()).isTrue();
    }
  }

  @Test
  void tellsTheServersFarewell() {
    try (var wire = FakeWire.announcing("")) {
      var noop = wire.connection.noop();
      wire.feed("* BYE [UNAVAILABLE] Server shutting down.\r\n").end();

      ImapException e = failureOf(noop);
      assertThat(e.reason()).isEqualTo(Reason.BYE);
      assertThat(e.words()).isEqualTo("[UNAVAILABLE] Server shutting down.");
      assertThat(e.retry()).isEqualTo(Retry.AFTER);
    }
  }

  @Test
  void takesAnswersThatComeAfterAFarewellAndSendsNothingMore() {
    try (var wire = FakeWire.announcing("")) {
      var noop = wire.connection.noop();
      wire.feed("* BYE Session expired\r\n", "t1 OK done\r\n");
      assertThat(noop.await().isOk()).isTrue();
      wire.sent();

      var late = wire.connection.noop();

      assertThat(failureOf(late).reason()).isEqualTo(Reason.BYE);
      assertThat(wire.sent()).isEmpty();
    }
  }

  @Test
  void hangsUpItselfIfTheServerDoesNotAfterBye() {
    try (var wire = FakeWire.announcing("")) {
      wire.feed("* BYE see you\r\n");
      await().until(() -> wire.session.queue().bye() != null);
      wire.pass(Duration.ofSeconds(6));

      assertThat(wire.connection.isOpen()).isFalse();

      assertThat(failureOf(wire.connection.noop()).reason()).isEqualTo(Reason.BYE);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"<body BAD Command Error. 10", "t9 OK done", "A1 NO x", "t1x OK x"})
  void trustsNothingAfterAnAnswerToNoCommand(String line) {
    try (var wire = FakeWire.announcing("")) {
      var noop = wire.connection.noop();
      wire.feed(line + "\r\n", "t1 OK done\r\n");

      assertThat(failureOf(noop).reason()).isEqualTo(Reason.PROTOCOL);
      assertThat(wire.connection.isOpen()).isFalse();
    }
  }

  @Test
  void takesAnUntaggedBadForTheAnswerWhenALaterCommandIsAnswered() {
    try (var wire = FakeWire.announcing("")) {
      var first = wire.connection.noop();
      var second = wire.connection.noop();
      wire.feed(
          "* BAD Maximum command line length exceeded\r\n", "t2 OK done\r\n", "t1 OK late\r\n");

      assertThat(second.await().isOk()).isTrue();
      ImapException e = failureOf(first);
      assertThat(e).isInstanceOf(RefusedException.class);
      assertThat(e.words()).isEqualTo("BAD Maximum command line length exceeded");
      assertThat(wire.quirks).containsExactly(Quirk.UNTAGGED_BAD);
      var third = wire.connection.noop();
      wire.feed("t3 OK done\r\n");
      assertThat(third.await().isOk()).isTrue();
    }
  }

  @Test
  void takesAnUntaggedBadForTheAnswerWhenNoneComes() {
    try (var wire = FakeWire.announcing("")) {
      var first = wire.connection.uidSearch(SearchQuery.all());
      wire.feed("* BAD Maximum command line length exceeded\r\n");
      await().until(() -> wire.session.queue().suspect() != null);
      wire.pass(Duration.ofSeconds(6));

      assertThat(failureOf(first)).isInstanceOf(RefusedException.class);
      assertThat(wire.connection.isOpen()).isTrue();
    }
  }

  @Test
  void forgetsAnUntaggedBadThatTheTaggedAnswerExplains() {
    try (var wire = FakeWire.announcing("")) {
      var first = wire.connection.noop();
      var second = wire.connection.noop();
      wire.feed("* BAD hm\r\n", "t1 OK fine\r\n", "t2 OK fine\r\n");

      assertThat(first.await().isOk()).isTrue();
      assertThat(second.await().isOk()).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource
  void endsOnALineBeyondTheLimit(Delivery delivery) {
    var limits = new Limits(2000, 50, 1 << 20, 1000, 1 << 20, 100);
    var settings = FakeWire.settings().withLimits(limits);
    try (var wire = FakeWire.announcing(delivery, settings, "")) {
      var noop = wire.connection.noop();
      wire.feed("* SEARCH " + "1 ".repeat(50_000));

      ImapException e = failureOf(noop);
      assertThat(e.reason()).isEqualTo(Reason.LIMIT_EXCEEDED);
      assertThat(e.retry()).isEqualTo(Retry.NEVER);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "* 1 FETCH (UID 1 BODY[] {1048577}\r\n",
        "* 1 FETCH (UID 1 BODY[] {9223372036854775808}\r\n",
        "* 1 FETCH (UID 1 X {1048577}\r\n",
        "* LIST () \"/\" {1048577}\r\n",
        "* LIST () \"/\" {5000}\r\n",
        "* 1 garbage {99999999999}\r\n"
      })
  void endsOnALiteralBeyondTheLimit(String line) {
    var limits = new Limits(2000, 50, 1 << 20, 1000, 1 << 20, 100);
    try (var wire =
        FakeWire.announcing(Delivery.WHOLE, FakeWire.settings().withLimits(limits), "")) {
      var bodies = new Bodies();
      var fetch =
          wire.connection.uidFetch(
              UidSet.of(1), FetchItems.of().withBody(BodySection.whole()), bodies);
      wire.feed(line);

      assertThat(failureOf(fetch).reason()).isEqualTo(Reason.LIMIT_EXCEEDED);
      assertThat(bodies.calls).isEmpty();
    }
  }

  @Test
  void endsOnTooManyLinesWithoutATaggedOne() {
    var limits = new Limits(2000, 50, 1 << 20, 1000, 1 << 20, 100);
    try (var wire =
        FakeWire.announcing(Delivery.WHOLE, FakeWire.settings().withLimits(limits), "")) {
      var first = wire.connection.noop();
      wire.feed("* 1 EXISTS\r\n".repeat(1000)).feed("t1 OK done\r\n");
      assertThat(first.await().isOk()).isTrue();
      var second = wire.connection.noop();
      wire.feed("* 1 EXISTS\r\n".repeat(1001)).feed("t2 OK done\r\n");

      assertThat(failureOf(second).reason()).isEqualTo(Reason.LIMIT_EXCEEDED);
    }
  }

  @Test
  void endsOnTooManyOctetsNobodyAskedFor() {
    var limits = new Limits(2000, 50, 1 << 20, 1_000_000, 1 << 20, 100);
    try (var wire =
        FakeWire.announcing(Delivery.WHOLE, FakeWire.settings().withLimits(limits), "")) {
      String line = "* OK " + "x".repeat(1000) + "\r\n";
      var first = wire.connection.noop();
      wire.feed(line.repeat(1000)).feed("t1 OK done\r\n");
      assertThat(first.await().isOk()).isTrue();
      var second = wire.connection.noop();
      wire.feed(line.repeat(1100)).feed("t2 OK done\r\n");

      assertThat(failureOf(second).reason()).isEqualTo(Reason.LIMIT_EXCEEDED);
    }
  }

  @Test
  void survivesListsNestedTooDeep() {
    var limits = new Limits(2000, 5, 1 << 20, 1000, 1 << 20, 100);
    try (var wire =
        FakeWire.announcing(Delivery.WHOLE, FakeWire.settings().withLimits(limits), "")) {
      var fetch =
          wire.connection.uidFetch(UidSet.of(1), FetchItems.of(FetchItem.FLAGS), items -> {});
      wire.feed(
          "* 1 FETCH (UID 1 X ((((((a)))))) FLAGS ())\r\n",
          "* 1 FETCH " + "(".repeat(20) + "UID 1" + ")".repeat(20) + "\r\n",
          "t1 OK done\r\n");

      fetch.await();
      assertThat(wire.quirks).contains(Quirk.UNPARSEABLE_LINE);
    }
  }

  @ParameterizedTest
  @EnumSource
  void goesOnAfterLinesNobodyCanRead(Delivery delivery) {
    try (var wire = FakeWire.announcing(delivery, "")) {
      var search = wire.connection.uidSearch(SearchQuery.all());
      wire.feed(
          "\r\n",
          "* \r\n",
          "*\r\n",
          "* SEARCH x\r\n",
          "* LIST nonsense\r\n",
          "* 12\r\n",
          "* 99999999999999999999 EXISTS\r\n",
          "* 5 NONSENSE\r\n",
          "* X-NEW (a b)\r\n",
          "noise\r\n",
          "(noise)\r\n",
          "noise {5}\r\n\r\n\r\n\r\n",
          "+ what?\r\n",
          "* STATUS \r\n",
          "* QUOTA \"x\" (STORAGE)\r\n",
          "* CAPABILITY\r\n",
          "* SEARCH 7\r\n",
          "t1 OK a text that ends like a literal {5}\r\n",
          "* OK and so does this {99}\r\n");
      assertThat(search.await().uids()).isEqualTo(UidSet.of(7));
      var noop = wire.connection.noop();
      wire.feed("t2 OK done\r\n");

      assertThat(noop.await().isOk()).isTrue();
      assertThat(wire.quirks).contains(Quirk.UNEXPECTED_CONTINUATION, Quirk.EMPTY_LINE);
      assertThat(wire.quirks.stream().filter(q -> q == Quirk.UNPARSEABLE_LINE).count())
          .isEqualTo(13);
    }
  }

  @Test
  void reportsEachKindOfQuirkALimitedNumberOfTimes() {
    try (var wire = FakeWire.announcing("")) {
      var noop = wire.connection.noop();
      wire.feed(("* NONSENSE " + "x".repeat(500) + "\r\n").repeat(100)).feed("t1 OK done\r\n");
      noop.await();

      assertThat(wire.quirks).hasSize(20);
      assertThat(wire.quirkLines).allMatch(line -> line.length() <= 200);
    }
  }

  @Test
  void tellsAGreetingThatIsNone() {
    for (String greeting :
        List.of("220 mail.example.com ESMTP", "+OK POP3", "HTTP/1.1 400 Bad Request", "", "* HI")) {
      try (var wire = FakeWire.silent(FakeWire.settings())) {
        wire.feed(greeting + "\r\n");

        assertThatExceptionOfType(ImapException.class)
            .isThrownBy(wire.session::awaitGreeting)
            .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.NOT_IMAP))
            .satisfies(e -> assertThat(e.words()).isEmpty());
      }
    }
  }

  @Test
  void tellsAFarewellInPlaceOfAGreeting() {
    try (var wire = FakeWire.silent(FakeWire.settings())) {
      wire.feed("* BYE Too many connections\r\n");

      assertThatExceptionOfType(ImapException.class)
          .isThrownBy(wire.session::awaitGreeting)
          .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.GREETING_BYE))
          .satisfies(e -> assertThat(e.words()).isEqualTo("Too many connections"));
    }
  }

  @Test
  void tellsAServerThatHangsUpWithoutGreeting() {
    try (var wire = FakeWire.silent(FakeWire.settings())) {
      wire.end();

      assertThatExceptionOfType(ImapException.class)
          .isThrownBy(wire.session::awaitGreeting)
          .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.CONNECTION_LOST));
    }
  }

  @Test
  void dropsTheConnectionWhenHalfACommandIsSent() throws Exception {
    try (var wire = FakeWire.announcing("")) {
      var odd = EncodedMailboxName.ofOctets(new byte[] {(byte) 0xe9});
      var cancelled = new CompletableFuture<Throwable>();
      Thread sender =
          Thread.startVirtualThread(
              () -> {
                try {
                  wire.connection.subscribe(odd);
                  cancelled.complete(new AssertionError("not cancelled"));
                } catch (CancellationException e) {
                  cancelled.complete(e);
                }
              });
      wire.awaitSent("t1 SUBSCRIBE {1}\r\n");

      sender.interrupt();

      assertThat(cancelled.get()).isInstanceOf(CancellationException.class);
      assertThat(wire.connection.isOpen()).isFalse();
    }
  }

  @Test
  void sendsInOrderFromManyThreads() throws Exception {
    try (var wire = FakeWire.announcing("")) {
      var sends = new ArrayList<CompletableFuture<Handle<TaggedResponse>>>();
      for (int i = 0; i < 50; i++) {
        sends.add(CompletableFuture.supplyAsync(wire.connection::noop));
      }
      var handles = new ArrayList<Handle<TaggedResponse>>();
      for (var send : sends) {
        handles.add(send.get());
      }
      String sent = wire.sent();
      for (int i = 1; i <= 50; i++) {
        assertThat(sent.split("\r\n")[i - 1]).isEqualTo("t" + i + " NOOP");
        wire.feed("t" + i + " OK done\r\n");
      }
      for (Handle<TaggedResponse> handle : handles) {
        assertThat(handle.await().isOk()).isTrue();
      }
    }
  }

  @Test
  void takesAnswersInAnyOrder() {
    try (var wire = FakeWire.announcing("")) {
      var first = wire.connection.noop();
      var second = wire.connection.noop();
      wire.feed("t2 NO second\r\n", "t1 OK first\r\n");

      assertThat(first.await().text()).isEqualTo("first");
      assertThat(failureOf(second)).isInstanceOf(RefusedException.class);
    }
  }
}
