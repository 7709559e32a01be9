package org.transhume.store;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.transhume.engine.endpoint.EndpointException;
import org.transhume.engine.ledger.AccountId;
import org.transhume.engine.ledger.LedgerRecord;
import org.transhume.engine.ledger.LedgerStorage;
import org.transhume.mail.Handle;

/**
 * The ledger of all transfers into one destination account, open for writing. Nobody else can open
 * it so until it is closed or the process ends. Safe for several threads.
 */
public final class LedgerFile implements AutoCloseable {
  private final Path path;
  private final LedgerLock lock;
  private final GroupCommit commits;
  private final Readers readers;
  private final AtomicLong highestNumber;

  private LedgerFile(Path path, LedgerLock lock, GroupCommit commits, Readers readers) {
    this.path = path;
    this.lock = lock;
    this.commits = commits;
    this.readers = readers;
    this.highestNumber = new AtomicLong(commits.highestNumber());
  }

  /** Opens the file behind {@code lock}, which it gives back when it cannot. */
  static LedgerFile open(Database database, AccountId destination, LedgerLock lock) {
    try {
      GroupCommit commits = GroupCommit.open(database, destination);
      return new LedgerFile(database.file(), lock, commits, new Readers(database));
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  /** Where the file lies. */
  public Path path() {
    return path;
  }

  /**
   * The part of the transfer from {@code source}. Closing it writes what was handed over through
   * it; the file stays open.
   */
  public LedgerStorage transfer(AccountId source) {
    return new SqliteLedgerStorage(
        source,
        readers,
        new SqliteLedgerStorage.HandOver() {
          @Override
          public Handle<Boolean> write(AccountId transfer, List<LedgerRecord> records) {
            return commits.write(transfer, records);
          }

          @Override
          public long newNumber() {
            return highestNumber.incrementAndGet();
          }

          @Override
          public void flush() {
            try {
              commits.write(source, List.of()).await();
            } catch (EndpointException | IllegalStateException _) {
              // Whoever handed something over has been told by its handle.
            }
          }
        });
  }

  /** Writes what was handed over, closes the file and lets others have it. */
  @Override
  public void close() {
    readers.close();
    commits.close();
    lock.close();
  }
}
