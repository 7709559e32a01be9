package org.transhume.imap;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.transhume.imap.wire.Delivery;
import org.transhume.mail.Flag;
import org.transhume.mail.Flags;
import org.transhume.mail.Handle;
import org.transhume.mail.MailboxName;
import org.transhume.mail.ModSeq;
import org.transhume.mail.Retry;
import org.transhume.mail.Scope;
import org.transhume.mail.SpecialUse;
import org.transhume.mail.Uid;
import org.transhume.mail.UidNext;
import org.transhume.mail.UidSet;
import org.transhume.mail.UidValidity;

/** What each command sends, and what it makes of the answer. */
@Timeout(30)
class CommandsTest {
  private static final EncodedMailboxName INBOX = EncodedMailboxName.inbox();

  private static EncodedMailboxName name(String octets) {
    return EncodedMailboxName.ofOctets(octets.getBytes(ISO_8859_1));
  }

  @ParameterizedTest
  @EnumSource
  void listsMailboxes(Delivery delivery) {
    try (var wire = FakeWire.announcing(delivery, "")) {
      var listed = wire.connection.list(ListQuery.plain("*"));
      wire.feed(
          "* LIST (\\HasChildren \\Noselect) \"/\" \"[Gmail]\"\r\n",
          "* LIST (\\HasNoChildren \\SENT \\Subscribed) \"/\" \"Envoy&AOk-s\"\r\n",
          "* LIST () NIL INBOX\r\n",
          "* LIST (\\NonExistent \\Subscribed) \".\" {5}\r\nA\"B\\c\r\n",
          "* LIST () \"\\\\\" \"a\\\\b\" (\"CHILDINFO\" (\"SUBSCRIBED\"))\r\n",
          "* LIST () \"/\" \"Envoy&AOk-s\"\r\n",
          "* LSUB () \"/\" other\r\n",
          "t1 OK done\r\n");

      List<ListedMailbox> mailboxes = listed.await();

      assertThat(wire.sent()).isEqualTo("t1 LIST \"\" \"*\"\r\n");
      assertThat(mailboxes)
          .extracting(ListedMailbox::name)
          .containsExactly(
              new MailboxName("[Gmail]", '/'),
              new MailboxName("Envoyés", '/'),
              new MailboxName("INBOX", MailboxName.NO_SEPARATOR),
              new MailboxName("A\"B\\c", '.'),
              new MailboxName("a\\b", '\\'));
      assertThat(mailboxes)
          .extracting(ListedMailbox::isSelectable)
          .containsExactly(false, true, true, false, true);
      assertThat(mailboxes.get(1).specialUses()).containsExactly(SpecialUse.SENT);
      assertThat(mailboxes.get(1).isSubscribed()).isTrue();
      assertThat(mailboxes.get(0).isSubscribed()).isFalse();
      assertThat(mailboxes.get(1).wireName()).isEqualTo(name("Envoy&AOk-s"));
    }
  }

  @Test
  void listsWithStatusAndSubscriptions() {
    try (var wire = FakeWire.announcing("LIST-EXTENDED LIST-STATUS")) {
      var items = EnumSet.of(StatusItem.MESSAGES, StatusItem.UIDVALIDITY);
      var listed = wire.connection.list(ListQuery.extended(items));
      wire.feed(
          "* LIST () \"/\" Inbox\r\n",
          "* STATUS INBOX (MESSAGES 3 UIDVALIDITY 7)\r\n",
          "* LIST (\\NoSelect) \"/\" a\r\n",
          "t1 OK done\r\n");

      assertThat(wire.sent())
          .isEqualTo(
              "t1 LIST \"\" \"*\" RETURN (CHILDREN SUBSCRIBED SPECIAL-USE STATUS (MESSAGES"
                  + " UIDVALIDITY))\r\n");
      assertThat(listed.await().getFirst().status().orElseThrow().messages()).hasValue(3);
      assertThat(listed.await().getLast().status()).isEmpty();
    }
  }

  @Test
  void listsSubscribedOnly() {
    try (var wire = FakeWire.announcing("")) {
      wire.connection.list(new ListQuery("%", true, false, false, Set.of()));
      wire.connection.lsub("*");

      assertThat(wire.sent())
          .isEqualTo("t1 LIST (SUBSCRIBED) \"\" \"%\" RETURN (CHILDREN)\r\nt2 LSUB \"\" \"*\"\r\n");
    }
  }

