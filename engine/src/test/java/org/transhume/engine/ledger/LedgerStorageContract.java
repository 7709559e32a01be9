package org.transhume.engine.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.transhume.engine.content.Content;
import org.transhume.engine.content.ContentDigest;
import org.transhume.engine.content.Oddity;
import org.transhume.engine.endpoint.FolderStatus;
import org.transhume.engine.ledger.LedgerRecord.ClearNotes;
import org.transhume.engine.ledger.LedgerRecord.ClearRange;
import org.transhume.engine.ledger.LedgerRecord.CloseIntent;
import org.transhume.engine.ledger.LedgerRecord.DropPair;
import org.transhume.engine.ledger.LedgerRecord.PutContents;
import org.transhume.engine.ledger.LedgerRecord.PutFlags;
import org.transhume.engine.ledger.LedgerRecord.PutIntent;
import org.transhume.engine.ledger.LedgerRecord.PutNote;
import org.transhume.engine.ledger.LedgerRecord.PutPair;
import org.transhume.engine.ledger.LedgerRecord.PutPass;
import org.transhume.engine.ledger.LedgerRecord.PutRange;
import org.transhume.mail.Flag;
import org.transhume.mail.Flags;
import org.transhume.mail.Handle;
import org.transhume.mail.MailboxName;
import org.transhume.mail.ModSeq;
import org.transhume.mail.Uid;
import org.transhume.mail.UidNext;
import org.transhume.mail.UidSet;
import org.transhume.mail.UidValidity;

/**
 * What every {@link LedgerStorage} must do. An implementation's test implements the two methods,
 * whose file is empty when a test begins.
 */
@Tag("X2")
public interface LedgerStorageContract {
  AccountId ADA = new AccountId("old.example.com", "ada");
  AccountId BOB = new AccountId("old.example.com", "bob");

  /** The storage of the transfer from {@code source}, in the one file of this test. */
  LedgerStorage transfer(AccountId source);

  /** Ends the process, as it were: what {@link #transfer} gives afterwards has read the disk. */
  void restart();

  @Test
  default void aNewFileHoldsNothing() {
    try (LedgerStorage ledger = transfer(ADA)) {
      assertThat(ledger.pairs()).isEmpty();
      assertThat(ledger.flags()).isEmpty();
      assertThat(ledger.passes()).isEmpty();
      assertThat(ledger.ranges(new PairId(1), Column.STATE).ranges()).isZero();
      assertThat(ledger.intents(new PairId(1))).isEmpty();
      assertThat(ledger.notes(new PairId(1), UidSet.range(1, Uid.MAX_VALUE))).isEmpty();
      assertThat(contents(ledger, new PairId(1), UidSet.range(1, Uid.MAX_VALUE))).isEmpty();
      assertThat(ledger.mappedAt(folder("INBOX", 1))).isEqualTo(UidSet.empty());
    }
  }

  @Test
  default void keepsPairsInTheOrderOfTheirNumbers() {
    PairRecord inbox = pair(1, "INBOX", Optional.empty());
    PairRecord sent = pair(2, "Sent", Optional.of(snapshot()));
    write(ADA, new PutPair(sent), new PutPair(inbox));

    restart();

    assertThat(transfer(ADA).pairs()).containsExactly(inbox, sent);
  }

  @Test
  default void keepsEveryPartOfAPair() {
    PairRecord odd =
        new PairRecord(
            new PairId(3),
            new FolderKey(
                new MailboxName("Éléments/envoyés \"1\";'\\%_\t日本 \uD83D\uDCEC", '/'),
                new UidValidity(Uid.MAX_VALUE)),
            new FolderKey(new MailboxName("flat", MailboxName.NO_SEPARATOR), new UidValidity(1)),
            Optional.of(
                new Snapshot(
                    new FolderStatus(
                        new UidValidity(7), Optional.empty(), 0, new ModSeq(Long.MAX_VALUE)),
                    new FolderStatus(
                        new UidValidity(8),
                        Optional.of(new UidNext(Uid.MAX_VALUE + 1)),
                        Long.MAX_VALUE,
                        ModSeq.NONE),
                    "every folder, no rule")));

    write(ADA, new PutPair(odd));

    restart();
    assertThat(transfer(ADA).pairs()).containsExactly(odd);
  }

