package org.transhume.engine.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.transhume.engine.content.Repair;
import org.transhume.engine.endpoint.Side;
import org.transhume.mail.Flag;
import org.transhume.mail.Flags;
import org.transhume.mail.InternalDate;
import org.transhume.mail.MailboxName;
import org.transhume.mail.Uid;
import org.transhume.mail.UidNext;
import org.transhume.mail.UidSet;
import org.transhume.mail.UidValidity;

class PairLedgerTest {
  private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
  private static final FolderKey HERE = key("INBOX", 7);
  private static final FolderKey THERE = key("INBOX", 9);

  private final LedgerStorage storage =
      new InMemoryLedgerFile().transfer(new AccountId("old.example.com", "john"));
  private final PairLedger pair = ledger(NOW).pair(HERE, THERE);

  @AfterEach
  void close() {
    storage.close();
  }

  private TransferLedger ledger(Instant now) {
    return new TransferLedger(storage, Clock.fixed(now, ZoneOffset.UTC));
  }

  /** The pair as somebody sees it who opens the ledger now. */
  private PairLedger reopened() {
    return ledger(NOW).pair(HERE, THERE);
  }

  private static FolderKey key(String name, long uidValidity) {
    return new FolderKey(new MailboxName(name, '/'), new UidValidity(uidValidity));
  }

  private static UidSet uids(String text) {
    return UidSet.parse(text);
  }

  private void present(long uid, long copy, Origin origin) {
    pair.change().present(uid, new Uid(copy), origin).record().await();
  }

  @Test
  void tellsWhereMessagesStandAndWhichStandThere() {
    present(5, 105, Origin.OURS);
    present(6, 106, Origin.OURS);
    present(9, 3, Origin.ADOPTED);

    for (PairLedger each : List.of(pair, reopened())) {
      assertThat(each.destinationUid(6)).hasValue(106);
      assertThat(each.destinationUid(9)).hasValue(3);
      assertThat(each.destinationUid(7)).isEmpty();
      assertThat(each.destinationUids(uids("6:20"))).isEqualTo(uids("3,106"));
      assertThat(each.sourceUids().get(106)).hasValue(-100);
      assertThat(each.sourceUids().get(3)).hasValue(6);
      assertThat(each.presentOf(Origin.OURS)).isEqualTo(uids("5:6"));
      assertThat(each.presentOf(Origin.ADOPTED)).isEqualTo(uids("9"));
    }
  }

  @Test
  void leavesOutOfTheWayBackWhatIsGoneThere() {
    present(5, 105, Origin.OURS);
    present(6, 106, Origin.OURS);

    pair.change().state(uids("5"), MessageState.GONE_THERE).record().await();

    assertThat(pair.sourceUids().keys()).isEqualTo(uids("106"));
    assertThat(pair.destinationUid(5)).hasValue(105);
    assertThat(pair.presentOf(Origin.OURS)).isEqualTo(uids("6"));
  }

  @Test
  void forgetsAllOfAMessage() {
    present(5, 105, Origin.OURS);
    pair.change()
        .flags(Side.SOURCE, 5, Flags.of(Flag.SEEN))
        .note(new Note(5, "FAILED", "no"))
        .record()
        .await();

    pair.change().forget(uids("5")).record().await();

    for (PairLedger each : List.of(pair, reopened())) {
      assertThat(each.known()).isEqualTo(UidSet.empty());
      assertThat(each.destinationUid(5)).isEmpty();
      assertThat(each.lastFlags(Side.SOURCE, 5)).isEmpty();
      assertThat(each.notes(uids("5"))).isEmpty();
    }
  }

  @Test
  void writesFewRangesForMessagesThatComeInOrder() {
    LedgerChange change = pair.change();
    for (long uid = 1; uid <= 1_000; uid++) {
      change.present(uid, new Uid(uid + 50), Origin.OURS);
    }
    change.record().await();

    assertThat(reopened().destinationUids(uids("1:1000"))).isEqualTo(uids("51:1050"));
    assertThat(reopened().sourceUids().ranges()).isEqualTo(1);
  }

  @Test
  void replacesANoteAndClearsIt() {
    pair.change().note(new Note(5, "FAILED", "one")).note(new Note(6, "FAILED", "x")).record();
    pair.change().note(new Note(5, "FAILED", "two")).record().await();

    assertThat(pair.notes(uids("5"))).containsExactly(new Note(5, "FAILED", "two"));

    // A change of several parts; the note that is made in it comes after what it clears.
    pair.change().clearNote(5).clearNote(6).note(new Note(6, "FAILED", "y")).record().await();

    assertThat(pair.notes(uids("1:10"))).containsExactly(new Note(6, "FAILED", "y"));
  }