  @ParameterizedTest
  @EnumSource
  void tellsTheStatusOfAMailbox(Delivery delivery) {
    try (var wire = FakeWire.announcing(delivery, "")) {
      var status = wire.connection.status(name("a b"), EnumSet.allOf(StatusItem.class));
      wire.feed(
          "* STATUS other (MESSAGES 99)\r\n",
          "* STATUS \"a b\" (MESSAGES 231 UIDNEXT 44292 RECENT 5 X-Y (a (b)))\r\n",
          "* STATUS \"a b\" (UIDVALIDITY 7 UNSEEN 0 HIGHESTMODSEQ 0 SIZE 44 MAILBOXID (F1_-))\r\n",
          "t1 OK done\r\n");

      assertThat(wire.sent())
          .isEqualTo(
              "t1 STATUS \"a b\" (MESSAGES UIDNEXT UIDVALIDITY UNSEEN HIGHESTMODSEQ SIZE"
                  + " MAILBOXID)\r\n");
      assertThat(status.await())
          .isEqualTo(
              new MailboxStatus(
                  OptionalLong.of(231),
                  Optional.of(new UidNext(44_292)),
                  Optional.of(new UidValidity(7)),
                  OptionalLong.of(0),
                  Optional.of(ModSeq.NONE),
                  OptionalLong.of(44),
                  Optional.of("F1_-")));
    }
  }

  @Test
  void takesNumbersOutOfRangeAndStrangeIdsForUntold() {
    try (var wire = FakeWire.announcing("")) {
      var status = wire.connection.status(INBOX, EnumSet.allOf(StatusItem.class));
      wire.feed(
          "* STATUS Inbox (UIDNEXT 0 UIDVALIDITY 4294967296 MAILBOXID (\u00fe\u0001\u00e9))\r\n",
          "t1 OK done\r\n");

      assertThat(status.await().uidNext()).isEmpty();
      assertThat(status.await().uidValidity()).isEmpty();
      assertThat(status.await().mailboxId()).isEmpty();
    }
  }

  @Test
  void throwsARefusalWithTheServersAnswer() {
    try (var wire = FakeWire.announcing("")) {
      var status = wire.connection.status(INBOX, Set.of(StatusItem.MESSAGES));
      wire.feed("t1 NO [UNAVAILABLE] Backend is down\r\n");

      assertThatExceptionOfType(RefusedException.class)
          .isThrownBy(status::await)
          .satisfies(
              e -> {
                assertThat(e.reason()).isEqualTo(Reason.REFUSED);
                assertThat(e.attempted()).isEqualTo("STATUS");
                assertThat(e.words()).isEqualTo("NO [UNAVAILABLE] Backend is down");
                assertThat(e.response().status()).isEqualTo(ResponseStatus.NO);
                assertThat(e.hasCode("UNAVAILABLE")).isTrue();
                assertThat(e.scope()).isEqualTo(Scope.SERVER);
                assertThat(e.retry()).isEqualTo(Retry.AFTER);
              });
    }
  }

  @Test
  void searchesWithRangesWhereTheServerCan() {
    try (var wire = FakeWire.announcing("ESEARCH CONDSTORE")) {
      var query =
          SearchQuery.uids(UidSet.range(5, Uid.MAX_VALUE))
              .andNot(Flag.DELETED)
              .and(Flag.of("$x"))
              .and(Flag.SEEN)
              .andNot(Flag.of("y"))
              .since(LocalDate.of(2017, 9, 5))
              .before(LocalDate.of(2018, 12, 31))
              .larger(50_000_000)
              .header("Message-ID", "<a\"b@c>")
              .modSeqFrom(new ModSeq(9));
      var found = wire.connection.uidSearch(query);
      wire.feed("* ESEARCH (TAG \"t1\") UID COUNT 3 ALL 4:6,9 MODSEQ 1236\r\n", "t1 OK done\r\n");

      assertThat(wire.sent())
          .isEqualTo(
              "t1 UID SEARCH RETURN (ALL) UID 5:* UNDELETED KEYWORD $x SEEN UNKEYWORD y"
                  + " SINCE 5-Sep-2017 BEFORE 31-Dec-2018 LARGER 50000000"
                  + " HEADER \"Message-ID\" \"<a\\\"b@c>\" MODSEQ 9\r\n");
      assertThat(found.await())
          .isEqualTo(new SearchResult(UidSet.of(4, 5, 6, 9), Optional.of(new ModSeq(1236))));
    }
  }

