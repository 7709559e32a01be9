package org.transhume.imap;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.transhume.mail.Flag;
import org.transhume.mail.Flags;
import org.transhume.mail.Handle;
import org.transhume.mail.InternalDate;
import org.transhume.mail.MailboxName;
import org.transhume.mail.Uid;
import org.transhume.mail.UidSet;
import org.transhume.mail.UidValidity;

@Timeout(30)
class AppendTest {
  private static final EncodedMailboxName INBOX = EncodedMailboxName.inbox();
  private static final Optional<InternalDate> DATE =
      Optional.of(InternalDate.parse(" 1-Feb-2024 12:00:00 +0530"));

  private static ByteBuffer octets(String text) {
    return ByteBuffer.wrap(text.getBytes(ISO_8859_1));
  }

  private static void add(AppendBatch batch, String body) {
    BodySink sink = batch.begin(Flags.none(), Optional.empty(), body.length());
    sink.write(octets(body));
    sink.end();
  }

  @Test
  void sendsABatchWithoutWaiting() {
    try (var wire = FakeWire.announcing("LITERAL+ MULTIAPPEND UIDPLUS")) {
      var batch = wire.connection.append(INBOX);
      BodySink first = batch.begin(Flags.of(Flag.SEEN, Flag.of("$x")), DATE, 5);
      first.write(octets("ab"));
      first.write(octets("\r\nc"));
      first.end();
      add(batch, "");
      add(batch, "xyz");

      assertThat(wire.sent()).isEmpty();
      Handle<AppendResult> stored = batch.commit();

      assertThat(wire.sent())
          .isEqualTo(
              "t1 APPEND \"INBOX\" ($x \\Seen) \" 1-Feb-2024 12:00:00 +0530\" {5+}\r\nab\r\nc"
                  + " () {0+}\r\n () {3+}\r\nxyz\r\n");
      assertThat(wire.writes()).isEqualTo(1);
      wire.feed("t1 OK [APPENDUID 38505 3955,3950:3951] APPEND completed\r\n");
      assertThat(stored.await().uidValidity()).contains(new UidValidity(38_505));
      assertThat(stored.await().uids())
          .containsExactly(new Uid(3955), new Uid(3950), new Uid(3951));
      assertThat(wire.trace.toString()).doesNotContain("xyz");
    }
  }

  @Test
  void pipelinesSingleAppends() {
    try (var wire = FakeWire.announcing("LITERAL+")) {
      var first = wire.connection.append(INBOX);
      add(first, "one");
      Handle<AppendResult> one = first.commit();
      var second = wire.connection.append(INBOX);
      add(second, "two");
      Handle<AppendResult> two = second.commit();

      assertThat(wire.sent())
          .isEqualTo(
              "t1 APPEND \"INBOX\" () {3+}\r\none\r\nt2 APPEND \"INBOX\" () {3+}\r\ntwo\r\n");
      wire.feed("t1 NO [TRYCREATE] no such mailbox\r\n", "t2 OK done\r\n");
      assertThat(one.await().tagged().hasCode("TRYCREATE")).isTrue();
      assertThat(two.await().tagged().isOk()).isTrue();
      assertThat(two.await().uids()).isEmpty();
    }
  }

  @Test
  void waitsForConsentWithoutLiteralPlus() throws Exception {
    try (var wire = FakeWire.announcing("MULTIAPPEND")) {
      var stored =
          Blocked.start(
              () -> {
                var batch = wire.connection.append(INBOX);
                add(batch, "one");
                add(batch, "two");
                return batch.commit();
              });

      assertThat(wire.awaitSent("{3}\r\n")).isEqualTo("t1 APPEND \"INBOX\" () {3}\r\n");
      wire.feed("+ go on\r\n");
      assertThat(wire.awaitSent("{3}\r\n")).isEqualTo("one () {3}\r\n");
      wire.feed("+\r\n");
      assertThat(wire.awaitSent("\r\n")).isEqualTo("two\r\n");
      wire.feed("t1 OK done\r\n");
      assertThat(stored.get().await().tagged().isOk()).isTrue();
      assertThat(wire.quirks).isEmpty();
    }
  }

