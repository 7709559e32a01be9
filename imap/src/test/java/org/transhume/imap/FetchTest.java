package org.transhume.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.transhume.imap.wire.Delivery;
import org.transhume.mail.Flag;
import org.transhume.mail.Flags;
import org.transhume.mail.Handle;
import org.transhume.mail.InternalDate;
import org.transhume.mail.ModSeq;
import org.transhume.mail.Uid;
import org.transhume.mail.UidSet;

@Timeout(30)
class FetchTest {
  private static final FetchItems BODY = FetchItems.of().withBody(BodySection.whole());
  private static final FetchItems ALL_ITEMS = FetchItems.of(FetchItem.values());

  @ParameterizedTest
  @EnumSource
  void streamsBodiesAndTellsItems(Delivery delivery) {
    try (var wire = FakeWire.announcing(delivery, "")) {
      var bodies = new Bodies();
      var items = FetchItems.of(FetchItem.FLAGS).withBody(BodySection.whole());
      var fetch = wire.connection.uidFetch(UidSet.range(1, 3), items, bodies);

      wire.feed(
          "* 1 FETCH (UID 1 FLAGS (\\Seen) BODY[] {5}\r\na\r\nb))\r\n",
          "* 2 FETCH (UID 2 FLAGS () BODY[] {0}\r\n)\r\n",
          "* 3 FETCH (BODY[] {1}\r\nx UID 3 FLAGS (\\Seen))\r\n",
          "t1 OK done\r\n");

      assertThat(wire.sent()).isEqualTo("t1 UID FETCH 1:3 (UID FLAGS BODY.PEEK[])\r\n");
      assertThat(fetch.await().notDelivered()).isEqualTo(UidSet.empty());
      assertThat(fetch.await().told()).isEqualTo(UidSet.range(1, 3));
      assertThat(bodies.calls)
          .containsExactly(
              "begin 1 5",
              "end 1 a\r\nb)",
              "message UID 1 \\Seen null -1 0",
              "begin 2 0",
              "end 2 ",
              "message UID 2  null -1 0",
              "begin 3 1",
              "end 3 x",
              "message UID 3 \\Seen null -1 0");
      assertThat(wire.quirks).containsExactly(Quirk.UID_AFTER_BODY);
    }
  }

  @ParameterizedTest
  @EnumSource
  void readsAllItems(Delivery delivery) {
    try (var wire = FakeWire.announcing(delivery, "CONDSTORE")) {
      var told = new ArrayList<FetchedItems>();
      var fetch = wire.connection.uidFetch(UidSet.range(1, Uid.MAX_VALUE), ALL_ITEMS, told::add);

      wire.feed(
          "* 12 FETCH (FLAGS (\\Seen $x) UID 4294967295 INTERNALDATE \"17-Jul-1996 02:44:25 -0700\""
              + " RFC822.SIZE 4286 MODSEQ (715194045007))\r\n",
          "t1 OK done\r\n");

      fetch.await();
      assertThat(wire.sent())
          .isEqualTo("t1 UID FETCH 1:* (UID FLAGS INTERNALDATE RFC822.SIZE MODSEQ)\r\n");
      assertThat(told).hasSize(1);
      assertThat(told.getFirst().uid()).isEqualTo(new Uid(Uid.MAX_VALUE));
      assertThat(told.getFirst().flags()).contains(Flags.of(Flag.SEEN, Flag.of("$x")));
      assertThat(told.getFirst().internalDate())
          .contains(InternalDate.parse("17-Jul-1996 02:44:25 -0700"));
      assertThat(told.getFirst().sizeBytes()).hasValue(4286);
      assertThat(told.getFirst().modSeq()).contains(new ModSeq(715_194_045_007L));
    }
  }

