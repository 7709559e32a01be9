package org.transhume.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.transhume.engine.ledger.LedgerRecord;
import org.transhume.engine.ledger.LedgerStorage;
import org.transhume.mail.Handle;

final class GroupCommitTest {
  @TempDir private Path state;
  private LedgerFile file;
  private LedgerStorage ledger;

  @BeforeEach
  void open() {
    file = LedgerDirectory.in(state).open(LedgerDirectoryTest.DESTINATION);
    ledger = file.transfer(LedgerDirectoryTest.SOURCE);
    ledger.write(List.of(Steps.pair())).await();
  }

  @AfterEach
  void close() {
    file.close();
  }

  @Test
  void putsAllThatWaitsIntoOneTransaction() throws Exception {
    int before = commits();
    var handles = new ArrayList<Handle<Boolean>>();

    try (var blocked = new BlockedWriter()) {
      for (long step = 1; step <= 200; step++) {
        handles.add(ledger.write(Steps.step(step)));
      }
      assertThat(handles).noneMatch(Handle::isDone);
      blocked.release();
      handles.forEach(Handle::await);
    }

    // The first may have been taken alone, before the others came.
    assertThat(commits() - before).isBetween(1, 2);
    assertThat(Steps.stepsIn(ledger)).isEqualTo(200);
  }

  @Test
  void makesWritersWaitWhenTooMuchWaits() throws Exception {
    var handedOver = new AtomicInteger();
    int most = 3_000;
    try (var blocked = new BlockedWriter()) {
      Thread writer =
          Thread.ofPlatform()
              .start(
                  () -> {
                    for (long step = 1; step <= most; step++) {
                      ledger.write(Steps.step(step));
                      handedOver.incrementAndGet();
                    }
                  });
      await().until(() -> writer.getState() == Thread.State.WAITING);

      assertThat(handedOver.get()).isBetween(500, most - 1);

      blocked.release();
      writer.join();
    }
    ledger.write(List.of()).await();
    assertThat(Steps.stepsIn(ledger)).isEqualTo(most);
  }

  @Test
  void handsNothingOverWhenItIsInterruptedWhileWaiting() throws Exception {
    var seen = new ArrayList<Throwable>();
    long handedOver;
    try (var blocked = new BlockedWriter()) {
      var step = new AtomicInteger();
      Thread writer =
          Thread.ofPlatform()
              .start(
                  () -> {
                    try {
                      while (true) {
                        ledger.write(Steps.step(step.get() + 1));
                        step.incrementAndGet();
                      }
                    } catch (CancellationException e) {
                      seen.add(e);
                      seen.add(new Throwable("" + Thread.currentThread().isInterrupted()));
                    }
                  });
      await().until(() -> writer.getState() == Thread.State.WAITING);

      writer.interrupt();
      writer.join();

      handedOver = step.get();
      blocked.release();
    }
    ledger.write(List.of()).await();
    assertThat(seen).hasSize(2);
    assertThat(seen.get(1)).hasMessage("true");
    assertThat(Steps.stepsIn(ledger)).isEqualTo(handedOver);
  }

  @Test
  void writesWhatWaitsBeforeItCloses() throws Exception {
    try (var blocked = new BlockedWriter()) {
      for (long step = 1; step <= 50; step++) {
        ledger.write(Steps.step(step));
      }
      blocked.release();
      file.close();
    }

    open();
    assertThat(Steps.stepsIn(ledger)).isEqualTo(50);
  }

  @Test
  void takesNothingOfAListThatSpeaksOfAPairThatIsNotThere() {
    var records = new ArrayList<LedgerRecord>(Steps.step(1));
    records.add(new LedgerRecord.DropPair(new org.transhume.engine.ledger.PairId(1)));
    records.addAll(Steps.step(2));

    assertThatThrownBy(() -> ledger.write(records)).isInstanceOf(IllegalArgumentException.class);

    ledger.write(Steps.step(1)).await();
    assertThat(Steps.stepsIn(ledger)).isEqualTo(1);
  }

  /** Counts the transactions in the write-ahead log: frames that end one name a size. */
  private int commits() throws IOException {
    var log = ByteBuffer.wrap(Files.readAllBytes(Path.of(file.path() + "-wal")));
    int pageBytes = log.getInt(8);
    int commits = 0;
    for (int at = 32; at + 24 + pageBytes <= log.limit(); at += 24 + pageBytes) {
      boolean isOfThisLog = log.getLong(at + 8) == log.getLong(16);
      commits += isOfThisLog && log.getInt(at + 4) != 0 ? 1 : 0;
    }
    return commits;
  }

  /** Somebody else who is in the middle of a transaction. */
  private final class BlockedWriter implements AutoCloseable {
    private final Connection connection;

    BlockedWriter() throws SQLException {
      connection = DriverManager.getConnection("jdbc:sqlite:" + file.path());
      execute("begin immediate");
    }

    void release() throws SQLException {
      execute("rollback");
    }

    private void execute(String sql) throws SQLException {
      try (var statement = connection.createStatement()) {
        statement.execute(sql);
      }
    }

    @Override
    public void close() throws SQLException {
      connection.close();
    }
  }
}