  @ParameterizedTest
  @EnumSource
  void searchesTheOldWayElsewhere(Delivery delivery) {
    try (var wire = FakeWire.announcing(delivery, "")) {
      var found = wire.connection.uidSearch(SearchQuery.all());
      wire.feed(
          "* SEARCH\r\n",
          "* SEARCH 2 3 6 (MODSEQ 917162500)\r\n",
          "* SEARCH 84 5 \r\n",
          "t1 OK done\r\n");

      assertThat(wire.sent()).isEqualTo("t1 UID SEARCH ALL\r\n");
      assertThat(found.await().uids()).isEqualTo(UidSet.of(2, 3, 5, 6, 84));
      assertThat(found.await().highestModSeq()).contains(new ModSeq(917_162_500));
    }
  }

  @Test
  void takesResultsByTheTagTheyNameAndNotByOrder() {
    try (var wire = FakeWire.announcing("ESEARCH")) {
      var first = wire.connection.uidSearch(SearchQuery.all());
      var second = wire.connection.uidSearch(SearchQuery.all().and(Flag.SEEN));
      wire.feed(
          "* ESEARCH (TAG \"t2\") UID ALL 5\r\n",
          "* ESEARCH (TAG \"t1\") UID ALL 7:9\r\n",
          "* ESEARCH (TAG \"other\") UID ALL 99\r\n",
          "t1 OK done\r\n",
          "t2 OK done\r\n");

      assertThat(first.await().uids()).isEqualTo(UidSet.range(7, 9));
      assertThat(second.await().uids()).isEqualTo(UidSet.of(5));
    }
  }

  /** Dovecot without ESEARCH runs searches side by side and answers the second one first. */
  @Test
  void sendsNoSecondSearchWhoseResultCouldBeTakenForTheFirstOnes() throws Exception {
    try (var wire = FakeWire.announcing("")) {
      var first = wire.connection.uidSearch(SearchQuery.all());
      var second = Blocked.start(() -> wire.connection.uidSearch(SearchQuery.all().and(Flag.SEEN)));
      wire.awaitSent("UID SEARCH ALL\r\n");
      wire.feed("* SEARCH 1 3\r\n", "t1 OK done\r\n");
      wire.awaitSent("UID SEARCH ALL SEEN\r\n");
      wire.feed("* SEARCH 2\r\n", "t2 OK done\r\n");

      assertThat(first.await().uids()).isEqualTo(UidSet.of(1, 3));
      assertThat(second.get().await().uids()).isEqualTo(UidSet.of(2));
      assertThat(wire.trace).containsSubsequence("S: t1 OK done", "C: t2 UID SEARCH ALL SEEN");
    }
  }

  @Test
  void findsNothing() {
    try (var wire = FakeWire.announcing("ESEARCH")) {
      var found = wire.connection.uidSearch(SearchQuery.all());
      wire.feed("* ESEARCH (TAG \"t1\") UID\r\n", "t1 OK done\r\n");

      assertThat(found.await().uids()).isEqualTo(UidSet.empty());
    }
  }

  @Test
  void storesFlags() {
    try (var wire = FakeWire.announcing("CONDSTORE")) {
      var flags = Flags.of(Flag.SEEN, Flag.of("$x"));
      var added =
          wire.connection.uidStore(
              UidSet.range(7, 9),
              StoreChange.adding(flags).ifUnchangedSince(new ModSeq(12_121_230_956L)));
      var removed = wire.connection.uidStore(UidSet.of(4), StoreChange.removing(flags));
      wire.feed(
          "* 1 FETCH (UID 7 MODSEQ (12121231000))\r\n",
          "t1 OK [MODIFIED 8,9] Conditional STORE failed\r\n",
          "t2 NO no\r\n");

      assertThat(wire.sent())
          .isEqualTo(
              "t1 UID STORE 7:9 (UNCHANGEDSINCE 12121230956) +FLAGS.SILENT ($x \\Seen)\r\n"
                  + "t2 UID STORE 4 -FLAGS.SILENT ($x \\Seen)\r\n");
      assertThat(added.await().modified()).isEqualTo(UidSet.range(8, 9));
      assertThat(added.await().tagged().isOk()).isTrue();
      assertThat(removed.await().tagged().status()).isEqualTo(ResponseStatus.NO);
    }
  }