  @Test
  void asksForChangesOnly() {
    try (var wire = FakeWire.announcing("CONDSTORE")) {
      wire.connection.uidFetchChanged(
          UidSet.range(5, 9), new ModSeq(17), FetchItems.of(FetchItem.FLAGS), items -> {});

      assertThat(wire.sent()).isEqualTo("t1 UID FETCH 5:9 (UID FLAGS) (CHANGEDSINCE 17)\r\n");
    }
  }

  @Test
  void asksForHeaderFieldsAndTakesThemHoweverTheyAreNamedInTheAnswer() {
    try (var wire = FakeWire.announcing("")) {
      var bodies = new Bodies();
      var items = FetchItems.of().withBody(BodySection.headerFields("Message-ID", "date"));
      var fetch = wire.connection.uidFetch(UidSet.of(7, 8), items, bodies);

      wire.feed(
          "* 1 FETCH (UID 7 BODY[HEADER.FIELDS (\"DATE\" \"MESSAGE-]ID\")] {2}\r\n\r\n)\r\n",
          "* 2 FETCH (UID 8 body[header.fields (Date Message-ID)] \"a\\\"b\")\r\n",
          "t1 OK done\r\n");

      assertThat(fetch.await().notDelivered().isEmpty()).isTrue();
      assertThat(wire.sent())
          .isEqualTo("t1 UID FETCH 7:8 (UID BODY.PEEK[HEADER.FIELDS (MESSAGE-ID DATE)])\r\n");
      assertThat(bodies.calls).contains("end 7 \r\n", "begin 8 3", "end 8 a\"b");
      assertThat(wire.quirks).containsExactly(Quirk.BODY_IS_QUOTED);
    }
  }

  @Test
  void attributesByUidAndNotByOrder() {
    try (var wire = FakeWire.announcing("")) {
      var first = new Bodies();
      var second = new Bodies();
      var one = wire.connection.uidFetch(UidSet.range(1, 2), BODY, first);
      var two = wire.connection.uidFetch(UidSet.range(3, 4), BODY, second);

      wire.feed(
          "* 4 FETCH (UID 4 BODY[] {1}\r\nd)\r\n",
          "* 2 FETCH (UID 2 BODY[] {1}\r\nb)\r\n",
          "* 9 FETCH (UID 9 FLAGS (\\Deleted))\r\n",
          "* 3 EXPUNGE\r\n",
          "* 1 FETCH (UID 1 BODY[] {1}\r\na)\r\n",
          "t1 OK done\r\n",
          "* 3 FETCH (UID 3 BODY[] {1}\r\nc)\r\n",
          "t2 OK done\r\n");

      assertThat(one.await().notDelivered().isEmpty()).isTrue();
      assertThat(two.await().notDelivered().isEmpty()).isTrue();
      assertThat(first.calls).contains("end 2 b", "end 1 a").noneMatch(call -> call.contains("9"));
      assertThat(second.calls).contains("end 4 d", "end 3 c");
      assertThat(wire.connection.expunges()).isEqualTo(1);
    }
  }

  @Test
  void givesAMessageAskedTwiceToTheOlderCommandFirst() {
    try (var wire = FakeWire.announcing("")) {
      var first = new Bodies();
      var second = new Bodies();
      wire.connection.uidFetch(UidSet.of(1), BODY, first);
      var two = wire.connection.uidFetch(UidSet.of(1), BODY, second);

      wire.feed(
          "* 1 FETCH (UID 1 BODY[] {1}\r\na)\r\n",
          "t1 OK done\r\n", "* 1 FETCH (UID 1 BODY[] {1}\r\nb)\r\n", "t2 OK done\r\n");

      two.await();
      assertThat(first.calls).contains("end 1 a").doesNotContain("end 1 b");
      assertThat(second.calls).contains("end 1 b").doesNotContain("end 1 a");
    }
  }

