package org.transhume.engine.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.transhume.engine.endpoint.Side;
import org.transhume.mail.Flag;
import org.transhume.mail.Flags;
import org.transhume.mail.MailboxName;
import org.transhume.mail.Uid;
import org.transhume.mail.UidNext;
import org.transhume.mail.UidSet;
import org.transhume.mail.UidValidity;

/** Ledgers that forget what is written to them: a plan's, and that of a view of folders alone. */
@Tag("D9")
class DryLedgerTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-23T10:00:00Z"), ZoneOffset.UTC);
  private static final FolderKey HERE =
      new FolderKey(new MailboxName("INBOX", '/'), new UidValidity(7));
  private static final FolderKey THERE =
      new FolderKey(new MailboxName("INBOX", '/'), new UidValidity(9));
  private static final Note NOTE = new Note(5, "FAILED", "no");

  private final LedgerStorage real =
      new InMemoryLedgerFile().transfer(new AccountId("old.example.com", "john"));

  @BeforeEach
  void fill() {
    var ledger = new TransferLedger(real, CLOCK);
    ledger.endPass(ledger.beginPass(), "PASS", 1, 2);
    fill(ledger);
  }

  @AfterEach
  void close() {
    real.close();
  }

  private static Intent fill(TransferLedger ledger) {
    PairLedger pair = ledger.pair(HERE, THERE);
    pair.change()
        .present(5, new Uid(105), Origin.OURS)
        .flags(Side.SOURCE, 5, Flags.of(Flag.SEEN))
        .note(NOTE)
        .record()
        .await();
    return pair.intend(UidSet.parse("6:8"), new UidNext(106));
  }

  private static PairLedger pair(LedgerStorage storage) {
    return new TransferLedger(storage, CLOCK).pair(HERE, THERE);
  }

  @Test
  void aPlanReadsWhatIsOnRecord() {
    var dry = DryLedgerStorage.over(real);
    PairLedger pair = pair(dry);

    assertThat(dry.pairs()).isEqualTo(real.pairs()).hasSize(1);
    assertThat(dry.passes()).isEqualTo(real.passes()).hasSize(1);
    assertThat(dry.mappedAt(THERE)).isEqualTo(UidSet.parse("105"));
    assertThat(pair.destinationUid(5)).hasValue(105);
    assertThat(pair.lastFlags(Side.SOURCE, 5)).hasValue(Flags.of(Flag.SEEN));
    assertThat(pair.notes(UidSet.parse("1:9"))).containsExactly(NOTE);
    assertThat(pair.intents(Intent.State.OPEN)).hasSize(1);
  }

  @Test
  void aPlanWritesNothing() {
    var ledger = new TransferLedger(DryLedgerStorage.over(real), CLOCK);

    ledger.endPass(ledger.beginPass(), "PASS", 1, 2);
    Intent intent = ledger.pair(HERE, THERE).intend(UidSet.parse("9"), new UidNext(200));
    ledger.pair(HERE, THERE).change().state(UidSet.parse("5"), MessageState.GONE_HERE).record();

    assertThat(pair(real).in(MessageState.PRESENT)).isEqualTo(UidSet.parse("5"));
    assertThat(real.intents(pair(real).pair().id())).hasSize(1).doesNotContain(intent);
    assertThat(real.passes()).hasSize(1);
  }

  @Test
  void theLedgerOfATransferThatNeverRanIsEmpty() {
    var dry = DryLedgerStorage.empty();

    assertThat(dry.pairs()).isEmpty();
    assertThat(dry.passes()).isEmpty();
    assertThat(dry.mappedAt(THERE)).isEqualTo(UidSet.empty());
    assertThat(pair(dry).known()).isEqualTo(UidSet.empty());
    assertThat(dry.newNumber()).isNotEqualTo(dry.newNumber());
  }

  @Test
  void aViewOfTheFoldersKnowsTheirMapAlone() {
    var view = new MapOnlyLedgerStorage(real);
    PairLedger pair = pair(view);

    assertThat(view.pairs()).isEqualTo(real.pairs());
    assertThat(view.passes()).isEmpty();
    assertThat(view.mappedAt(THERE)).isEqualTo(UidSet.empty());
    assertThat(view.flags()).isEmpty();
    assertThat(pair.known()).isEqualTo(UidSet.empty());
    assertThat(pair.notes(UidSet.parse("1:9"))).isEmpty();
    assertThat(pair.hasNoIntents()).isTrue();

    fill(new TransferLedger(view, CLOCK));

    assertThat(real.intents(pair(real).pair().id())).hasSize(1);
  }
}