  @Test
  void takesAnUnreadableModifiedForAllOfThem() {
    try (var wire = FakeWire.announcing("CONDSTORE")) {
      var stored =
          wire.connection.uidStore(UidSet.range(7, 9), StoreChange.adding(Flags.of(Flag.SEEN)));
      wire.feed("t1 OK [MODIFIED x] Conditional STORE failed\r\n");

      assertThat(stored.await().modified()).isEqualTo(UidSet.range(7, 9));
      assertThat(wire.quirks).containsExactly(Quirk.INVALID_CODE_ARGUMENTS);
    }
  }

  @Test
  void readsModifiedAsJamesTellsIt() {
    try (var wire = FakeWire.announcing("CONDSTORE")) {
      var stored =
          wire.connection.uidStore(UidSet.range(7, 9), StoreChange.adding(Flags.of(Flag.SEEN)));
      wire.feed("t1 OK [MODIFIED 0 8] STORE failed.\r\n");

      assertThat(stored.await().modified()).isEqualTo(UidSet.of(8));
      assertThat(wire.quirks).containsExactly(Quirk.INVALID_CODE_ARGUMENTS);
    }
  }

  @Test
  void refusesFlagsThatCannotBeStored() {
    for (Flags flags : List.of(Flags.none(), Flags.of(Flag.RECENT), Flags.of(Flag.of("a) (b")))) {
      assertThatIllegalArgumentException().isThrownBy(() -> StoreChange.adding(flags));
    }
  }

  @Test
  void copiesAndTellsWhichBecameWhich() {
    try (var wire = FakeWire.announcing("UIDPLUS")) {
      var copied = wire.connection.uidCopy(UidSet.of(2, 3, 7), name("a\"b"));
      wire.feed("t1 OK [COPYUID 38505 304,319:320 3956:3958] Done\r\n");

      assertThat(wire.sent()).isEqualTo("t1 UID COPY 2:3,7 \"a\\\"b\"\r\n");
      assertThat(copied.await().uids())
          .contains(
              new CopyUids(
                  new UidValidity(38_505),
                  List.of(new Uid(304), new Uid(319), new Uid(320)),
                  List.of(new Uid(3956), new Uid(3957), new Uid(3958))));
    }
  }

  @Test
  void movesAndTakesCopyuidBeforeTheTaggedAnswer() {
    try (var wire = FakeWire.announcing("UIDPLUS MOVE")) {
      var moved = wire.connection.uidMove(UidSet.of(31), INBOX);
      wire.feed("* OK [COPYUID 55 31 6] Moved\r\n", "* 1 EXPUNGE\r\n", "t1 OK Done\r\n");

      assertThat(wire.sent()).isEqualTo("t1 UID MOVE 31 \"INBOX\"\r\n");
      assertThat(moved.await().uids().orElseThrow().destination()).containsExactly(new Uid(6));
      assertThat(wire.connection.expunges()).isEqualTo(1);
    }
  }

  @Test
  void copiesInPartsAndJoinsWhatTheyTell() {
    try (var wire = FakeWire.announcing("UIDPLUS")) {
      var scattered = new UidSet.Builder();
      for (long uid = 1_000_001; uid < 1_003_000; uid += 2) {
        scattered.add(uid);
      }
      var copied = wire.connection.uidCopy(scattered.build(), INBOX);
      assertThat(wire.sent().lines()).hasSize(2);
      wire.feed("t1 OK [COPYUID 5 1 10] x\r\n", "t2 OK [COPYUID 5 2 11] x\r\n");

      assertThat(copied.await().uids().orElseThrow().source())
          .containsExactly(new Uid(1), new Uid(2));
    }
  }

  @Test
  void expunges() {
    try (var wire = FakeWire.announcing("UIDPLUS")) {
      var some = wire.connection.uidExpunge(UidSet.range(1, 3));
      var all = wire.connection.expunge();
      wire.feed("* 1 EXPUNGE\r\n", "t1 OK x\r\n", "* VANISHED 5:9\r\n", "t2 NO x\r\n");

      assertThat(some.await().isOk()).isTrue();
      assertThat(all.await().isOk()).isFalse();
      assertThat(wire.sent()).isEqualTo("t1 UID EXPUNGE 1:3\r\nt2 EXPUNGE\r\n");
      assertThat(wire.connection.expunges()).isEqualTo(2);
    }
  }

  @Test
  void neverWritesAnOpenEndedSetIntoACommandThatChanges() {
    try (var wire = FakeWire.announcing("UIDPLUS")) {
      wire.connection.uidExpunge(UidSet.range(9, Uid.MAX_VALUE));
      wire.connection.uidFetch(
          UidSet.range(9, Uid.MAX_VALUE), FetchItems.of(FetchItem.FLAGS), i -> {});

      assertThat(wire.sent())
          .isEqualTo("t1 UID EXPUNGE 9:4294967295\r\nt2 UID FETCH 9:* (UID FLAGS)\r\n");
    }
  }

