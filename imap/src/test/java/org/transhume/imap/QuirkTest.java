package org.transhume.imap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.transhume.mail.Flag;
import org.transhume.mail.Flags;
import org.transhume.mail.MailboxName;
import org.transhume.mail.ModSeq;
import org.transhume.mail.Uid;
import org.transhume.mail.UidSet;

/** One test a quirk, named after the server, with the line it says. */
@Timeout(30)
class QuirkTest {
  private static final EncodedMailboxName INBOX = EncodedMailboxName.inbox();

  /** Fetches UIDs 1 to 9 with all items, and is told these lines. */
  private static List<FetchedItems> fetch(FakeWire wire, String... lines) {
    var told = new ArrayList<FetchedItems>();
    var fetch =
        wire.connection.uidFetch(
            UidSet.range(1, 99_999), FetchItems.of(FetchItem.values()), told::add);
    wire.feed(lines).feed("t1 OK done\r\n");
    fetch.await();
    return told;
  }

  @Test
  void exchangeEndsLinesWithASpace() {
    try (var wire = FakeWire.announcing("")) {
      var status = wire.connection.status(INBOX, java.util.Set.of(StatusItem.MESSAGES));
      wire.feed("* STATUS INBOX (MESSAGES 3 UIDNEXT 9) \r\n", "t1 OK x\r\n");

      assertThat(status.await().messages()).hasValue(3);
      assertThat(wire.quirks).containsExactly(Quirk.TRAILING_SPACE);
    }
  }

  @Test
  void aServerSpeaksInLowerCase() {
    try (var wire = FakeWire.announcing("")) {
      var list = wire.connection.list(ListQuery.plain("*"));
      wire.feed(
          "* capability imap4rev1\r\n",
          "* List (\\HasNoChildren) \"/\" \"INBOX\"\r\n",
          "t1 ok done\r\n");

      assertThat(list.await()).hasSize(1);
      assertThat(wire.connection.capabilities().has("IMAP4rev1")).isTrue();
      assertThat(wire.quirks).containsExactly(Quirk.LOWER_CASE_KEYWORD, Quirk.LOWER_CASE_KEYWORD);
    }
  }

  @Test
  void gmailSaysHighestmodseqWithoutText() {
    try (var wire = FakeWire.announcing("CONDSTORE")) {
      var selected = wire.connection.select(INBOX, SelectOptions.usual());
      wire.feed(
          "* OK [UIDVALIDITY 1] ok\r\n",
          "* OK [UIDNEXT 2] ok\r\n",
          "* OK [HIGHESTMODSEQ 126550]\r\n",
          "t1 OK\r\n");

      assertThat(selected.await().highestModSeq()).isEqualTo(new ModSeq(126_550));
      assertThat(wire.quirks).containsExactly(Quirk.MISSING_TEXT, Quirk.MISSING_TEXT);
    }
  }

  @Test
  void exchangePutsTextIntoBrackets() {
    try (var wire = FakeWire.announcing("")) {
      var noop = wire.connection.noop();
      wire.feed(
          "t1 OK [Error=\"Data.Storage.Wrong]ServerException: \" Proxy=X:1993:SSL] done.\r\n");

      assertThat(noop.await().code()).isEmpty();
      assertThat(noop.await().text()).startsWith("[Error=").endsWith("done.");
      assertThat(wire.quirks).containsExactly(Quirk.INVALID_RESPONSE_CODE);
    }
  }

  @Test
  void aServerDoesNotCloseItsBrackets() {
    try (var wire = FakeWire.announcing("")) {
      var noop = wire.connection.noop();
      wire.feed("t1 OK [ALERT disk is nearly full\r\n");

      assertThat(noop.await().text()).isEqualTo("[ALERT disk is nearly full");
      assertThat(wire.quirks).containsExactly(Quirk.INVALID_RESPONSE_CODE);
    }
  }

  @Test
  void exchangeTellsCopyuidOfNothing() {
    try (var wire = FakeWire.announcing("")) {
      var copied = wire.connection.uidCopy(UidSet.of(1), INBOX);
      wire.feed("t1 OK [COPYUID 701  ] done\r\n");

      assertThat(copied.await().uids()).isEmpty();
      assertThat(copied.await().tagged().isOk()).isTrue();
      assertThat(wire.quirks).containsExactly(Quirk.INVALID_CODE_ARGUMENTS);
    }
  }

