package org.transhume.store;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.transhume.engine.ledger.AccountId;
import org.transhume.engine.ledger.LedgerRecord;
import org.transhume.engine.ledger.LedgerStorage;
import org.transhume.mail.Handle;

/**
 * A ledger file open for reading, while a pass may be writing it: each question sees what is
 * durable when it is asked. Nothing can be changed through it. Safe for several threads.
 */
public final class LedgerView implements AutoCloseable {
  private final Path path;
  private final Readers readers;
  private final AccountId destination;
  private final AtomicLong highestNumber;

  private LedgerView(Path path, Readers readers, AccountId destination, long highestNumber) {
    this.path = path;
    this.readers = readers;
    this.destination = destination;
    this.highestNumber = new AtomicLong(highestNumber);
  }

  static LedgerView of(Path path, Readers readers) {
    AccountId destination = readers.ask(FileHeader::read).destination();
    long highest =
        readers.ask(
            connection -> Database.number(connection, "select highest_number from ledger_file"));
    return new LedgerView(path, readers, destination, highest);
  }

  /** Where the file lies. */
  public Path path() {
    return path;
  }

  /** The account the mail was put into. */
  public AccountId destination() {
    return destination;
  }

  /** The accounts mail was put from, in the order of their first passes. */
  public List<AccountId> sources() {
    return readers.ask(LedgerReads::transfers);
  }

  /**
   * The part of the transfer from {@code source}, for reading; its {@code write} throws {@link
   * UnsupportedOperationException}, and its numbers are for plans that are thrown away.
   */
  public LedgerStorage transfer(AccountId source) {
    return new SqliteLedgerStorage(
        source,
        readers,
        new SqliteLedgerStorage.HandOver() {
          @Override
          public Handle<Boolean> write(AccountId transfer, List<LedgerRecord> records) {
            throw new UnsupportedOperationException(path + " is open for reading");
          }

          @Override
          public long newNumber() {
            return highestNumber.incrementAndGet();
          }

          @Override
          public void flush() {}
        });
  }

  Readers readers() {
    return readers;
  }

  @Override
  public void close() {
    readers.close();
  }
}
