package org.transhume.store;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.transhume.engine.ledger.AccountId;
import org.transhume.engine.ledger.LedgerStorage;
import org.transhume.engine.ledger.LedgerStorageContract;

@Tag("X2")
final class SqliteLedgerStorageTest implements LedgerStorageContract {
  private static final AccountId DESTINATION = new AccountId("new.example.org", "ada");

  @TempDir private Path state;
  private Optional<LedgerFile> file = Optional.empty();

  @Override
  public LedgerStorage transfer(AccountId source) {
    if (file.isEmpty()) {
      file = Optional.of(LedgerDirectory.in(state).open(DESTINATION));
    }
    return file.get().transfer(source);
  }

  @Override
  @AfterEach
  public void restart() {
    file.ifPresent(LedgerFile::close);
    file = Optional.empty();
  }
}
