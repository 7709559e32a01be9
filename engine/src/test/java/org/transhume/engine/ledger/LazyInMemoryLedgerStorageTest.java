package org.transhume.engine.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.transhume.engine.endpoint.EndpointException;
import org.transhume.engine.ledger.InMemoryLedgerFile.Durability;
import org.transhume.mail.Flag;
import org.transhume.mail.Flags;
import org.transhume.mail.Handle;

@Tag("X2")
final class LazyInMemoryLedgerStorageTest implements LedgerStorageContract {
  private static final AccountId SOURCE = new AccountId("old.example.com", "ada");
  private static final LedgerRecord SEEN = new LedgerRecord.PutFlags(1, Flags.of(Flag.SEEN));
  private static final LedgerRecord DRAFT = new LedgerRecord.PutFlags(2, Flags.of(Flag.DRAFT));

  private final InMemoryLedgerFile file = new InMemoryLedgerFile(Durability.WHEN_AWAITED);

  @Override
  public LedgerStorage transfer(AccountId source) {
    return file.transfer(source);
  }

  @Override
  public void restart() {
    file.restart();
  }

  @Test
  void showsNothingThatWasNotAwaited() {
    LedgerStorage ledger = file.transfer(SOURCE);

    Handle<Boolean> written = ledger.write(List.of(SEEN));

    assertThat(written.isDone()).isFalse();
    assertThat(ledger.flags()).isEmpty();
  }

  @Test
  void losesWhatWasNotAwaitedWhenItIsKilled() {
    file.killAtWrite(3);
    LedgerStorage ledger = file.transfer(SOURCE);
    ledger.write(List.of(SEEN)).await();
    Handle<Boolean> lost = ledger.write(List.of(DRAFT));

    ledger.write(List.of(DRAFT));

    assertThatThrownBy(lost::await).isInstanceOf(EndpointException.class);
    assertThat(ledger.flags()).extracting(LedgerStorage.NumberedFlags::number).containsExactly(1L);
  }

  @Test
  void writesEarlierListsBeforeTheOneAwaited() {
    LedgerStorage ledger = file.transfer(SOURCE);
    Handle<Boolean> earlier = ledger.write(List.of(SEEN));

    ledger.write(List.of(DRAFT)).await();

    assertThat(earlier.isDone()).isTrue();
    assertThat(ledger.flags()).hasSize(2);
  }
}
