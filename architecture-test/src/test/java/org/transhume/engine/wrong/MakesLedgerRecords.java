package org.transhume.engine.wrong;

import org.transhume.engine.ledger.LedgerRecord;

public final class MakesLedgerRecords {
  LedgerRecord close() {
    return new LedgerRecord.CloseIntent(1);
  }
}