  @Test
  void exchangeTellsCopyuidWithoutOk() {
    for (String line : List.of("[COPYUID 55 31 6]\r\n", "* [COPYUID 55 31 6] moved\r\n")) {
      try (var wire = FakeWire.announcing("")) {
        var moved = wire.connection.uidMove(UidSet.of(31), INBOX);
        wire.feed(line, "* 1 EXPUNGE\r\n", "t1 OK done\r\n");

        assertThat(moved.await().uids().orElseThrow().destination()).containsExactly(new Uid(6));
        assertThat(wire.quirks).startsWith(Quirk.BARE_RESPONSE_CODE);
      }
    }
  }

  @Test
  void oldCourierNumbersAMessageZero() {
    try (var wire = FakeWire.announcing("")) {
      var told = fetch(wire, "* 0 FETCH (UID 7 FLAGS (\\Seen))\r\n");

      assertThat(told).extracting(FetchedItems::uid).containsExactly(new Uid(7));
      assertThat(wire.quirks).containsExactly(Quirk.SEQUENCE_NUMBER_ZERO);
    }
  }

  @Test
  void aServerNumbersUidsOutOfRange() {
    try (var wire = FakeWire.announcing("")) {
      var told =
          fetch(
              wire,
              "* 1 FETCH (UID 0 FLAGS (\\Seen))\r\n",
              "* 1 FETCH (UID 4294967296 FLAGS (\\Seen))\r\n");

      assertThat(told).isEmpty();
      assertThat(wire.quirks).containsExactly(Quirk.INVALID_UID, Quirk.INVALID_UID);
    }
  }

  @Test
  void zohoTellsModseqZeroOrLess() {
    try (var wire = FakeWire.announcing("CONDSTORE")) {
      var told =
          fetch(wire, "* 1 FETCH (UID 1 MODSEQ (0))\r\n", "* 2 FETCH (UID 2 MODSEQ (-1))\r\n");

      assertThat(told).extracting(FetchedItems::modSeq).containsOnly(Optional.empty());
      assertThat(wire.quirks).containsExactly(Quirk.INVALID_MODSEQ, Quirk.INVALID_MODSEQ);
    }
  }

  @Test
  void dominoTellsNoDateOrNone() {
    try (var wire = FakeWire.announcing("")) {
      var told =
          fetch(
              wire,
              "* 1 FETCH (UID 1 INTERNALDATE NIL FLAGS ())\r\n",
              "* 2 FETCH (UID 2 INTERNALDATE \" 0-Jan-1970 00:00:00 +0000\" FLAGS ())\r\n",
              "* 3 FETCH (UID 3 INTERNALDATE \"24-May-2021 11:47:51\" FLAGS ())\r\n",
              "* 4 FETCH (UID 4 INTERNALDATE \"\" FLAGS ())\r\n");

      assertThat(told).hasSize(4);
      assertThat(told).extracting(FetchedItems::internalDate).containsOnly(Optional.empty());
      assertThat(told).extracting(FetchedItems::flags).containsOnly(Optional.of(Flags.none()));
      assertThat(wire.quirks).hasSize(4).containsOnly(Quirk.INVALID_INTERNALDATE);
    }
  }

  @Test
  void dominoPutsParenthesesAroundTheItems() {
    try (var wire = FakeWire.announcing("")) {
      var told =
          fetch(
              wire,
              "* 2 FETCH (UID 14935 (FLAGS (\\Seen) ENVELOPE (NIL NIL) BODYSTRUCTURE (NIL)))\r\n");

      assertThat(told)
          .extracting(FetchedItems::flags)
          .containsExactly(Optional.of(Flags.of(Flag.SEEN)));
      assertThat(wire.quirks).containsExactly(Quirk.EXTRA_PARENTHESES);
    }
  }