  @Test
  void tellsHeadersAndBodiesApart() {
    try (var wire = FakeWire.announcing("")) {
      var headers = new Bodies();
      var whole = new Bodies();
      var items = FetchItems.of().withBody(BodySection.headerFields("Date"));
      wire.connection.uidFetch(UidSet.of(1), items, headers);
      var two = wire.connection.uidFetch(UidSet.of(1), BODY, whole);

      wire.feed(
          "* 1 FETCH (UID 1 BODY[] {1}\r\nw BODY[HEADER.FIELDS (DATE)] {1}\r\nh)\r\n",
          "t1 OK done\r\n", "t2 OK done\r\n");

      two.await();
      assertThat(headers.calls).contains("end 1 h");
      assertThat(whole.calls).contains("end 1 w");
    }
  }

  @Test
  void bearsLiteralsWithoutTheSpaceBefore() {
    try (var wire = FakeWire.announcing("")) {
      var bodies = new Bodies();
      var fetch = wire.connection.uidFetch(UidSet.range(1, 3), BODY, bodies);

      wire.feed(
          "* 1 FETCH (UID 1 BODY[]{3}\r\na\r\n)\r\n",
          "* 2 FETCH (UID 2 X (y){3}\r\nabc BODY[] {1}\r\nb)\r\n", // not to be told from a text
          "* 3 FETCH (UID 3 BODY[] {1}\r\nc)\r\n",
          "t1 OK done\r\n");

      assertThat(fetch.await().notDelivered()).isEqualTo(UidSet.of(2));
      assertThat(bodies.calls).contains("end 1 a\r\n", "end 3 c");
    }
  }

  @ParameterizedTest
  @EnumSource
  void putsMessagesTogetherThatComeInPieces(Delivery delivery) {
    try (var wire = FakeWire.announcing(delivery, "")) {
      var bodies = new Bodies();
      var items =
          FetchItems.of(FetchItem.FLAGS, FetchItem.INTERNAL_DATE).withBody(BodySection.whole());
      var fetch = wire.connection.uidFetch(UidSet.range(10, 13), items, bodies);

      wire.feed(
          "* 1 FETCH (UID 10 FLAGS (\\Seen))\r\n",
          "* 2 FETCH (UID 11)\r\n",
          "* 1 FETCH (UID 10 INTERNALDATE \" 1-Jan-2000 00:00:00 +0000\")\r\n",
          "* 1 EXPUNGE\r\n", // UID 11 is now the first message
          "* 1 FETCH (BODY[] {3}\r\nabc)\r\n",
          "* 2 FETCH (BODY[] {3}\r\ndef)\r\n",
          "* 2 FETCH (UID 12)\r\n",
          "* 1 FETCH (UID 11 FLAGS () INTERNALDATE \" 2-Jan-2000 00:00:00 +0000\")\r\n",
          "t1 OK done\r\n");

      assertThat(fetch.await().notDelivered()).isEqualTo(UidSet.of(10, 13));
      assertThat(bodies.calls)
          .containsExactly(
              "begin 11 3",
              "end 11 abc",
              "begin 12 3",
              "end 12 def",
              "message UID 11   2-Jan-2000 00:00:00 +0000 -1 0",
              "message UID 10 \\Seen  1-Jan-2000 00:00:00 +0000 -1 0",
              "message UID 12 null null -1 0");
    }
  }

  @ParameterizedTest
  @EnumSource
  void spoolsLargeBodiesWhoseUidComesLate(Delivery delivery) {
    var limits = new Limits(1 << 20, 50, 1 << 30, 1000, 1 << 30, 10);
    try (var wire = FakeWire.announcing(delivery, FakeWire.settings().withLimits(limits), "")) {
      var bodies = new Bodies();
      var fetch = wire.connection.uidFetch(UidSet.of(1), BODY, bodies);
      String body = "0123456789".repeat(500);

      wire.feed("* 1 FETCH (BODY[] {5000}\r\n" + body + " UID 1)\r\n", "t1 OK done\r\n");

      assertThat(fetch.await().notDelivered().isEmpty()).isTrue();
      assertThat(bodies.calls).contains("begin 1 5000", "end 1 " + body);
    }
  }