  @Test
  void keepsIntentsApartByTheirState() {
    assertThat(pair.hasNoIntents()).isTrue();

    Intent sent = pair.intend(uids("1:4"), new UidNext(40));

    assertThat(pair.hasNoIntents()).isFalse();
    assertThat(pair.intents(Intent.State.OPEN)).containsExactly(sent);
    assertThat(pair.intents(Intent.State.WATCHED)).isEmpty();
    assertThat(sent.since()).isEqualTo(NOW);

    pair.change().stillOpen(sent, uids("3:4")).record().await();

    assertThat(pair.intents(Intent.State.OPEN))
        .extracting(Intent::messages)
        .containsExactly(uids("3:4"));
  }

  @Test
  void watchesFromTheMomentItIsSentAgain() {
    Intent sent = pair.intend(uids("1:4"), new UidNext(40));
    PairLedger later = ledger(NOW.plus(Duration.ofSeconds(10))).pair(HERE, THERE);

    later.change().watch(sent, uids("2")).watch(uids("8"), new UidNext(44)).record().await();

    assertThat(later.intents(Intent.State.OPEN)).isEmpty();
    assertThat(later.intents(Intent.State.WATCHED))
        .extracting(Intent::messages, Intent::lowerBound, Intent::since)
        .containsExactlyInAnyOrder(
            tuple(uids("2"), new UidNext(40), NOW.plusSeconds(10)),
            tuple(uids("8"), new UidNext(44), NOW.plusSeconds(10)));
  }

  @Test
  void isGoneWhenItIsDropped() {
    present(5, 105, Origin.OURS);

    pair.drop();

    assertThat(ledger(NOW).pairs()).isEmpty();
    assertThat(reopened().known()).isEqualTo(UidSet.empty());
  }

  @Test
  void carriesAllThatIsKnownOfAMessageOverToItsNewUid() {
    Flags seen = Flags.of(Flag.SEEN);
    Flags flagged = Flags.of(Flag.SEEN, Flag.FLAGGED);
    Flags lacking = Flags.of(Flag.of("$Work"));
    InternalDate date = InternalDate.of(NOW);
    pair.change()
        .flags(Side.SOURCE, 5, flagged)
        .flags(Side.DESTINATION, 5, seen)
        .sentDate(5, date)
        .repaired(5, Set.of(Repair.NUL))
        .lacking(5, lacking)
        .record()
        .await();

    LedgerChange change = pair.change().marksOf(pair, 5, 50).marksOf(pair, 6, 60);
    change.record().await();

    for (PairLedger each : List.of(pair, reopened())) {
      assertThat(each.lastFlags(Side.SOURCE, 50)).contains(flagged);
      assertThat(each.lastFlags(Side.DESTINATION, 50)).contains(seen);
      assertThat(each.sentDate(50)).contains(date);
      assertThat(each.repairs(50)).containsExactly(Repair.NUL);
      assertThat(each.lackingFlags(50)).isEqualTo(lacking);
      assertThat(each.lastFlags(Side.SOURCE, 60)).isEmpty();
      assertThat(each.sentDate(60)).isEmpty();
      assertThat(each.repairs(60)).isEmpty();
      assertThat(each.lackingFlags(60)).isEqualTo(Flags.none());
    }
  }

  @Test
  void sendsMessagesWithTheirOwnDateAgain() {
    InternalDate date = InternalDate.of(NOW);
    pair.change().sentDate(5, date).sentDate(6, date).sentDate(7, date).record().await();

    pair.change().ownDate(uids("5,7")).sentDate(7, date).ownDate(uids("7")).record().await();

    assertThat(pair.withSentDate()).isEqualTo(uids("6"));
    assertThat(reopened().withSentDate()).isEqualTo(uids("6"));
  }

  @Test
  void countsTheFlagsThatMessagesLackAmongThoseAskedFor() {
    Flag work = Flag.of("$Work");
    pair.change()
        .lacking(5, Flags.of(work))
        .lacking(6, Flags.of(work))
        .lacking(9, Flags.of(work))
        .record()
        .await();

    assertThat(pair.lackingFlags(uids("6"))).containsExactly(Map.entry(work, 1L));
    assertThat(pair.lackingFlags(uids("5:9"))).containsExactly(Map.entry(work, 3L));
    assertThat(pair.lackingFlags(uids("7:8"))).isEmpty();
  }

  @Test
  void tellsWhichCopiesStandBehindLaterMail() {
    present(1, 101, Origin.OURS);
    present(2, 107, Origin.OURS);
    present(3, 103, Origin.OURS);
    present(4, 104, Origin.OURS);
    present(5, 106, Origin.OURS);

    assertThat(pair.outOfOrder()).isEqualTo(uids("2"));
  }
}