  @Test
  void refusesEmptySets() {
    try (var wire = FakeWire.announcing("")) {
      var none = UidSet.empty();
      var seen = StoreChange.adding(Flags.of(Flag.SEEN));

      assertThatIllegalArgumentException()
          .isThrownBy(() -> wire.connection.uidFetch(none, FetchItems.of(), i -> {}));
      assertThatIllegalArgumentException().isThrownBy(() -> wire.connection.uidStore(none, seen));
      assertThatIllegalArgumentException().isThrownBy(() -> wire.connection.uidCopy(none, INBOX));
      assertThatIllegalArgumentException().isThrownBy(() -> wire.connection.uidExpunge(none));
      assertThatIllegalArgumentException().isThrownBy(() -> SearchQuery.uids(none));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> wire.connection.status(INBOX, Set.of()));
      assertThatIllegalArgumentException().isThrownBy(wire.connection::enable);
      assertThat(wire.sent()).isEmpty();
    }
  }

  @Test
  void createsAndRemovesMailboxes() {
    try (var wire = FakeWire.announcing("CREATE-SPECIAL-USE OBJECTID")) {
      var plain = wire.connection.create(name("a"), Optional.empty());
      var sent = wire.connection.create(name("b"), Optional.of(SpecialUse.SENT));
      var deleted = wire.connection.delete(name("c"));
      var renamed = wire.connection.rename(name("d"), name("e"));
      var subscribed = wire.connection.subscribe(name("f"));
      var unsubscribed = wire.connection.unsubscribe(name("g"));

      assertThat(wire.sent())
          .isEqualTo(
              "t1 CREATE \"a\"\r\nt2 CREATE \"b\" (USE (\\Sent))\r\nt3 DELETE \"c\"\r\n"
                  + "t4 RENAME \"d\" \"e\"\r\nt5 SUBSCRIBE \"f\"\r\nt6 UNSUBSCRIBE \"g\"\r\n");
      wire.feed(
          "t1 OK [MAILBOXID (F1)] created\r\n",
          "t2 NO [ALREADYEXISTS] Mailbox exists\r\n",
          "t3 OK x\r\n",
          "t4 OK x\r\n",
          "t5 OK x\r\n",
          "t6 OK x\r\n");
      assertThat(plain.await()).contains("F1");
      assertThatExceptionOfType(RefusedException.class)
          .isThrownBy(sent::await)
          .satisfies(e -> assertThat(e.hasCode("ALREADYEXISTS")).isTrue());
      for (Handle<TaggedResponse> handle : List.of(deleted, renamed, subscribed, unsubscribed)) {
        assertThat(handle.await().isOk()).isTrue();
      }
    }
  }

  @Test
  void tellsNamespaces() {
    try (var wire = FakeWire.announcing("NAMESPACE")) {
      var told = wire.connection.namespace();
      wire.feed(
          "* NAMESPACE ((\"INBOX.\" \".\")(\"x&AOk-/\" \"/\" \"X-PARAM\" (\"a\" \"b\"))) NIL"
              + " ((\"\" NIL) (\"#shared.\" \".\"))\r\n",
          "t1 OK done\r\n");

      assertThat(told.await())
          .isEqualTo(
              new Namespaces(
                  List.of(
                      new Namespaces.Namespace("INBOX.", '.'),
                      new Namespaces.Namespace("xé/", '/')),
                  List.of(),
                  List.of(
                      new Namespaces.Namespace("", MailboxName.NO_SEPARATOR),
                      new Namespaces.Namespace("#shared.", '.'))));
    }
  }

  @Test
  void exchangesIds() {
    try (var wire = FakeWire.announcing("ID")) {
      var one = wire.connection.id(Map.of("name", "Transhume"));
      wire.feed("* ID (\"NAME\" \"Cyrus\" \"version\" NIL \"os\" \"Linux\")\r\n", "t1 OK done\r\n");
      assertThat(one.await()).isEqualTo(Map.of("name", "Cyrus", "os", "Linux"));
      var none = wire.connection.id(Map.of());
      wire.feed("* ID NIL\r\n", "t2 OK done\r\n");

      assertThat(none.await()).isEmpty();
      assertThat(wire.sent()).isEqualTo("t1 ID (\"name\" \"Transhume\")\r\nt2 ID NIL\r\n");
    }
  }

  @Test
  void enablesExtensionsAndWritesNamesInUtf8Afterwards() {
    try (var wire = FakeWire.announcing("ENABLE UTF8=ACCEPT")) {
      assertThat(wire.connection.nameEncoding()).isEqualTo(NameEncoding.MODIFIED_UTF7);
      var enabled = wire.connection.enable("CONDSTORE", "UTF8=ACCEPT");
      wire.feed("* ENABLED UTF8=ACCEPT\r\n", "t1 OK done\r\n");

      assertThat(enabled.await()).isEqualTo(Capabilities.of(List.of("UTF8=ACCEPT")));
      assertThat(wire.sent()).isEqualTo("t1 ENABLE CONDSTORE UTF8=ACCEPT\r\n");
      assertThat(wire.connection.nameEncoding()).isEqualTo(NameEncoding.UTF8);
      var listed = wire.connection.list(ListQuery.plain("*"));
      wire.feed("* LIST () \"/\" \"Entw\u00c3\u00bcrfe & x\"\r\n", "t2 OK done\r\n");
      assertThat(listed.await().getFirst().name().text()).isEqualTo("Entwürfe & x");
      assertThat(wire.quirks).isEmpty();
    }
  }

  @Test
  void tellsQuotas() {
    try (var wire = FakeWire.announcing("QUOTA")) {
      var ofMailbox = wire.connection.quotaRoot(INBOX);
      wire.feed(
          "* QUOTAROOT INBOX \"User quota\" \"\"\r\n",
          "* QUOTA \"User quota\" (STORAGE 10 512 MESSAGE 3 0)\r\n",
          "* QUOTA \"\" ()\r\n",
          "t1 OK done\r\n");
      ofMailbox.await();
      var ofRoot = wire.connection.quota("User quota");
      wire.feed("* QUOTA #private&alice@test.example (storage 1 2)\r\n", "t2 OK done\r\n");

      assertThat(ofMailbox.await())
          .containsExactly(
              new Quota(
                  "User quota",
                  List.of(
                      new Quota.Resource("STORAGE", 10, 512), new Quota.Resource("MESSAGE", 3, 0))),
              new Quota("", List.of()));
      assertThat(ofRoot.await().getFirst().resource("STORAGE"))
          .contains(new Quota.Resource("STORAGE", 1, 2));
      assertThat(ofRoot.await().getFirst().resource("MESSAGE")).isEmpty();
      assertThat(wire.sent())
          .isEqualTo("t1 GETQUOTAROOT \"INBOX\"\r\nt2 GETQUOTA \"User quota\"\r\n");
    }
  }

  @Test
  void asksForCapabilities() {
    try (var wire = FakeWire.announcing("")) {
      var told = wire.connection.capability();
      wire.feed("* CAPABILITY IMAP4REV1 literal+ APPENDLIMIT=35651584 \r\n", "t1 OK done\r\n");

      assertThat(told.await().hasLiteralPlus()).isTrue();
      assertThat(wire.connection.capabilities().appendLimit()).hasValue(35_651_584);
      assertThat(wire.quirks).containsExactly(Quirk.TRAILING_SPACE);
    }
  }

  @Test
  void logsOut() {
    try (var wire = FakeWire.announcing("")) {
      var farewell = wire.connection.logout();
      wire.feed("* BYE Logging out\r\n", "t1 OK Logout completed.\r\n").end();
      assertThat(farewell.await()).isTrue();
    }
    try (var wire = FakeWire.announcing("")) {
      var farewell = wire.connection.logout();
      wire.feed("* BYE Logging out\r\n").end();
      assertThat(farewell.await()).isTrue();
    }
    try (var wire = FakeWire.announcing("")) {
      var farewell = wire.connection.logout();
      wire.end();
      assertThat(farewell.await()).isFalse();
    }
  }

  @Test
  void waitsForConsentToALiteralInAnyCommand() throws Exception {
    try (var wire = FakeWire.announcing("")) {
      var odd = name("\u00e9\u00e8");
      var created = Blocked.start(() -> wire.connection.create(odd, Optional.empty()));
      assertThat(wire.awaitSent("\r\n")).isEqualTo("t1 CREATE {2}\r\n");
      wire.feed("+ \r\n");
      assertThat(wire.awaitSent("\r\n")).isEqualTo("\u00e9\u00e8\r\n");
      wire.feed("t1 OK done\r\n");
      assertThat(created.get().await()).isEmpty();
    }
  }
}
