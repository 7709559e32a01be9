package org.transhume.engine.ledger;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.transhume.mail.Flags;

/**
 * The dictionary of sets of flags: a mailbox knows few of them, so that a message's flags are one
 * number. Safe for several threads.
 */
final class FlagNumbers {
  private final LedgerStorage storage;

  /** Guards both maps; held while a write is handed over, never while it is awaited. */
  private final ReentrantLock lock = new ReentrantLock();

  private final Map<Flags, Long> numbers = new HashMap<>();
  private final Map<Long, Flags> sets = new HashMap<>();

  FlagNumbers(LedgerStorage storage) {
    this.storage = storage;
    storage.flags().forEach(numbered -> keep(numbered.number(), numbered.flags()));
  }

  /**
   * The number of {@code flags}. A new one is handed to the storage at once, ahead of any record
   * that uses it: writes are applied in the order they are handed over.
   */
  long numberOf(Flags flags) {
    lock.lock();
    try {
      Long known = numbers.get(flags);
      if (known != null) {
        return known;
      }
      long number = storage.newNumber();
      keep(number, flags);
      var _ = storage.write(List.of(new LedgerRecord.PutFlags(number, flags)));
      return number;
    } finally {
      lock.unlock();
    }
  }

  Flags flagsOf(long number) {
    lock.lock();
    try {
      Flags flags = sets.get(number);
      if (flags == null) {
        throw new IllegalStateException("The ledger names flags it does not know: " + number);
      }
      return flags;
    } finally {
      lock.unlock();
    }
  }

  private void keep(long number, Flags flags) {
    numbers.put(flags, number);
    sets.put(number, flags);
  }
}