  @Test
  void tellsWhatWasNotDelivered() {
    try (var wire = FakeWire.announcing("")) {
      var bodies = new Bodies();
      var fetch = wire.connection.uidFetch(UidSet.range(1, 5), BODY, bodies);

      wire.feed(
          "* 1 FETCH (UID 1 BODY[] NIL)\r\n",
          "* 2 FETCH (UID 2 BODY[] {1}\r\nb)\r\n",
          "* 3 FETCH (UID 3)\r\n",
          "* 4 FETCH (UID 4 BODY[] )\r\n",
          "t1 OK [EXPUNGEISSUED] Some messages were already expunged\r\n");

      FetchResult result = fetch.await();
      assertThat(result.notDelivered()).isEqualTo(UidSet.of(1, 3, 4, 5));
      assertThat(result.told()).isEqualTo(UidSet.range(1, 4));
      assertThat(result.tagged().hasCode("EXPUNGEISSUED")).isTrue();
      assertThat(wire.quirks).containsExactly(Quirk.BODY_IS_NIL, Quirk.MISSING_VALUE);
      assertThat(bodies.calls).contains("end 2 b").filteredOn(c -> c.startsWith("end")).hasSize(1);
    }
  }

  @Test
  void answersNoWithWhatCameBefore() {
    try (var wire = FakeWire.announcing("")) {
      var fetch = wire.connection.uidFetch(UidSet.range(1, 2), BODY, new Bodies());

      wire.feed(
          "* 1 FETCH (UID 1 BODY[] {1}\r\na)\r\n",
          "t1 NO [UNAVAILABLE] UID FETCH Server error while fetching messages\r\n");

      assertThat(fetch.await().notDelivered()).isEqualTo(UidSet.of(2));
      assertThat(fetch.await().tagged().status()).isEqualTo(ResponseStatus.NO);
    }
  }

  @Test
  void passesOverBodiesNobodyAskedFor() {
    try (var wire = FakeWire.announcing("")) {
      var bodies = new Bodies();
      var fetch = wire.connection.uidFetch(UidSet.of(1), BODY, bodies);

      wire.feed(
          "* 7 FETCH (UID 7 BODY[] {3}\r\n)\r\n)\r\n",
          "* 1 FETCH (UID 1 BODY[]<0> {1}\r\nx BODY[1] {1}\r\ny)\r\n",
          "* 1 FETCH (UID 1 BODY[] {1}\r\na)\r\n",
          "* 1 FETCH (UID 1 BODY[] {1}\r\nb)\r\n",
          "t1 OK done\r\n");

      assertThat(fetch.await().notDelivered().isEmpty()).isTrue();
      assertThat(bodies.calls)
          .filteredOn(call -> call.startsWith("end"))
          .containsExactly("end 1 a");
      assertThat(wire.quirks)
          .containsExactly(
              Quirk.UNASKED_BODY, Quirk.UNASKED_BODY, Quirk.UNASKED_BODY, Quirk.UNASKED_BODY);
    }
  }

