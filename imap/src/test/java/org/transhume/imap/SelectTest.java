package org.transhume.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.transhume.imap.wire.Delivery;
import org.transhume.mail.Flag;
import org.transhume.mail.Flags;
import org.transhume.mail.Handle;
import org.transhume.mail.ModSeq;
import org.transhume.mail.UidNext;
import org.transhume.mail.UidSet;
import org.transhume.mail.UidValidity;

@Timeout(30)
class SelectTest {
  private static final EncodedMailboxName INBOX = EncodedMailboxName.inbox();
  private static final String[] OPENED = {
    "* FLAGS (\\Answered \\Seen $x)\r\n",
    "* OK [PERMANENTFLAGS (\\Seen \\*)] Flags permitted.\r\n",
    "* 3 EXISTS\r\n",
    "* 1 RECENT\r\n",
    "* OK [UNSEEN 2] First unseen.\r\n",
    "* OK [UIDVALIDITY 1795441875] UIDs valid\r\n",
    "* OK [UIDNEXT 4] Predicted next UID\r\n",
    "* OK [HIGHESTMODSEQ 20] Highest\r\n",
    "* OK [MAILBOXID (F2212ea87-6097)] Ok\r\n"
  };

  @ParameterizedTest
  @EnumSource
  void tellsAllThatSelectTells(Delivery delivery) {
    try (var wire = FakeWire.announcing(delivery, "CONDSTORE")) {
      var selected = wire.connection.select(INBOX, SelectOptions.usual());
      wire.feed(OPENED).feed("t1 OK [READ-WRITE] Select completed\r\n");

      assertThat(selected.await())
          .isEqualTo(
              new SelectedMailbox(
                  INBOX,
                  false,
                  3,
                  new UidValidity(1_795_441_875),
                  Optional.of(new UidNext(4)),
                  new ModSeq(20),
                  Flags.of(Flag.ANSWERED, Flag.SEEN, Flag.of("$x")),
                  Optional.of(Flags.of(Flag.SEEN)),
                  true,
                  Optional.of("F2212ea87-6097")));
      assertThat(wire.sent()).isEqualTo("t1 SELECT \"INBOX\" (CONDSTORE)\r\n");
      assertThat(wire.connection.state()).isEqualTo(ConnectionState.SELECTED);
      assertThat(wire.connection.exists()).isEqualTo(3);
      assertThat(wire.quirks).isEmpty();
    }
  }

  @Test
  void knowsWhichFlagsStay() {
    try (var wire = FakeWire.announcing("")) {
      var open = wire.connection.select(INBOX, SelectOptions.usual());
      wire.feed(OPENED).feed("t1 OK done\r\n");
      assertThat(open.await().keeps(Flag.SEEN)).isTrue();
      assertThat(open.await().keeps(Flag.ANSWERED)).isFalse();
      assertThat(open.await().keeps(Flag.of("new"))).isTrue();

      var readOnly = wire.connection.select(INBOX, SelectOptions.usual());
      wire.feed(OPENED).feed("t2 OK [READ-ONLY] done\r\n");
      assertThat(readOnly.await().readOnly()).isTrue();
      assertThat(readOnly.await().keeps(Flag.SEEN)).isFalse();

      var untold = wire.connection.select(INBOX, SelectOptions.usual());
      wire.feed("* FLAGS (\\Seen)\r\n", "* OK [UIDVALIDITY 1] x\r\n", "t3 OK done\r\n");
      assertThat(untold.await().keeps(Flag.SEEN)).isTrue();
      assertThat(untold.await().keeps(Flag.ANSWERED)).isFalse();
    }
  }

  @Test
  void livesWithoutUidnextAndModSeq() {
    try (var wire = FakeWire.announcing("")) {
      var selected = wire.connection.examine(INBOX, SelectOptions.usual());
      wire.feed("* 0 EXISTS\r\n", "* OK [UIDVALIDITY 7] x\r\n", "t1 OK [READ-ONLY] ok\r\n");

      assertThat(selected.await().uidNext()).isEmpty();
      assertThat(selected.await().highestModSeq()).isEqualTo(ModSeq.NONE);
      assertThat(wire.sent()).isEqualTo("t1 EXAMINE \"INBOX\"\r\n");
      assertThat(wire.quirks).containsExactly(Quirk.MISSING_UIDNEXT);
    }
  }

