package org.transhume.engine.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.transhume.engine.endpoint.EndpointException;
import org.transhume.engine.endpoint.Problem;
import org.transhume.mail.Handle;

@Tag("X2")
final class InMemoryLedgerStorageTest implements LedgerStorageContract {
  private static final AccountId SOURCE = new AccountId("old.example.com", "ada");

  private final InMemoryLedgerFile file = new InMemoryLedgerFile();

  @Override
  public LedgerStorage transfer(AccountId source) {
    return file.transfer(source);
  }

  @Override
  public void restart() {
    file.restart();
  }

  @Test
  void keepsWhatWasHandedOverBeforeTheWriteItIsKilledAt() {
    file.killAtWrite(2);
    LedgerStorage ledger = file.transfer(SOURCE);
    ledger.write(List.of(pass(1)));

    Handle<Boolean> killed = ledger.write(List.of(pass(2)));

    assertThatThrownBy(killed::await)
        .isInstanceOfSatisfying(
            EndpointException.class,
            e -> assertThat(e.problem()).isEqualTo(Problem.LEDGER_UNWRITABLE));
    assertThatThrownBy(() -> ledger.write(List.of(pass(3)))).isInstanceOf(EndpointException.class);
    assertThat(file.isDead()).isTrue();
    assertThat(file.writes()).isEqualTo(3);
    file.restart();
    assertThat(file.transfer(SOURCE).passes()).extracting(PassRecord::number).containsExactly(1L);
  }

  @Test
  void takesWritesAgainAfterARestart() {
    file.killAtWrite(1);
    file.transfer(SOURCE).write(List.of(pass(1)));

    file.restart();
    file.transfer(SOURCE).write(List.of(pass(1))).await();

    assertThat(file.isDead()).isFalse();
    assertThat(file.transfer(SOURCE).passes()).hasSize(1);
  }

  private static LedgerRecord pass(long number) {
    return new LedgerRecord.PutPass(
        new PassRecord(number, Instant.EPOCH, Optional.empty(), "", 0, 0));
  }
}