  @ParameterizedTest
  @EnumSource
  void stepsOverItemsItDoesNotKnow(Delivery delivery) {
    try (var wire = FakeWire.announcing(delivery, "")) {
      var bodies = new Bodies();
      var fetch = wire.connection.uidFetch(UidSet.of(1), BODY, bodies);

      wire.feed(
          "* 1 FETCH (X-GM-LABELS (\"\\\\Inbox\" {4}\r\n"
              + "a)\r\n"
              + " b) ENVELOPE (NIL {3}\r\n"
              + "x y (NIL)) UID 1 BODYSTRUCTURE (\"TEXT\" NIL) BODY ((NIL) {2}\r\n"
              + ")) -1) X-UNKNOWN ~{2}\r\n"
              + "(( EMAILID (M1) BODY[] {4}\r\n"
              + "body PREVIEW NIL)\r\n",
          "t1 OK done\r\n");

      assertThat(fetch.await().notDelivered().isEmpty()).isTrue();
      assertThat(bodies.calls).contains("end 1 body");
      assertThat(wire.quirks).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void losesALineThatIsBrokenAndNotTheConnection(Delivery delivery) {
    try (var wire = FakeWire.announcing(delivery, "")) {
      var bodies = new Bodies();
      var fetch = wire.connection.uidFetch(UidSet.range(1, 3), BODY, bodies);

      wire.feed(
          "* 1 FETCH (UID x BODY[] {5}\r\n\r\nt1 (\r\n",
          "* 2 FETCH UID 2 BODY[] {3}\r\n\r\n)\r\n",
          "* 3 FETCH (UID 3 BODY[] {1}\r\nc)\r\n",
          "* 3 FETCH (UID 3) {4}\r\n* 1 \r\n",
          "t1 OK done\r\n");

      assertThat(fetch.await().notDelivered()).isEqualTo(UidSet.range(1, 2));
      assertThat(bodies.calls).contains("end 3 c");
      assertThat(wire.quirks).contains(Quirk.UNPARSEABLE_LINE);
    }
  }

  @ParameterizedTest
  @EnumSource
  void abortsTheBodyThatIsCutShort(Delivery delivery) {
    try (var wire = FakeWire.announcing(delivery, "")) {
      var bodies = new Bodies();
      var fetch = wire.connection.uidFetch(UidSet.range(1, 2), BODY, bodies);

      wire.feed("* 1 FETCH (UID 1 BODY[] {1}\r\na)\r\n", "* 2 FETCH (UID 2 BODY[] {9}\r\n1234");
      wire.end();

      assertThatExceptionOfType(ImapException.class)
          .isThrownBy(fetch::await)
          .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.CONNECTION_LOST))
          .satisfies(e -> assertThat(e.attempted()).isEqualTo("UID FETCH"));
      await().until(() -> bodies.calls.stream().anyMatch(call -> call.startsWith("abort")));
      assertThat(bodies.calls)
          .containsSequence("begin 1 1", "end 1 a", "message UID 1 null null -1 0", "begin 2 9")
          .anyMatch(call -> call.startsWith("abort 2 1234"));
    }
  }

  @Test
  void handsAReceiversExceptionToWhoeverWaitsAndKeepsTheConnection() {
    try (var wire = FakeWire.announcing("")) {
      var failure = new IllegalStateException("disk full");
      var begun = new ArrayList<Long>();
      var fetch =
          wire.connection.uidFetch(
              UidSet.range(1, 2),
              BODY,
              new FetchHandler() {
                @Override
                public void message(FetchedItems items) {}

                @Override
                public BodySink begin(FetchedItems soFar, long exactBytes) {
                  begun.add(exactBytes);
                  throw failure;
                }
              });

      wire.feed(
          "* 1 FETCH (UID 1 BODY[] {3}\r\nabc)\r\n",
          "* 2 FETCH (UID 2 BODY[] {4}\r\nabcd)\r\n", "t1 OK done\r\n");

      assertThatThrownBy(fetch::await).isSameAs(failure);
      assertThat(begun).containsExactly(3L);
      Handle<TaggedResponse> noop = wire.connection.noop();
      wire.feed("t2 OK still here\r\n");
      assertThat(noop.await().text()).isEqualTo("still here");
    }
  }

  @Test
  void abortsASinkThatThrowsAndPassesTheRestOver() {
    try (var wire = FakeWire.announcing("")) {
      var failure = new IllegalStateException("destination gone");
      var aborted = new ArrayList<Throwable>();
      var fetch =
          wire.connection.uidFetch(
              UidSet.of(1),
              BODY,
              new FetchHandler() {
                @Override
                public void message(FetchedItems items) {}

                @Override
                public BodySink begin(FetchedItems soFar, long exactBytes) {
                  return new BodySink() {
                    @Override
                    public void write(ByteBuffer octets) {
                      throw failure;
                    }

                    @Override
                    public void end() {
                      throw new AssertionError("ended");
                    }

                    @Override
                    public void abort(Throwable cause) {
                      aborted.add(cause);
                    }
                  };
                }
              });

      wire.feed("* 1 FETCH (UID 1 BODY[] {3}\r\nabc)\r\n", "t1 OK done\r\n");

      assertThatThrownBy(fetch::await).isSameAs(failure);
      assertThat(aborted).containsExactly(failure);
      assertThat(wire.connection.isOpen()).isTrue();
    }
  }