  @Test
  void yandexLeavesAValueOut() {
    try (var wire = FakeWire.announcing("")) {
      var told =
          fetch(wire, "* 1 FETCH (UID 5 FLAGS () BODY[2] )\r\n", "* 2 FETCH (UID 6 PREVIEW)\r\n");

      assertThat(told).hasSize(2);
      assertThat(wire.quirks).containsExactly(Quirk.MISSING_VALUE, Quirk.MISSING_VALUE);
    }
  }

  @Test
  void aServerForgetsTheClosingParenthesis() {
    try (var wire = FakeWire.announcing("")) {
      var told = fetch(wire, "* 1 FETCH (UID 5 FLAGS (\\Seen)\r\n");

      assertThat(told).hasSize(1);
      assertThat(wire.quirks).containsExactly(Quirk.MISSING_PARENTHESIS);
    }
  }

  @Test
  void zohoTellsASizeThatIsNone() {
    try (var wire = FakeWire.announcing("")) {
      var told = fetch(wire, "* 1 FETCH (UID 5 RFC822.SIZE -1 FLAGS ())\r\n");

      assertThat(told.getFirst().sizeBytes()).isEmpty();
      assertThat(told.getFirst().flags()).isPresent();
    }
  }

  @Test
  void aServerWritesNamesInRawEightBit() {
    try (var wire = FakeWire.announcing("")) {
      var list = wire.connection.list(ListQuery.plain("*"));
      wire.feed(
          "* LIST () \"/\" \"Entw\u00c3\u00bcrfe\"\r\n",
          "* LIST () \"/\" Entw\u00fcrfe\r\n",
          "t1 OK x\r\n");

      assertThat(list.await())
          .extracting(m -> m.name().text())
          .containsExactly("Entw\u00fcrfe", "Entw\u00fcrfe");
      assertThat(list.await().getFirst().wireName())
          .isNotEqualTo(list.await().getLast().wireName());
      assertThat(wire.quirks).containsExactly(Quirk.RAW_8BIT_NAME, Quirk.RAW_8BIT_NAME);
    }
  }

  @Test
  void aServerWritesNamesInWrongModifiedUtf7() {
    try (var wire = FakeWire.announcing("LITERAL+")) {
      var list = wire.connection.list(ListQuery.plain("*"));
      wire.feed(
          "* LIST () \"/\" \"R&bad\"\r\n",
          "* LIST () \"/\" \"x&AGE-\"\r\n",
          "* LIST () \"/\" \"&2D0-\"\r\n",
          "t1 OK x\r\n");

      assertThat(list.await())
          .extracting(ListedMailbox::name)
          .containsExactly(
              new MailboxName("R&bad", '/'),
              new MailboxName("x&AGE-", '/'),
              new MailboxName("&2D0-", '/'));
      assertThat(wire.quirks).hasSize(3).containsOnly(Quirk.INVALID_MODIFIED_UTF7);
      wire.sent();
      wire.connection.subscribe(list.await().getFirst().wireName());
      assertThat(wire.sent()).isEqualTo("t2 SUBSCRIBE \"R&bad\"\r\n");
    }
  }

  @Test
  void exchangeWritesATabIntoAnUnquotedName() {
    try (var wire = FakeWire.announcing("")) {
      var list = wire.connection.list(ListQuery.plain("*"));
      wire.feed(
          "* LIST (\\HasNoChildren) \"/\" INBOX/Von\tBetreff\tGr&APYA3w-e\r\n", "t1 OK x\r\n");

      assertThat(list.await().getFirst().wireName()).hasToString("INBOX/Von\tBetreff\tGr&APYA3w-e");
      assertThat(wire.quirks).containsExactly(Quirk.INVALID_MODIFIED_UTF7);
    }
  }

  @Test
  void courierTellsNoUidnext() {
    try (var wire = FakeWire.announcing("")) {
      var selected = wire.connection.select(INBOX, SelectOptions.usual());
      wire.feed("* 5 EXISTS\r\n", "* OK [UIDVALIDITY 1] Ok\r\n", "t1 OK [READ-WRITE] Ok\r\n");

      assertThat(selected.await().uidNext()).isEmpty();
      assertThat(wire.quirks).containsExactly(Quirk.MISSING_UIDNEXT);
    }
  }