  @Test
  void refusesAMailboxWithoutUidvalidity() {
    try (var wire = FakeWire.announcing("")) {
      var selected = wire.connection.examine(INBOX, SelectOptions.usual());
      wire.feed("* 0 EXISTS\r\n", "* OK [UIDVALIDITY 0] x\r\n", "t1 OK ok\r\n");

      assertThatExceptionOfType(ImapException.class)
          .isThrownBy(selected::await)
          .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.PROTOCOL));
      assertThat(wire.connection.isOpen()).isTrue();
    }
  }

  @Test
  void sendsSelectAndReadsInOneRoundTrip() {
    try (var wire = FakeWire.announcing("ESEARCH")) {
      var told = new ArrayList<FetchedItems>();
      Handle<SelectedMailbox> selected;
      Handle<FetchResult> fetched;
      Handle<SearchResult> found;
      try (var burst = wire.connection.burst()) {
        selected = wire.connection.examine(INBOX, SelectOptions.usual());
        fetched =
            wire.connection.uidFetch(UidSet.range(1, 9), FetchItems.of(FetchItem.FLAGS), told::add);
        found = wire.connection.uidSearch(SearchQuery.all());
        assertThat(wire.sent()).isEmpty();
        burst.close();
      }

      assertThat(wire.sent())
          .isEqualTo(
              "t1 EXAMINE \"INBOX\"\r\n"
                  + "t2 UID FETCH 1:9 (UID FLAGS)\r\n"
                  + "t3 UID SEARCH RETURN (ALL) ALL\r\n");
      assertThat(wire.writes()).isEqualTo(1);
      wire.feed(OPENED)
          .feed("t1 OK [READ-ONLY] done\r\n", "* 1 FETCH (UID 1 FLAGS ())\r\n", "t2 OK done\r\n")
          .feed("* ESEARCH (TAG \"t3\") UID ALL 1,5:9\r\n", "t3 OK done\r\n");
      assertThat(selected.await().exists()).isEqualTo(3);
      assertThat(fetched.await().told()).isEqualTo(UidSet.of(1));
      assertThat(found.await().uids()).isEqualTo(UidSet.of(1, 5, 6, 7, 8, 9));
      assertThat(told).hasSize(1);
    }
  }

  @Test
  void throwsAwayReadsBehindASelectThatFails() {
    try (var wire = FakeWire.announcing("")) {
      var before = wire.connection.select(INBOX, SelectOptions.usual());
      wire.feed(OPENED).feed("t1 OK done\r\n");
      before.await();
      var bodies = new Bodies();
      var missing =
          EncodedMailboxName.ofOctets("gone".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
      var selected = wire.connection.examine(missing, SelectOptions.usual());
      var fetched =
          wire.connection.uidFetch(
              UidSet.of(1), FetchItems.of().withBody(BodySection.whole()), bodies);
      var found = wire.connection.uidSearch(SearchQuery.all());

      wire.feed(
          "t2 NO [NONEXISTENT] Unknown Mailbox\r\n",
          "* 1 FETCH (UID 1 BODY[] {3}\r\nold)\r\n", // a server that keeps the old mailbox selected
          "t3 OK done\r\n",
          "* SEARCH 1 2 3\r\n",
          "t4 OK done\r\n");

      for (Handle<?> handle : new Handle<?>[] {selected, fetched, found}) {
        assertThatExceptionOfType(RefusedException.class)
            .isThrownBy(handle::await)
            .satisfies(e -> assertThat(e.hasCode("NONEXISTENT")).isTrue());
      }
      assertThat(bodies.calls).isEmpty();
      assertThat(wire.connection.state()).isEqualTo(ConnectionState.AUTHENTICATED);
    }
  }

  @Test
  void throwsAwayReadsWhenUidvalidityIsNotTheExpectedOne() {
    try (var wire = FakeWire.announcing("")) {
      var bodies = new Bodies();
      var options = SelectOptions.usual().expecting(new UidValidity(7));
      var selected = wire.connection.examine(INBOX, options);
      var fetched =
          wire.connection.uidFetch(
              UidSet.of(1), FetchItems.of().withBody(BodySection.whole()), bodies);

      wire.feed(OPENED)
          .feed("t1 OK done\r\n", "* 1 FETCH (UID 1 BODY[] {3}\r\nnew)\r\n", "t2 OK done\r\n");

      assertThat(selected.await().uidValidity()).isEqualTo(new UidValidity(1_795_441_875));
      assertThatExceptionOfType(ImapException.class)
          .isThrownBy(fetched::await)
          .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.UIDVALIDITY_CHANGED))
          .satisfies(e -> assertThat(e.attempted()).isEqualTo("UID FETCH"));
      assertThat(bodies.calls).isEmpty();
    }
  }

  @Test
  void letsNothingThatChangesOvertakeASelect() throws Exception {
    try (var wire = FakeWire.announcing("")) {
      wire.connection.select(INBOX, SelectOptions.usual());
      var stored =
          Blocked.start(
              () ->
                  wire.connection.uidStore(UidSet.of(1), StoreChange.adding(Flags.of(Flag.SEEN))));
      assertThat(wire.awaitSent("\r\n")).isEqualTo("t1 SELECT \"INBOX\"\r\n");

      wire.feed(OPENED).feed("t1 OK done\r\n");

      assertThat(wire.awaitSent("\r\n")).isEqualTo("t2 UID STORE 1 +FLAGS.SILENT (\\Seen)\r\n");
      wire.feed("t2 OK done\r\n");
      assertThat(stored.get().await().tagged().isOk()).isTrue();
    }
  }

  @Test
  void sendsNoChangeBehindASelectThatFails() throws Exception {
    try (var wire = FakeWire.announcing("")) {
      wire.connection.select(INBOX, SelectOptions.usual());
      var expunged = Blocked.start(() -> wire.connection.uidExpunge(UidSet.of(1)));
      wire.awaitSent("\r\n");

      wire.feed("t1 NO [NOPERM] no\r\n");

      Handle<TaggedResponse> handle = expunged.get();
      assertThatExceptionOfType(RefusedException.class)
          .isThrownBy(handle::await)
          .satisfies(e -> assertThat(e.attempted()).isEqualTo("UID EXPUNGE"));
      assertThat(wire.sent()).isEmpty();
    }
  }

  @Test
  void flushesABurstBeforeItWaitsForASelect() throws Exception {
    try (var wire = FakeWire.announcing("")) {
      var done =
          Blocked.start(
              () -> {
                try (var _ = wire.connection.burst()) {
                  wire.connection.select(INBOX, SelectOptions.usual());
                  return wire.connection.expunge();
                }
              });

      wire.awaitSent("t1 SELECT \"INBOX\"\r\n");
      wire.feed(OPENED).feed("t1 OK done\r\n");

      assertThat(wire.awaitSent("\r\n")).isEqualTo("t2 EXPUNGE\r\n");
      wire.feed("t2 OK done\r\n");
      assertThat(done.get().await().isOk()).isTrue();
    }
  }

  @Test
  void takesOnlyWhatCameAfterTheAnswersBeforeIt() {
    try (var wire = FakeWire.announcing("")) {
      var noop = wire.connection.noop();
      var selected = wire.connection.examine(INBOX, SelectOptions.usual());

      wire.feed("* 99 EXISTS\r\n", "* FLAGS (old)\r\n", "t1 OK\r\n")
          .feed(OPENED)
          .feed("t2 OK x\r\n");

      noop.await();
      assertThat(selected.await().exists()).isEqualTo(3);
      assertThat(selected.await().flags().contains(Flag.of("old"))).isFalse();
    }
  }

  @Test
  void leavesTheMailbox() {
    try (var wire = FakeWire.announcing("UNSELECT")) {
      wire.connection.select(INBOX, SelectOptions.usual());
      wire.feed(OPENED).feed("t1 OK done\r\n");
      var left = wire.connection.unselect();
      wire.feed("t2 OK done\r\n");
      left.await();
      assertThat(wire.connection.state()).isEqualTo(ConnectionState.AUTHENTICATED);
      var closed = wire.connection.closeMailbox();
      wire.feed("t3 BAD no mailbox\r\n");

      assertThatExceptionOfType(RefusedException.class).isThrownBy(closed::await);
      assertThat(wire.sent()).endsWith("t2 UNSELECT\r\nt3 CLOSE\r\n");
    }
  }
}