  @Test
  void closingWakesASinkThatBlocks() throws Exception {
    var entered = new CountDownLatch(1);
    var aborted = new CountDownLatch(1);
    var wire = FakeWire.announcing("");
    var fetch =
        wire.connection.uidFetch(
            UidSet.of(1),
            BODY,
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
                      new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                      throw new IllegalStateException(e);
                    }
                  }

                  @Override
                  public void end() {}

                  @Override
                  public void abort(Throwable cause) {
                    aborted.countDown();
                  }
                };
              }
            });
    wire.feed("* 1 FETCH (UID 1 BODY[] {3}\r\nabc)\r\n");
    entered.await();

    wire.connection.close();

    assertThatExceptionOfType(ImapException.class)
        .isThrownBy(fetch::await)
        .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.CLOSED));
    aborted.await();
  }

  @Test
  void cutsLargeSetsIntoSeveralCommandsWithOneResult() {
    try (var wire = FakeWire.announcing("")) {
      var scattered = new UidSet.Builder();
      for (long uid = 1_000_000; uid < 1_004_000; uid += 2) {
        scattered.add(uid);
      }
      var bodies = new Bodies();
      var fetch = wire.connection.uidFetch(scattered.build(), BODY, bodies);

      String[] commands = wire.sent().split("\r\n");
      assertThat(commands).hasSizeGreaterThan(1).allMatch(command -> command.length() < 8100);
      wire.feed("* 1 FETCH (UID 1000000 BODY[] {1}\r\na)\r\n");
      for (int i = 1; i <= commands.length; i++) {
        wire.feed("t" + i + (i == 2 ? " NO [LIMIT] x\r\n" : " OK done\r\n"));
      }

      assertThat(fetch.await().notDelivered().size()).isEqualTo(1999);
      assertThat(fetch.await().tagged().hasCode("LIMIT")).isTrue();
      assertThat(fetch.isDone()).isTrue();
    }
  }

  @Test
  void tellsAChangeThatComesLater() {
    try (var wire = FakeWire.announcing("")) {
      var told = new ArrayList<String>();
      var fetch =
          wire.connection.uidFetch(
              UidSet.of(1),
              FetchItems.of(FetchItem.FLAGS),
              items -> told.add(items.flags().orElseThrow().toString()));

      wire.feed(
          "* 1 FETCH (UID 1 FLAGS ())\r\n",
          "* 1 FETCH (UID 1 FLAGS (\\Seen))\r\n",
          "* 1 FETCH (FLAGS (\\Draft))\r\n", // of which message nobody knows
          "t1 OK done\r\n");

      fetch.await();
      assertThat(told).containsExactly("", "\\Seen");
    }
  }

  @Test
  void handsHalfToldMessagesOnWhenThereAreTooMany() {
    try (var wire = FakeWire.announcing("")) {
      var bodies = new Bodies();
      var items = FetchItems.of(FetchItem.FLAGS, FetchItem.INTERNAL_DATE);
      var fetch = wire.connection.uidFetch(UidSet.range(1, 2000), items, bodies);

      for (int i = 1; i <= 1500; i++) {
        wire.feed("* " + i + " FETCH (UID " + i + " FLAGS ())\r\n");
      }
      wire.feed("t1 OK done\r\n");

      fetch.await();
      assertThat(bodies.calls).hasSize(1500);
    }
  }
}