  @Test
  void aServerTellsAnUnreadableUidnext() {
    try (var wire = FakeWire.announcing("")) {
      var selected = wire.connection.select(INBOX, SelectOptions.usual());
      wire.feed("* OK [UIDVALIDITY 1] Ok\r\n", "* OK [UIDNEXT many] Ok\r\n", "t1 OK Ok\r\n");

      assertThat(selected.await().uidNext()).isEmpty();
      assertThat(wire.quirks).containsExactly(Quirk.INVALID_CODE_ARGUMENTS, Quirk.MISSING_UIDNEXT);
    }
  }

  @Test
  void icloudDoesNotSayWhatIsEnabled() {
    try (var wire = FakeWire.announcing("ENABLE")) {
      var enabled = wire.connection.enable("QRESYNC");
      wire.feed("t1 OK Enabled\r\n");

      assertThat(enabled.await().isEmpty()).isTrue();
      assertThat(wire.quirks).containsExactly(Quirk.MISSING_ENABLED);
    }
  }

  @Test
  void gmailHasFlagsWithBracketsAndSlashes() {
    try (var wire = FakeWire.announcing("")) {
      var selected = wire.connection.select(INBOX, SelectOptions.usual());
      wire.feed(
          "* FLAGS (\\Seen $Phishing OIB-Seen-[Google Mail]/Alle Nachrichten)\r\n",
          "* OK [PERMANENTFLAGS (\\Seen OIB-Seen-[Gmail]/All \\*)] Flags permitted.\r\n",
          "* OK [UIDVALIDITY 1] x\r\n",
          "* OK [UIDNEXT 1] x\r\n",
          "t1 OK x\r\n");

      assertThat(selected.await().permanentFlags().orElseThrow())
          .containsExactly(Flag.SEEN, Flag.of("OIB-Seen-[Gmail]/All"));
      assertThat(wire.quirks).isEmpty();
    }
  }

  @Test
  void zimbraHasFlagsWithColons() {
    try (var wire = FakeWire.announcing("")) {
      var told = fetch(wire, "* 1 FETCH (UID 1 FLAGS (\\Seen TEST:FLAG211))\r\n");

      assertThat(told.getFirst().flags().orElseThrow().contains(Flag.of("TEST:FLAG211"))).isTrue();
      assertThat(wire.quirks).isEmpty();
    }
  }

  @Test
  void cyrusDisablesLoginAfterLogin() {
    try (var wire = FakeWire.announcing("LITERAL+ LOGINDISABLED COMPRESS=DEFLATE")) {
      var noop = wire.connection.noop();
      wire.feed("t1 OK x\r\n");

      assertThat(noop.await().isOk()).isTrue();
    }
  }

  @Test
  void icloudAnswersRfc822WithoutBody() {
    try (var wire = FakeWire.announcing("")) {
      var fetch =
          wire.connection.uidFetch(
              UidSet.of(7), FetchItems.of().withBody(BodySection.whole()), new Bodies());
      wire.feed("* 7 FETCH (UID 7)\r\n", "t1 OK done\r\n");

      assertThat(fetch.await().notDelivered()).isEqualTo(UidSet.of(7));
    }
  }

  @Test
  void yahooLeavesMessagesOutInSilence() {
    try (var wire = FakeWire.announcing("")) {
      var fetch =
          wire.connection.uidFetch(
              UidSet.range(1, 3), FetchItems.of().withBody(BodySection.whole()), new Bodies());
      wire.feed("* 2 FETCH (UID 2 BODY[] {1}\r\nx)\r\n", "t1 OK done\r\n");

      assertThat(fetch.await().notDelivered()).isEqualTo(UidSet.of(1, 3));
      assertThat(fetch.await().tagged().isOk()).isTrue();
    }
  }

  @Test
  void anOldServerAnswersWithRfc822() {
    try (var wire = FakeWire.announcing("")) {
      var bodies = new Bodies();
      var fetch =
          wire.connection.uidFetch(
              UidSet.of(1), FetchItems.of().withBody(BodySection.whole()), bodies);
      wire.feed("* 1 FETCH (UID 1 RFC822 ~{3}\r\na\0b)\r\n", "t1 OK done\r\n");

      assertThat(fetch.await().notDelivered().isEmpty()).isTrue();
      assertThat(bodies.calls).contains("end 1 a\0b");
    }
  }
}
