package org.transhume.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.transhume.mail.Promise;

/**
 * A few threads that read a ledger file, each question on a connection of its own while it is
 * answered. A question sees everything that was committed when it was asked.
 */
final class Readers implements AutoCloseable {
  /** Reads are short and mostly from memory; more would only compete for the processor. */
  private static final int THREADS = 2;

  private final Database database;
  private final ExecutorService threads;

  /** Open connections nobody uses; never more than there are threads. */
  private final ConcurrentLinkedQueue<Connection> idle = new ConcurrentLinkedQueue<>();

  /** A question to the file. */
  @FunctionalInterface
  interface Question<T> {
    T answer(Connection connection) throws SQLException;
  }

  Readers(Database database) {
    this.database = database;
    var number = new AtomicInteger();
    threads =
        Executors.newFixedThreadPool(
            THREADS,
            task ->
                Thread.ofPlatform()
                    .daemon()
                    .name("ledger-reader-" + number.incrementAndGet())
                    .unstarted(task));
  }

  /**
   * Asks in one of the threads and waits for the answer.
   *
   * @throws org.transhume.engine.endpoint.EndpointException if the file cannot be read
   */
  <T> T ask(Question<T> question) {
    var answer = new Promise<T>();
    try {
      threads.execute(() -> answer(question, answer));
    } catch (RejectedExecutionException e) {
      throw new IllegalStateException("The ledger " + database.file() + " is closed", e);
    }
    return answer.await();
  }

  private <T> void answer(Question<T> question, Promise<T> answer) {
    try {
      answer.complete(ask(take(), question));
    } catch (SQLException e) {
      answer.fail(Faults.of(e, database.file(), "reading the ledger"));
    } catch (RuntimeException e) {
      answer.fail(e);
    } catch (Error e) {
      answer.fail(new IllegalStateException("Reading the ledger " + database.file(), e));
      throw e;
    }
  }

  /** A connection that failed is not used again. */
  private <T> T ask(Connection connection, Question<T> question) throws SQLException {
    boolean isGood = false;
    try {
      T answer = question.answer(connection);
      isGood = true;
      return answer;
    } finally {
      if (isGood) {
        idle.add(connection);
      } else {
        connection.close();
      }
    }
  }

  private Connection take() throws SQLException {
    @Nullable Connection connection = idle.poll();
    return connection == null ? database.openReader() : connection;
  }

  @Override
  public void close() {
    threads.shutdown();
    boolean interrupted = false;
    while (true) {
      try {
        if (threads.awaitTermination(1, TimeUnit.MINUTES)) {
          break;
        }
      } catch (InterruptedException _) {
        interrupted = true;
      }
    }
    for (Connection connection : idle) {
      try {
        connection.close();
      } catch (SQLException _) {
        // Nothing was written through it.
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
