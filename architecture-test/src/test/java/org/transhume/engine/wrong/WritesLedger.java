package org.transhume.engine.wrong;

import java.util.List;
import org.transhume.engine.ledger.LedgerStorage;

public final class WritesLedger {
  void write(LedgerStorage storage) {
    storage.write(List.of());
  }
}