  @Test
  void sendsSmallLiteralsAtOnceWithLiteralMinusAndAsksForLargeOnes() throws Exception {
    try (var wire = FakeWire.announcing("LITERAL- MULTIAPPEND")) {
      var batch = wire.connection.append(INBOX);
      add(batch, "x".repeat(4096));
      var large = CompletableFuture.runAsync(() -> add(batch, "y".repeat(4097)));

      assertThat(wire.awaitSent(" () {4097}\r\n")).startsWith("t1 APPEND \"INBOX\" () {4096+}\r\n");
      wire.feed("+ ok\r\n");
      large.get();
      var stored = batch.commit();
      wire.feed("t1 OK done\r\n");
      assertThat(stored.await().tagged().isOk()).isTrue();
    }
  }

  @Test
  void sendsNoBodyWhenTheServerRefusesInsteadOfConsenting() throws Exception {
    try (var wire = FakeWire.announcing("MULTIAPPEND")) {
      var stored =
          Blocked.start(
              () -> {
                var batch = wire.connection.append(INBOX);
                add(batch, "one");
                assertThat(batch.isRefused()).isTrue();
                add(batch, "two");
                return batch.commit();
              });

      wire.awaitSent("{3}\r\n");
      wire.feed("t1 NO [TOOBIG] too big\r\n");

      assertThat(stored.get().await().tagged().hasCode("TOOBIG")).isTrue();
      assertThat(wire.sent()).isEmpty();
      var noop = wire.connection.noop();
      assertThat(wire.sent()).isEqualTo("t2 NOOP\r\n");
      wire.feed("t2 OK\r\n");
      noop.await();
    }
  }

  @Test
  void stopsAddingToABatchThatIsAnsweredAlready() {
    try (var wire = FakeWire.announcing("LITERAL+ MULTIAPPEND")) {
      var batch = wire.connection.append(INBOX);
      add(batch, "x".repeat(100_000));
      wire.feed("t1 NO [OVERQUOTA] full\r\n", "* 5 EXISTS\r\n");
      org.awaitility.Awaitility.await().until(() -> wire.connection.exists() == 5);
      wire.sent();
      add(batch, "two");

      var stored = batch.commit();

      assertThat(batch.isRefused()).isTrue();
      assertThat(wire.sent()).isEqualTo("\r\n");
      assertThat(stored.await().tagged().hasCode("OVERQUOTA")).isTrue();
    }
  }

