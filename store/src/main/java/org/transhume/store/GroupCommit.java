package org.transhume.store;

import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.transhume.engine.endpoint.EndpointException;
import org.transhume.engine.ledger.AccountId;
import org.transhume.engine.ledger.LedgerRecord;
import org.transhume.mail.Handle;
import org.transhume.mail.Promise;
import org.transhume.store.LedgerWriter.Change;
import org.transhume.store.LedgerWriter.Found;

/**
 * The thread that writes a ledger file. All lists that wait when it is free go into one transaction
 * together, so that a hundred writers share one wait for the disk; their handles complete after the
 * commit. After a failure nothing is written any more: what was handed over later may rely on what
 * was lost.
 */
final class GroupCommit implements AutoCloseable {
  /**
   * How much may wait, counted in records and content entries of about 100 bytes each: enough for
   * forty batches of 500 messages, and about 2 MB.
   */
  private static final int MAX_WAITING = 20_000;

  private final Database database;
  private final AccountId destination;
  private final Thread thread;
  private final Promise<Found> opened = new Promise<>();

  /** Guards the fields below; nothing but its conditions is waited for while it is held. */
  private final ReentrantLock lock = new ReentrantLock();

  private final Condition somethingWaits = lock.newCondition();
  private final Condition thereIsRoom = lock.newCondition();
  private final Deque<Submission> waiting = new ArrayDeque<>();
  private int waitingWeight;

  /** What the present transaction holds. */
  private List<Submission> group = List.of();

  private @Nullable KnownPairs pairs;
  private @Nullable EndpointException failure;
  private boolean closing;

  private record Submission(Change change, int weight, Promise<Boolean> done) {}

  private GroupCommit(Database database, AccountId destination) {
    this.database = database;
    this.destination = destination;
    // A daemon: a program that forgets to close loses nothing that was acknowledged.
    this.thread = Thread.ofPlatform().daemon().name("ledger-writer").unstarted(this::run);
  }

  /** Opens the file for writing, in the thread that will write it. */
  static GroupCommit open(Database database, AccountId destination) {
    var commits = new GroupCommit(database, destination);
    commits.thread.start();
    Found found;
    try {
      found = commits.opened.await();
    } catch (RuntimeException e) {
      commits.close();
      throw e;
    }
    commits.lock.lock();
    try {
      commits.pairs = found.pairs();
    } finally {
      commits.lock.unlock();
    }
    return commits;
  }

  /** The largest number the file held when it was opened. */
  long highestNumber() {
    return opened.await().highestNumber();
  }

  /** Hands a list over; see {@link org.transhume.engine.ledger.LedgerStorage#write}. */
  Handle<Boolean> write(AccountId transfer, List<LedgerRecord> records) {
    var change = new Change(transfer, List.copyOf(records));
    var submission = new Submission(change, weight(change.records()), new Promise<>());
    lock.lock();
    try {
      while (failure == null && !closing && waitingWeight > MAX_WAITING) {
        thereIsRoom.await();
      }
      if (failure != null) {
        throw Faults.after(failure);
      }
      if (closing || pairs == null) {
        throw new IllegalStateException("The ledger " + database.file() + " is closed");
      }
      pairs.accept(transfer, change.records());
      waiting.add(submission);
      waitingWeight += submission.weight();
      somethingWaits.signal();
      return submission.done();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      var cancelled = new CancellationException("Interrupted while waiting for the ledger");
      cancelled.initCause(e);
      throw cancelled;
    } finally {
      lock.unlock();
    }
  }

  private static int weight(List<LedgerRecord> records) {
    int weight = 1;
    for (LedgerRecord record : records) {
      weight += record instanceof LedgerRecord.PutContents contents ? contents.entries().size() : 1;
    }
    return weight;
  }

  /** Writes what was handed over, unless writing has failed, and gives the file back. */
  @Override
  public void close() {
    lock.lock();
    try {
      closing = true;
      somethingWaits.signal();
      thereIsRoom.signalAll();
    } finally {
      lock.unlock();
    }
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        // Not to be given up: the ledger's lock is released next, and nobody may write by then.
        thread.join();
      } catch (InterruptedException _) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try (var writer = new LedgerWriter(database, destination)) {
      opened.complete(writer.found());
      for (List<Submission> next = next(); !next.isEmpty(); next = next()) {
        writer.write(next.stream().map(Submission::change).toList());
        next.forEach(submission -> submission.done().complete(true));
      }
    } catch (LedgerRefusedException e) {
      opened.fail(e);
    } catch (SQLException e) {
      fail(Faults.of(e, database.file(), "writing the ledger"));
    } catch (Throwable e) {
      fail(Faults.of(database.file(), "writing the ledger", e.toString()));
    }
  }

  private void fail(EndpointException cause) {
    opened.fail(cause);
    var lost = new ArrayList<Submission>();
    lock.lock();
    try {
      failure = cause;
      lost.addAll(group);
      lost.addAll(waiting);
      waiting.clear();
      thereIsRoom.signalAll();
    } finally {
      lock.unlock();
    }
    // Those whose transaction was committed have completed; they take no second outcome.
    lost.forEach(submission -> submission.done().fail(cause));
  }

  /** Everything that waits; empty when the file is to be closed. */
  private List<Submission> next() throws InterruptedException {
    lock.lock();
    try {
      while (waiting.isEmpty() && !closing) {
        somethingWaits.await();
      }
      group = List.copyOf(waiting);
      waiting.clear();
      waitingWeight = 0;
      thereIsRoom.signalAll();
      return group;
    } finally {
      lock.unlock();
    }
  }
}