  @Test
  default void keepsTextThatIsNotUnicode() {
    String odd = "half \uD83D of a pair, \uDCEC, \uFFFF, \uFFFF0020, \u0000 and \uD83D\uDCEC";
    AccountId oddAccount = new AccountId(odd, odd);
    PairRecord pair =
        new PairRecord(
            new PairId(1),
            new FolderKey(new MailboxName(odd, '\uD83D'), new UidValidity(4)),
            folder(odd, 9),
            Optional.empty());
    Flags flags = Flags.of(Flag.of("a b"), Flag.of("a"), Flag.of(odd.replace(" ", "")));
    write(
        oddAccount,
        new PutPair(pair),
        put(1, Column.OFFSET, 1, 1, 0),
        new PutFlags(2, flags),
        new PutNote(new PairId(1), new Note(1, "ODD", odd)));

    restart();

    LedgerStorage ledger = transfer(oddAccount);
    assertThat(ledger.pairs()).containsExactly(pair);
    assertThat(ledger.mappedAt(folder(odd, 9))).hasToString("1");
    assertThat(ledger.flags()).containsExactly(new LedgerStorage.NumberedFlags(2, flags));
    assertThat(ledger.notes(new PairId(1), UidSet.of(1))).containsExactly(new Note(1, "ODD", odd));
  }

  @Test
  @Tag("X10")
  default void keepsTheFoldersThatWereMade() {
    write(
        ADA,
        new LedgerRecord.PutFolderMade(folder("Work", 7)),
        new LedgerRecord.PutFolderMade(folder("Sent", 8)),
        new LedgerRecord.PutFolderMade(folder("Sent", 8)));
    write(BOB, new LedgerRecord.PutFolderMade(folder("Sent", 8)));
    write(ADA, new LedgerRecord.DropFolderMade(folder("Work", 7)));

    restart();

    assertThat(transfer(ADA).foldersMade()).containsExactly(folder("Sent", 8));
    assertThat(transfer(BOB).foldersMade()).containsExactly(folder("Sent", 8));
  }

  @Test
  default void keepsInstantsToTheMillisecond() {
    var began = Instant.parse("2026-11-23T08:00:00.123456789Z");
    var toTheMillisecond = Instant.parse("2026-11-23T08:00:00.123Z");
    write(
        ADA,
        new PutPair(pair(1, "INBOX", Optional.empty())),
        new PutIntent(
            new Intent(2, new PairId(1), Intent.State.OPEN, UidSet.of(1), new UidNext(1), began)),
        new PutPass(new PassRecord(1, began, Optional.of(began), "COMPLETED", 0, 0)));

    assertThat(transfer(ADA).passes())
        .containsExactly(
            new PassRecord(1, toTheMillisecond, Optional.of(toTheMillisecond), "COMPLETED", 0, 0));
    assertThat(transfer(ADA).intents(new PairId(1)))
        .extracting(Intent::since)
        .containsExactly(toTheMillisecond);
  }

  @Test
  default void replacesAPairAndKeepsWhatBelongsToIt() {
    PairRecord before = pair(1, "INBOX", Optional.empty());
    PairRecord after = pair(1, "INBOX", Optional.of(snapshot()));
    write(ADA, new PutPair(before), put(1, Column.STATE, 1, 9, 1));

    write(ADA, new PutPair(after));

    assertThat(transfer(ADA).pairs()).containsExactly(after);
    assertThat(ranges(ADA, 1, Column.STATE)).containsExactly("1:9=1");
  }

  @Test
  default void voidsASnapshot() {
    write(ADA, new PutPair(pair(1, "INBOX", Optional.of(snapshot()))));

    write(ADA, new PutPair(pair(1, "INBOX", Optional.empty())));

    restart();
    assertThat(transfer(ADA).pairs()).containsExactly(pair(1, "INBOX", Optional.empty()));
  }