  @Test
  void dropsTheConnectionAfterBadToALiteralSentAtOnce() {
    try (var wire = FakeWire.announcing("LITERAL+")) {
      var batch = wire.connection.append(INBOX);
      add(batch, "one");
      var stored = batch.commit();
      var noop = wire.connection.noop();

      wire.feed("t1 BAD Invalid flag\r\n");

      assertThat(stored.await().tagged().status()).isEqualTo(ResponseStatus.BAD);
      assertThatExceptionOfType(ImapException.class)
          .isThrownBy(noop::await)
          .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.PROTOCOL));
      assertThat(wire.connection.isOpen()).isFalse();
    }
  }

  @Test
  void keepsTheConnectionAfterBadToALiteralThatWasAskedFor() throws Exception {
    try (var wire = FakeWire.announcing("")) {
      var stored =
          Blocked.start(
              () -> {
                var batch = wire.connection.append(INBOX);
                add(batch, "one");
                return batch.commit();
              });
      wire.awaitSent("{3}\r\n");
      wire.feed("t1 BAD Error in IMAP command\r\n");

      assertThat(stored.get().await().tagged().status()).isEqualTo(ResponseStatus.BAD);
      assertThat(wire.connection.isOpen()).isTrue();
    }
  }

  @Test
  void refusesFlagsAndDatesBeforeAnythingIsSent() {
    try (var wire = FakeWire.announcing("LITERAL+")) {
      var batch = wire.connection.append(INBOX);

      for (String name : new String[] {"\\Recent", "a b", "x\r\nLOGOUT", "OIB-[Google Mail]/x"}) {
        assertThatIllegalArgumentException()
            .isThrownBy(() -> batch.begin(Flags.of(Flag.of(name)), Optional.empty(), 1));
      }
      var far = Optional.of(new InternalDate(400_000_000_000L, 0));
      assertThatIllegalArgumentException().isThrownBy(() -> batch.begin(Flags.none(), far, 1));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> batch.begin(Flags.none(), Optional.empty(), -1));
      add(batch, "a");
      batch.commit();

      assertThat(wire.sent()).isEqualTo("t1 APPEND \"INBOX\" () {1+}\r\na\r\n");
    }
  }

  @Test
  void neverPadsAndNeverCuts() {
    try (var wire = FakeWire.announcing("LITERAL+")) {
      var batch = wire.connection.append(INBOX);
      BodySink sink = batch.begin(Flags.none(), Optional.empty(), 3);
      sink.write(octets("ab"));

      assertThatExceptionOfType(ImapException.class)
          .isThrownBy(sink::end)
          .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.BODY_LENGTH));
      assertThat(wire.connection.isOpen()).isFalse();
      assertThat(wire.sent()).isEmpty();
    }
    try (var wire = FakeWire.announcing("LITERAL+")) {
      BodySink sink = wire.connection.append(INBOX).begin(Flags.none(), Optional.empty(), 3);

      assertThatExceptionOfType(ImapException.class)
          .isThrownBy(() -> sink.write(octets("abcd")))
          .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.BODY_LENGTH));
      assertThat(wire.connection.isOpen()).isFalse();
    }
    try (var wire = FakeWire.announcing("LITERAL+ MULTIAPPEND")) {
      var batch = wire.connection.append(INBOX);
      batch.begin(Flags.none(), Optional.empty(), 3);

      assertThatExceptionOfType(ImapException.class).isThrownBy(batch::commit);
      assertThat(wire.connection.isOpen()).isFalse();
    }
  }

  @Test
  void abandoningDropsTheConnectionOnceSomethingWasSent() {
    try (var wire = FakeWire.announcing("LITERAL+")) {
      wire.connection.append(INBOX).abandon();
      assertThat(wire.connection.isOpen()).isTrue();

      try (var batch = wire.connection.append(INBOX)) {
        batch.begin(Flags.none(), Optional.empty(), 3);
      }
      assertThat(wire.connection.isOpen()).isFalse();
    }
    try (var wire = FakeWire.announcing("LITERAL+")) {
      var batch = wire.connection.append(INBOX);
      BodySink sink = batch.begin(Flags.none(), Optional.empty(), 3);

      sink.abort(new IllegalStateException("source died"));

      assertThat(wire.connection.isOpen()).isFalse();
      assertThatIllegalStateException().isThrownBy(batch::commit);
    }
  }

  @Test
  void takesSeveralMessagesOnlyWithMultiappend() {
    try (var wire = FakeWire.announcing("LITERAL+")) {
      var batch = wire.connection.append(INBOX);
      add(batch, "a");

      assertThatIllegalStateException().isThrownBy(() -> add(batch, "b"));
      assertThatIllegalStateException().isThrownBy(() -> wire.connection.append(INBOX).commit());
      batch.commit();
      assertThatIllegalStateException().isThrownBy(batch::commit);
      assertThatIllegalStateException().isThrownBy(() -> add(batch, "c"));
    }
  }

  @Test
  void othersWaitUntilTheBatchIsCommitted() throws Exception {
    try (var wire = FakeWire.announcing("LITERAL+")) {
      var batch = wire.connection.append(INBOX);
      BodySink sink = batch.begin(Flags.none(), Optional.empty(), 3);
      var noop = Blocked.start(wire.connection::noop);
      sink.write(octets("abc"));
      sink.end();
      batch.commit();
      noop.get();

      assertThat(wire.sent()).isEqualTo("t1 APPEND \"INBOX\" () {3+}\r\nabc\r\nt2 NOOP\r\n");
    }
  }

  @Test
  void tellsWhoWritesThatTheConnectionIsGone() {
    try (var wire = FakeWire.announcing("LITERAL+")) {
      var batch = wire.connection.append(INBOX);
      BodySink sink = batch.begin(Flags.none(), Optional.empty(), 1_000_000);
      wire.end();

      assertThatExceptionOfType(ImapException.class)
          .isThrownBy(
              () -> {
                for (int i = 0; i < 100; i++) {
                  sink.write(ByteBuffer.allocate(10_000));
                }
              })
          .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.CONNECTION_LOST));
    }
  }

  @Test
  void failsTheHandleWhenNoAnswerComes() {
    try (var wire = FakeWire.announcing("LITERAL+")) {
      var batch = wire.connection.append(INBOX);
      add(batch, "a");
      var stored = batch.commit();

      wire.end();

      assertThatExceptionOfType(ImapException.class)
          .isThrownBy(stored::await)
          .satisfies(e -> assertThat(e.attempted()).isEqualTo("APPEND"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "APPENDUID",
        "APPENDUID 1",
        "APPENDUID 0 5",
        "APPENDUID 1 x",
        "APPENDUID 1 1:4294967295",
        "APPENDUID 1 "
      })
  void takesAnUnreadableAppenduidForNone(String code) {
    try (var wire = FakeWire.announcing("LITERAL+")) {
      var batch = wire.connection.append(INBOX);
      add(batch, "a");
      var stored = batch.commit();

      wire.feed("t1 OK [" + code + "] done\r\n");

      assertThat(stored.await().uids()).isEmpty();
      assertThat(stored.await().uidValidity()).isEmpty();
      assertThat(wire.quirks).containsExactly(Quirk.INVALID_CODE_ARGUMENTS);
    }
  }

  @Test
  void namesAMailboxAsALiteralWhereItMust() throws Exception {
    try (var wire = FakeWire.announcing("LITERAL+")) {
      var name = EncodedMailboxName.ofOctets(new byte[] {'A', (byte) 0xE9});
      var batch = wire.connection.append(name);
      add(batch, "a");
      batch.commit();

      assertThat(wire.sent()).isEqualTo("t1 APPEND {2+}\r\nA\u00e9 () {1+}\r\na\r\n");
    }
    try (var wire = FakeWire.announcing("")) {
      var name = EncodedMailboxName.of(new MailboxName("a\r\nb", '/'), NameEncoding.UTF8);
      var stored =
          Blocked.start(
              () -> {
                var batch = wire.connection.append(name);
                add(batch, "one");
                return batch.commit();
              });
      assertThat(wire.awaitSent("{4}\r\n")).isEqualTo("t1 APPEND {4}\r\n");
      wire.feed("t1 NO [CANNOT] bad name\r\n");

      assertThat(stored.get().await().tagged().hasCode("CANNOT")).isTrue();
      assertThat(wire.sent()).isEmpty();
    }
  }

  @Test
  void waitsForAnUnansweredSelectAndDoesNotMindItsFailure() throws Exception {
    try (var wire = FakeWire.announcing("LITERAL+")) {
      wire.connection.select(INBOX, SelectOptions.usual());
      var stored =
          Blocked.start(
              () -> {
                var batch = wire.connection.append(INBOX);
                add(batch, "a");
                return batch.commit();
              });

      assertThat(wire.awaitSent("\r\n")).isEqualTo("t1 SELECT \"INBOX\"\r\n");
      wire.feed("t1 NO no such mailbox\r\n");

      assertThat(wire.awaitSent("a\r\n")).isEqualTo("t2 APPEND \"INBOX\" () {1+}\r\na\r\n");
      wire.feed("t2 OK done\r\n");
      assertThat(stored.get().await().tagged().isOk()).isTrue();
    }
  }

  @Test
  void streamsFromOneConnectionIntoAnother() {
    try (var source = FakeWire.announcing("");
        var destination = FakeWire.announcing("LITERAL+ MULTIAPPEND")) {
      var batch = destination.connection.append(INBOX);
      var fetch =
          source.connection.uidFetch(
              UidSet.range(1, 2),
              FetchItems.of(FetchItem.FLAGS).withBody(BodySection.whole()),
              new FetchHandler() {
                @Override
                public void message(FetchedItems items) {}

                @Override
                public BodySink begin(FetchedItems soFar, long exactBytes) {
                  return batch.begin(soFar.flags().orElseThrow(), soFar.internalDate(), exactBytes);
                }
              });
      source.feed(
          "* 1 FETCH (UID 1 FLAGS (\\Seen) BODY[] {3}\r\none)\r\n",
          "* 2 FETCH (UID 2 FLAGS () BODY[] {3}\r\ntwo)\r\n", "t1 OK done\r\n");

      fetch.await();
      batch.commit();

      assertThat(destination.sent())
          .isEqualTo("t1 APPEND \"INBOX\" (\\Seen) {3+}\r\none () {3+}\r\ntwo\r\n");
    }
  }
}
