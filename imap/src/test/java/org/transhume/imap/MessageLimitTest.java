package org.transhume.imap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.transhume.mail.Flag;
import org.transhume.mail.Flags;
import org.transhume.mail.UidSet;

/** Servers that process so many messages a command and no more (RFC 9738). */
@Timeout(30)
@Tag("I1")
class MessageLimitTest {
  private static CompletableFuture<UidSet> searchAll(FakeWire wire) {
    return CompletableFuture.supplyAsync(
        () -> wire.connection.uidSearch(SearchQuery.all()).await().uids());
  }

  @Test
  void searchesOnFromTheNewestDown() throws Exception {
    try (var wire = FakeWire.announcing("MESSAGELIMIT=3")) {
      var found = searchAll(wire);
      wire.awaitSent("t1 UID SEARCH ALL\r\n");
      wire.feed("* SEARCH 7 8 9\r\n", "t1 OK [MESSAGELIMIT 3 7] partial\r\n");
      wire.awaitSent("t2 UID SEARCH ALL UID 1:6\r\n");
      wire.feed("* SEARCH 3 5 6\r\n", "t2 OK [MESSAGELIMIT 3 3] partial\r\n");
      wire.awaitSent("t3 UID SEARCH ALL UID 1:2\r\n");
      wire.feed("* SEARCH 2\r\n", "t3 OK done\r\n");

      assertThat(found.get()).isEqualTo(UidSet.parse("2:3,5:9"));
    }
  }

  @Test
  void searchesOnFromTheOldestUp() throws Exception {
    try (var wire = FakeWire.announcing("MESSAGELIMIT=3 ESEARCH")) {
      var found = searchAll(wire);
      wire.awaitSent("\r\n");
      wire.feed("* ESEARCH (TAG \"t1\") UID ALL 1:3\r\n", "t1 OK [MESSAGELIMIT 3 3] partial\r\n");
      assertThat(wire.awaitSent("\r\n")).isEqualTo("t2 UID SEARCH RETURN (ALL) ALL UID 4:*\r\n");
      wire.feed("* ESEARCH (TAG \"t2\") UID ALL 4:5\r\n", "t2 OK done\r\n");

      assertThat(found.get()).isEqualTo(UidSet.parse("1:5"));
    }
  }

  @Test
  void searchesOnBothSidesWhereNothingWasFound() throws Exception {
    try (var wire = FakeWire.announcing("MESSAGELIMIT=3")) {
      var found = searchAll(wire);
      wire.awaitSent("\r\n");
      wire.feed("* SEARCH\r\n", "t1 OK [MESSAGELIMIT 3 50] partial\r\n");
      // The second waits for the first: answers to plain searches could not be told apart.
      assertThat(wire.awaitSent("\r\n")).isEqualTo("t2 UID SEARCH ALL UID 1:49\r\n");
      wire.feed("* SEARCH 8\r\n", "t2 OK done\r\n");
      assertThat(wire.awaitSent("\r\n")).isEqualTo("t3 UID SEARCH ALL UID 51:*\r\n");
      wire.feed("* SEARCH 60\r\n", "t3 OK done\r\n");

      assertThat(found.get()).isEqualTo(UidSet.parse("8,60"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"[MESSAGELIMIT 3]", "[MESSAGELIMIT 3 0]", "[MESSAGELIMIT 3 x]", "[OTHER 3 7]"})
  void asksNoFurtherWhereTheServerDoesNotSayHowFarItCame(String code) throws Exception {
    try (var wire = FakeWire.announcing("MESSAGELIMIT=3")) {
      var found = searchAll(wire);
      wire.awaitSent("\r\n");
      wire.feed("* SEARCH 7 8 9\r\n", "t1 OK " + code + " partial\r\n");

      assertThat(found.get()).isEqualTo(UidSet.parse("7:9"));
      assertThat(wire.sent()).isEmpty();
    }
  }

  @Test
  void leavesASearchAloneThatNamesAUidItWasNotAbout() throws Exception {
    try (var wire = FakeWire.announcing("MESSAGELIMIT=3")) {
      var found = searchAll(wire);
      wire.awaitSent("\r\n");
      wire.feed("* SEARCH 7 8 9\r\n", "t1 OK [MESSAGELIMIT 3 7] partial\r\n");
      wire.awaitSent("\r\n");
      wire.feed("* SEARCH\r\n", "t2 OK [MESSAGELIMIT 3 7] again and again\r\n");

      assertThat(found.get()).isEqualTo(UidSet.parse("7:9"));
    }
  }

  @Test
  void cutsSetsToTheLimit() {
    try (var wire = FakeWire.announcing("MESSAGELIMIT=3")) {
      var fetched =
          wire.connection.uidFetch(
              UidSet.parse("1,5:9,20"), FetchItems.of(FetchItem.FLAGS), items -> {});
      assertThat(wire.sent())
          .isEqualTo(
              "t1 UID FETCH 1,5:6 (UID FLAGS)\r\n"
                  + "t2 UID FETCH 7:9 (UID FLAGS)\r\n"
                  + "t3 UID FETCH 20 (UID FLAGS)\r\n");
      wire.feed(
          "* 1 FETCH (UID 1 FLAGS ())\r\n",
          "t1 OK\r\n",
          "t2 OK\r\n",
          "* 9 FETCH (UID 20 FLAGS ())\r\n",
          "t3 OK\r\n");
      assertThat(fetched.await().told()).isEqualTo(UidSet.of(1, 20));

      wire.connection.uidStore(UidSet.range(1, 4), StoreChange.adding(Flags.of(Flag.SEEN)));
      assertThat(wire.sent()).contains("UID STORE 1:3 ").contains("UID STORE 4 ");
    }
  }

  @Test
  void fetchesOnWhereNobodyKnewHowManyMessagesThereAre() throws Exception {
    try (var wire = FakeWire.announcing("MESSAGELIMIT=2")) {
      var told =
          CompletableFuture.supplyAsync(
              () ->
                  wire.connection
                      .uidFetch(UidSet.range(1, 0xFFFF_FFFFL), FetchItems.of(), items -> {})
                      .await()
                      .told());
      wire.awaitSent("t1 UID FETCH 1:* (UID)\r\n");
      wire.feed(
          "* 3 FETCH (UID 30)\r\n", "* 2 FETCH (UID 20)\r\n", "t1 OK [MESSAGELIMIT 2 20] part\r\n");
      wire.awaitSent("t2 UID FETCH 1:19 (UID)\r\n");
      wire.feed("* 1 FETCH (UID 10)\r\n", "t2 OK done\r\n");

      assertThat(told.get()).isEqualTo(UidSet.of(10, 20, 30));
    }
  }
}