  @Test
  default void droppingAPairForgetsAllOfItAndNothingElse() {
    UidSet all = UidSet.range(1, 1000);
    for (long id = 1; id <= 2; id++) {
      write(
          ADA,
          new PutPair(pair(id, "INBOX", Optional.empty())),
          put(id, Column.OFFSET, 1, 9, 0),
          put(id, Column.STATE, 1, 9, 1),
          new PutContents(new PairId(id), List.of(entry(5, 1))),
          new PutIntent(intent(10 + id, id, "6:9")),
          new PutNote(new PairId(id), new Note(6, "TOO_LARGE", "")));
    }

    write(ADA, new DropPair(new PairId(1)));

    restart();
    LedgerStorage ledger = transfer(ADA);
    assertThat(ledger.pairs()).containsExactly(pair(2, "INBOX", Optional.empty()));
    assertThat(ranges(ADA, 1, Column.OFFSET)).isEmpty();
    assertThat(ranges(ADA, 1, Column.STATE)).isEmpty();
    assertThat(contents(ledger, new PairId(1), all)).isEmpty();
    assertThat(ledger.intents(new PairId(1))).isEmpty();
    assertThat(ledger.notes(new PairId(1), all)).isEmpty();
    assertThat(ranges(ADA, 2, Column.OFFSET)).containsExactly("1:9=0");
    assertThat(contents(ledger, new PairId(2), all)).containsExactly(entry(5, 1));
    assertThat(ledger.intents(new PairId(2))).containsExactly(intent(12, 2, "6:9"));
    assertThat(ledger.notes(new PairId(2), all)).hasSize(1);
  }

  @Test
  default void aDroppedPairIsNoLongerMapped() {
    write(ADA, new PutPair(pair(1, "INBOX", Optional.empty())), put(1, Column.OFFSET, 1, 9, 0));

    write(ADA, new DropPair(new PairId(1)));

    assertThat(transfer(ADA).mappedAt(folder("INBOX", 9)).isEmpty()).isTrue();
  }

  @Test
  default void refusesWhatIsSaidOfAPairItDoesNotHave() {
    write(ADA, new PutPair(pair(1, "INBOX", Optional.empty())));
    write(BOB, new PutPair(pair(2, "INBOX", Optional.empty())));
    write(ADA, new PutPair(pair(3, "Sent", Optional.empty())), new DropPair(new PairId(3)));
    restart();

    for (long id = 2; id <= 4; id++) {
      LedgerRecord stray = put(id, Column.STATE, 1, 1, 1);
      assertThatThrownBy(() -> transfer(ADA).write(List.of(stray)))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(
            () -> transfer(ADA).write(List.of(new PutPair(pair(2, "Sent", Optional.empty())))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(transfer(BOB).pairs()).containsExactly(pair(2, "INBOX", Optional.empty()));
    assertThat(ranges(ADA, 2, Column.STATE)).isEmpty();
  }

  @Test
  default void mergesRangesThatTouchAndAgree() {
    write(ADA, new PutPair(pair(1, "INBOX", Optional.empty())));

    write(ADA, put(1, Column.STATE, 1, 4, 1), put(1, Column.STATE, 9, 12, 1));
    write(ADA, put(1, Column.STATE, 5, 8, 1));
    write(ADA, put(1, Column.STATE, 13, 13, 2));

    restart();
    assertThat(ranges(ADA, 1, Column.STATE)).containsExactly("1:12=1", "13:13=2");
  }

  @Test
  default void letsTheLaterRangeWin() {
    write(ADA, new PutPair(pair(1, "INBOX", Optional.empty())), put(1, Column.STATE, 10, 20, 1));

    write(ADA, put(1, Column.STATE, 14, 15, 2));
    write(ADA, put(1, Column.STATE, 5, 10, 3));
    write(ADA, put(1, Column.STATE, 19, 30, 4));

    restart();
    assertThat(ranges(ADA, 1, Column.STATE))
        .containsExactly("5:10=3", "11:13=1", "14:15=2", "16:18=1", "19:30=4");
  }

  @Test
  default void letsOneRangeSwallowMany() {
    write(ADA, new PutPair(pair(1, "INBOX", Optional.empty())));
    for (long uid = 2; uid < 100; uid += 2) {
      write(ADA, put(1, Column.SOURCE_FLAGS, uid, uid, uid));
    }

    write(ADA, put(1, Column.SOURCE_FLAGS, 3, 97, 5));

    assertThat(ranges(ADA, 1, Column.SOURCE_FLAGS)).containsExactly("2:2=2", "3:97=5", "98:98=98");
  }

  @Test
  default void keepsColumnsAndPairsApart() {
    write(
        ADA,
        new PutPair(pair(1, "INBOX", Optional.empty())),
        new PutPair(pair(2, "Sent", Optional.empty())));
    for (Column column : Column.values()) {
      write(ADA, put(1, column, 1, 5, column.code()), put(2, column, 3, 9, -column.code()));
    }

    restart();
    for (Column column : Column.values()) {
      assertThat(ranges(ADA, 1, column)).containsExactly("1:5=" + column.code());
      assertThat(ranges(ADA, 2, column)).containsExactly("3:9=" + -column.code());
    }
  }

  @Test
  default void clearsRanges() {
    write(
        ADA,
        new PutPair(pair(1, "INBOX", Optional.empty())),
        put(1, Column.STATE, 1, 10, 1),
        put(1, Column.STATE, 21, 30, 2));

    write(ADA, new ClearRange(new PairId(1), Column.STATE, 4, 5));
    write(ADA, new ClearRange(new PairId(1), Column.STATE, 9, 24));
    write(ADA, new ClearRange(new PairId(1), Column.STATE, 100, 200));

    restart();
    assertThat(ranges(ADA, 1, Column.STATE)).containsExactly("1:3=1", "6:8=1", "25:30=2");
  }

  @Test
  default void holdsTheLargestUidAndAnyNumber() {
    write(
        ADA,
        new PutPair(pair(1, "INBOX", Optional.empty())),
        put(1, Column.OFFSET, Uid.MAX_VALUE, Uid.MAX_VALUE, 1 - Uid.MAX_VALUE),
        put(1, Column.SOURCE_FLAGS, 1, Uid.MAX_VALUE, Long.MAX_VALUE),
        put(1, Column.STATE, 1, 1, Long.MIN_VALUE));

    restart();
    assertThat(ranges(ADA, 1, Column.OFFSET)).containsExactly("4294967295:4294967295=-4294967294");
    assertThat(ranges(ADA, 1, Column.SOURCE_FLAGS))
        .containsExactly("1:4294967295=" + Long.MAX_VALUE);
    assertThat(ranges(ADA, 1, Column.STATE)).containsExactly("1:1=" + Long.MIN_VALUE);
  }

  @Test
  default void givesTheCallerARangeMapOfHisOwn() {
    write(ADA, new PutPair(pair(1, "INBOX", Optional.empty())), put(1, Column.STATE, 1, 5, 1));

    transfer(ADA).ranges(new PairId(1), Column.STATE).put(1, 99, 7);

    assertThat(ranges(ADA, 1, Column.STATE)).containsExactly("1:5=1");
  }

  @Test
  default void appliesTheRecordsOfAListInTheirOrder() {
    write(
        ADA,
        new PutPair(pair(1, "INBOX", Optional.empty())),
        put(1, Column.STATE, 1, 9, 1),
        new ClearRange(new PairId(1), Column.STATE, 3, 4),
        put(1, Column.STATE, 4, 4, 2),
        new PutIntent(intent(5, 1, "1:2")),
        new CloseIntent(5),
        new PutNote(new PairId(1), new Note(1, "FIRST", "")),
        new PutNote(new PairId(1), new Note(1, "SECOND", "")));

    LedgerStorage ledger = transfer(ADA);
    assertThat(ranges(ADA, 1, Column.STATE)).containsExactly("1:2=1", "4:4=2", "5:9=1");
    assertThat(ledger.intents(new PairId(1))).isEmpty();
    assertThat(ledger.notes(new PairId(1), UidSet.of(1)))
        .containsExactly(new Note(1, "SECOND", ""));
  }

  @Test
  default void appliesListsInTheOrderTheyWereHandedOver() {
    LedgerStorage ledger = transfer(ADA);
    ledger.write(List.of(new PutPair(pair(1, "INBOX", Optional.empty()))));
    Handle<Boolean> last = Handle.of(true);
    for (int round = 1; round <= 200; round++) {
      last = ledger.write(List.of(put(1, Column.STATE, round, 1000, round)));
    }

    last.await();

    RangeMap states = ledger.ranges(new PairId(1), Column.STATE);
    assertThat(states.ranges()).isEqualTo(200);
    assertThat(states.get(1000)).hasValue(200);
    assertThat(states.get(17)).hasValue(17);
  }

  @Test
  default void takesAnEmptyList() {
    assertThat(transfer(ADA).write(List.of()).await()).isTrue();
  }

  @Test
  default void writesWhatWasHandedOverBeforeItCloses() {
    try (LedgerStorage ledger = transfer(ADA)) {
      ledger.write(List.of(new PutPair(pair(1, "INBOX", Optional.empty()))));
      ledger.write(List.of(put(1, Column.STATE, 1, 5, 1)));
    }

    restart();

    assertThat(ranges(ADA, 1, Column.STATE)).containsExactly("1:5=1");
  }

  @Test
  default void takesNothingOnceItIsClosed() {
    LedgerStorage ledger = transfer(ADA);
    ledger.close();

    assertThatThrownBy(() -> ledger.write(List.of(new CloseIntent(1))))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  default void keepsEveryPartOfAContent() {
    var entries =
        List.of(
            new ContentEntry(
                1, new Content(new ContentDigest(Long.MIN_VALUE, -1), -7, Set.of(), 0)),
            new ContentEntry(
                2,
                new Content(
                    new ContentDigest(0, Long.MAX_VALUE),
                    Long.MIN_VALUE,
                    EnumSet.allOf(Oddity.class),
                    300_000_000_000L)),
            new ContentEntry(
                Uid.MAX_VALUE,
                new Content(new ContentDigest(1, 2), 3, Set.of(Oddity.NO_FINAL_CRLF), 1)));
    write(
        ADA,
        new PutPair(pair(1, "INBOX", Optional.empty())),
        new PutContents(new PairId(1), entries));

    restart();

    assertThat(contents(transfer(ADA), new PairId(1), UidSet.range(1, Uid.MAX_VALUE)))
        .containsExactlyElementsOf(entries);
  }

  @Test
  default void tellsTheContentsThatAreAskedFor() {
    write(ADA, new PutPair(pair(1, "INBOX", Optional.empty())));
    for (long from = 1; from < 3000; from += 300) {
      write(ADA, new PutContents(new PairId(1), entries(from, from + 299, 1)));
    }

    var found = contents(transfer(ADA), new PairId(1), UidSet.parse("2:3,512:513,2999:5000"));

    assertThat(found)
        .containsExactly(
            entry(2, 1), entry(3, 1), entry(512, 1), entry(513, 1), entry(2999, 1), entry(3000, 1));
  }

  @Test
  default void replacesContentsWhereverTheyStand() {
    write(ADA, new PutPair(pair(1, "INBOX", Optional.empty())));
    write(ADA, new PutContents(new PairId(1), entries(1, 1200, 1)));

    write(ADA, new PutContents(new PairId(1), List.of(entry(1, 2), entry(600, 2))));
    write(ADA, new PutContents(new PairId(1), entries(1100, 1300, 3)));

    restart();
    var expected = new ArrayList<>(entries(1, 1099, 1));
    expected.set(0, entry(1, 2));
    expected.set(599, entry(600, 2));
    expected.addAll(entries(1100, 1300, 3));
    assertThat(contents(transfer(ADA), new PairId(1), UidSet.range(1, 9999)))
        .containsExactlyElementsOf(expected);
  }

  @Test
  default void takesContentsInAnyOrder() {
    write(
        ADA,
        new PutPair(pair(1, "INBOX", Optional.empty())),
        new PutContents(new PairId(1), List.of(entry(900, 1), entry(4, 1), entry(900, 2))));
    write(ADA, new PutContents(new PairId(1), List.of(entry(30, 1), entry(2, 1))));

    assertThat(contents(transfer(ADA), new PairId(1), UidSet.range(1, 9999)))
        .containsExactly(entry(2, 1), entry(4, 1), entry(30, 1), entry(900, 2));
  }

  @Test
  default void letsTheReceiverOfContentsUseTheLedger() {
    write(
        ADA,
        new PutPair(pair(1, "INBOX", Optional.empty())),
        new PutContents(new PairId(1), entries(1, 600, 1)));
    LedgerStorage ledger = transfer(ADA);
    var states = new ArrayList<Long>();

    ledger.contents(
        new PairId(1),
        UidSet.range(599, 600),
        entry -> {
          ledger.write(List.of(put(1, Column.STATE, entry.uid(), entry.uid(), 1))).await();
          states.add((long) ledger.ranges(new PairId(1), Column.STATE).ranges());
        });

    assertThat(states).containsExactly(1L, 1L);
  }

  @Test
  default void tellsTheIntentsOfAPairByTheirNumbers() {
    write(
        ADA,
        new PutPair(pair(1, "INBOX", Optional.empty())),
        new PutPair(pair(2, "Sent", Optional.empty())),
        new PutIntent(intent(12, 1, "5,7:9")),
        new PutIntent(intent(11, 1, "1:4")),
        new PutIntent(intent(13, 2, "1")));

    restart();

    assertThat(transfer(ADA).intents(new PairId(1)))
        .containsExactly(intent(11, 1, "1:4"), intent(12, 1, "5,7:9"));
  }

  @Test
  default void keepsAnIntentThatIsWatched() {
    Intent watched =
        new Intent(
            11,
            new PairId(1),
            Intent.State.WATCHED,
            UidSet.parse("2,4:" + Uid.MAX_VALUE),
            new UidNext(Uid.MAX_VALUE + 1),
            Instant.ofEpochMilli(1_800_000_000_123L));
    write(
        ADA, new PutPair(pair(1, "INBOX", Optional.empty())), new PutIntent(intent(11, 1, "1:4")));

    write(ADA, new PutIntent(watched));

    restart();
    assertThat(transfer(ADA).intents(new PairId(1))).containsExactly(watched);
  }

  @Test
  default void forgetsAnIntentThatIsClosed() {
    write(
        ADA,
        new PutPair(pair(1, "INBOX", Optional.empty())),
        new PutIntent(intent(11, 1, "1:4")),
        new PutIntent(intent(12, 1, "5:9")));

    write(ADA, new CloseIntent(11), new CloseIntent(99));

    restart();
    assertThat(transfer(ADA).intents(new PairId(1))).containsExactly(intent(12, 1, "5:9"));
  }

  @Test
  default void keepsOneNoteAMessage() {
    Note words = new Note(7, "MESSAGE_REFUSED", "NO [LIMIT] \u0000 'quoted' 日本\n; drop table pair");
    write(
        ADA,
        new PutPair(pair(1, "INBOX", Optional.empty())),
        new PutNote(new PairId(1), new Note(9, "LEFT_OUT", "")),
        new PutNote(new PairId(1), new Note(7, "MESSAGE_TOO_LARGE", "first")));

    write(ADA, new PutNote(new PairId(1), words));

    restart();
    LedgerStorage ledger = transfer(ADA);
    assertThat(ledger.notes(new PairId(1), UidSet.range(1, 9)))
        .containsExactly(words, new Note(9, "LEFT_OUT", ""));
    assertThat(ledger.notes(new PairId(1), UidSet.parse("1:6,9")))
        .containsExactly(new Note(9, "LEFT_OUT", ""));
    assertThat(ledger.notes(new PairId(1), UidSet.empty())).isEmpty();
  }

  @Test
  default void clearsNotes() {
    write(ADA, new PutPair(pair(1, "INBOX", Optional.empty())));
    for (long uid = 1; uid <= 5; uid++) {
      write(ADA, new PutNote(new PairId(1), new Note(uid, "LEFT_OUT", "")));
    }

    write(ADA, new ClearNotes(new PairId(1), 2, 4));

    restart();
    assertThat(transfer(ADA).notes(new PairId(1), UidSet.range(1, 9)))
        .extracting(Note::uid)
        .containsExactly(1L, 5L);
  }

  @Test
  default void numbersFlagsOnceForTheWholeFile() {
    Flags seen = Flags.of(Flag.SEEN, Flag.of("$Forwarded"), Flag.of("Größe"));
    write(ADA, new PutFlags(4, seen), new PutFlags(3, Flags.none()));

    write(BOB, new PutFlags(4, Flags.of(Flag.DRAFT)));

    restart();
    assertThat(transfer(BOB).flags())
        .containsExactly(
            new LedgerStorage.NumberedFlags(3, Flags.none()),
            new LedgerStorage.NumberedFlags(4, seen));
  }

  @Test
  default void keepsTheSpellingOfFlags() {
    write(ADA, new PutFlags(1, Flags.of(Flag.of("\\SEEN"), Flag.of("JunkRecorded"))));

    restart();

    assertThat(transfer(ADA).flags().getFirst().flags()).hasToString("\\SEEN JunkRecorded");
  }

  @Test
  default void keepsThePassesOfEachTransfer() {
    var began = Instant.ofEpochMilli(1_800_000_000_001L);
    var running = new PassRecord(2, began, Optional.empty(), "", 0, 0);
    var first =
        new PassRecord(
            1, Instant.EPOCH, Optional.of(Instant.ofEpochMilli(5)), "COMPLETED", 3, 4_000_000_000L);
    write(ADA, new PutPass(running), new PutPass(first));
    write(BOB, new PutPass(new PassRecord(1, began, Optional.empty(), "", 0, 0)));

    var ended = new PassRecord(2, began, Optional.of(began.plusMillis(7)), "ERROR", 1, 2);
    write(ADA, new PutPass(ended));

    restart();
    assertThat(transfer(ADA).passes()).containsExactly(first, ended);
    assertThat(transfer(BOB).passes()).hasSize(1);
  }

  @Test
  default void keepsTransfersApart() {
    write(ADA, new PutPair(pair(1, "INBOX", Optional.empty())));
    write(BOB, new PutPair(pair(2, "INBOX", Optional.empty())));

    restart();

    assertThat(transfer(ADA).pairs()).extracting(PairRecord::id).containsExactly(new PairId(1));
    assertThat(transfer(BOB).pairs()).extracting(PairRecord::id).containsExactly(new PairId(2));
  }

  @Test
  default void tellsWhatAnyTransferHasMappedInAFolder() {
    write(
        ADA,
        new PutPair(pair(1, "INBOX", Optional.empty())),
        put(1, Column.OFFSET, 10, 20, 5),
        put(1, Column.OFFSET, 21, 21, 5),
        put(1, Column.OFFSET, 30, 30, -29));
    write(
        BOB,
        new PutPair(pair(2, "INBOX", Optional.empty())),
        put(2, Column.OFFSET, 1, 3, 26),
        new PutPair(pair(3, "Sent", Optional.empty())),
        put(3, Column.OFFSET, 50, 60, 0));

    restart();

    assertThat(transfer(ADA).mappedAt(folder("INBOX", 9))).hasToString("1,15:29");
    assertThat(transfer(BOB).mappedAt(folder("INBOX", 9))).hasToString("1,15:29");
    assertThat(transfer(ADA).mappedAt(folder("Sent", 9))).hasToString("50:60");
  }

  @Test
  default void tellsWhatIsMappedInThatLifeOfTheFolderOnly() {
    write(ADA, new PutPair(pair(1, "INBOX", Optional.empty())), put(1, Column.OFFSET, 10, 20, 5));

    assertThat(transfer(ADA).mappedAt(folder("INBOX", 10)).isEmpty()).isTrue();
    assertThat(transfer(ADA).mappedAt(folder("Inbox.x", 9)).isEmpty()).isTrue();
  }

  @Test
  default void countsAsMappedWhateverTheStateSays() {
    write(
        ADA,
        new PutPair(pair(1, "INBOX", Optional.empty())),
        put(1, Column.OFFSET, 1, 9, 0),
        put(1, Column.STATE, 1, 9, MessageState.GONE_THERE.code()));

    assertThat(transfer(ADA).mappedAt(folder("INBOX", 9))).hasToString("1:9");
  }

  @Test
  default void givesEachNumberOnce() throws InterruptedException {
    var numbers = new ArrayList<List<Long>>();
    var threads = new ArrayList<Thread>();
    for (AccountId account : List.of(ADA, BOB, ADA)) {
      var own = new ArrayList<Long>();
      numbers.add(own);
      LedgerStorage ledger = transfer(account);
      threads.add(
          Thread.ofVirtual()
              .start(
                  () -> {
                    for (int i = 0; i < 500; i++) {
                      own.add(ledger.newNumber());
                    }
                  }));
    }
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(new HashSet<>(numbers.stream().flatMap(List::stream).toList())).hasSize(1500);
    assertThat(numbers.stream().flatMap(List::stream)).allMatch(number -> number >= 1);
  }

  @Test
  default void neverGivesANumberAgainThatWasWritten() {
    write(
        ADA,
        new PutPair(pair(41, "INBOX", Optional.empty())),
        new PutIntent(intent(42, 41, "1")),
        new PutFlags(40, Flags.none()));
    write(ADA, new CloseIntent(42), new DropPair(new PairId(41)));

    restart();

    assertThat(transfer(BOB).newNumber()).isGreaterThan(42);
  }

  @Test
  default void agreesWithAMapOfSingleUids() {
    for (int seed = 1; seed <= 20; seed++) {
      var random = new Random(seed);
      var model = new LedgerModel();
      long id = 1000L + seed;
      write(ADA, new PutPair(pair(id, "INBOX", Optional.empty())));
      for (int list = 0; list < 30; list++) {
        var records = new ArrayList<LedgerRecord>();
        for (int n = random.nextInt(1, 6); n > 0; n--) {
          LedgerRecord record = LedgerModel.randomRecord(random, new PairId(id));
          records.add(record);
          model.apply(record);
        }
        write(ADA, records.toArray(LedgerRecord[]::new));
      }
      if (seed % 10 == 0) {
        restart();
      }
      assertThat(LedgerModel.read(transfer(ADA), new PairId(id)))
          .as("seed %d", seed)
          .isEqualTo(model);
    }
  }

  private void write(AccountId transfer, LedgerRecord... records) {
    transfer(transfer).write(List.of(records)).await();
  }

  private List<String> ranges(AccountId transfer, long pair, Column column) {
    var found = new ArrayList<String>();
    transfer(transfer)
        .ranges(new PairId(pair), column)
        .forEach((first, last, value) -> found.add(first + ":" + last + "=" + value));
    return found;
  }

  private static List<ContentEntry> contents(LedgerStorage ledger, PairId pair, UidSet uids) {
    var found = new ArrayList<ContentEntry>();
    ledger.contents(pair, uids, found::add);
    return found;
  }

  private static LedgerRecord put(long pair, Column column, long first, long last, long value) {
    return new PutRange(new PairId(pair), column, first, last, value);
  }

  private static FolderKey folder(String name, long uidValidity) {
    return new FolderKey(new MailboxName(name, '/'), new UidValidity(uidValidity));
  }

  /** A pair of folders of that name; the destination's UIDVALIDITY is 9. */
  private static PairRecord pair(long id, String name, Optional<Snapshot> snapshot) {
    return new PairRecord(
        new PairId(id),
        new FolderKey(new MailboxName(name, '.'), new UidValidity(4)),
        folder(name, 9),
        snapshot);
  }

  private static Snapshot snapshot() {
    return new Snapshot(
        new FolderStatus(new UidValidity(4), Optional.of(new UidNext(77)), 76, new ModSeq(5)),
        new FolderStatus(new UidValidity(9), Optional.of(new UidNext(80)), 79, ModSeq.NONE),
        "d41d8cd9");
  }

  private static Intent intent(long id, long pair, String uids) {
    return new Intent(
        id,
        new PairId(pair),
        Intent.State.OPEN,
        UidSet.parse(uids),
        new UidNext(100),
        Instant.ofEpochMilli(1_700_000_000_000L + id));
  }

  private static ContentEntry entry(long uid, int version) {
    return LedgerModel.entry(uid, version);
  }

  private static List<ContentEntry> entries(long first, long last, int version) {
    var entries = new ArrayList<ContentEntry>();
    for (long uid = first; uid <= last; uid++) {
      entries.add(entry(uid, version));
    }
    return entries;
  }
}
