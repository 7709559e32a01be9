package org.transhume.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.transhume.engine.content.Content;
import org.transhume.engine.content.ContentDigest;
import org.transhume.engine.ledger.AccountId;
import org.transhume.engine.ledger.Column;
import org.transhume.engine.ledger.ContentEntry;
import org.transhume.engine.ledger.FolderKey;
import org.transhume.engine.ledger.Intent;
import org.transhume.engine.ledger.LedgerRecord;
import org.transhume.engine.ledger.LedgerStorage;
import org.transhume.engine.ledger.MessageState;
import org.transhume.engine.ledger.Origin;
import org.transhume.engine.ledger.PairId;
import org.transhume.engine.ledger.PairRecord;
import org.transhume.mail.MailboxName;
import org.transhume.mail.UidNext;
import org.transhume.mail.UidSet;
import org.transhume.mail.UidValidity;

final class LedgerSizeAndSpeedTest {
  private static final PairId PAIR = new PairId(1);
  private static final int MESSAGES = 100_000;
  private static final int BATCH = 500;

  private static final int SINGLE_WRITES = 2_000;
  private static final AccountId DESTINATION = new AccountId("new.example.org", "ada");
  private static final AccountId SOURCE = new AccountId("old.example.com", "ada");

  @TempDir private Path state;

  /** Measured: 3,043,328, of which 2,400,000 cannot be compressed. */
  @Test
  void takesAboutThirtyBytesAMessage(TestReporter reporter) throws IOException {
    long bytes = bytesAfterCopying(true);

    reporter.publishEntry("bytes for 100,000 messages", String.valueOf(bytes));
    assertThat(bytes).isLessThan(32L * MESSAGES);
  }

  /** Measured: 86,016 bytes, a page for each table and index, with or without the messages. */
  @Test
  void takesNextToNothingForRangesThatFollowEachOther(TestReporter reporter) throws IOException {
    long bytes = bytesAfterCopying(false);

    reporter.publishEntry("bytes for 100,000 messages without contents", String.valueOf(bytes));
    assertThat(bytes).isEqualTo(bytesOfAnEmptyLedger());
  }

  /** Measured: 70 to 170 ms of processor time, on two cores of a server shared with others. */
  @Test
  void writesAHundredThousandMessagesInWellUnderASecondOfProcessorTime(TestReporter reporter) {
    try (LedgerFile file = LedgerDirectory.in(state).open(DESTINATION)) {
      copy(file.transfer(SOURCE), true);

      long cpuMillis = writerCpuNanos() / 1_000_000;
      reporter.publishEntry("processor time of the writer", cpuMillis + " ms");
      assertThat(cpuMillis).isPositive().isLessThan(800);
    }
  }

  /** Measured: 2,500 to 6,500 a second, each waited for by itself, as the disk is free. */
  @Test
  void writesSingleRecordsDurably(TestReporter reporter) {
    try (LedgerFile file = LedgerDirectory.in(state).open(DESTINATION)) {
      LedgerStorage ledger = file.transfer(SOURCE);
      putPair(ledger);
      long began = System.nanoTime();
      for (int n = 1; n <= SINGLE_WRITES; n++) {
        ledger.write(List.of(new LedgerRecord.PutIntent(intent(2, n, n)))).await();
      }

      long millis = (System.nanoTime() - began) / 1_000_000;
      reporter.publishEntry(SINGLE_WRITES + " single writes", millis + " ms");
      assertThat(ledger.intents(PAIR)).containsExactly(intent(2, SINGLE_WRITES, SINGLE_WRITES));
      assertThat(writerCpuNanos() / 1_000 / SINGLE_WRITES).as("µs a write").isLessThan(500);
    }
  }

  private long bytesAfterCopying(boolean withContents) throws IOException {
    LedgerDirectory directory = LedgerDirectory.in(state);
    try (LedgerFile file = directory.open(DESTINATION)) {
      copy(file.transfer(SOURCE), withContents);
    }
    return Files.size(directory.file(DESTINATION));
  }

  private long bytesOfAnEmptyLedger() throws IOException {
    LedgerDirectory directory = LedgerDirectory.in(state.resolve("empty"));
    directory.open(DESTINATION).close();
    return Files.size(directory.file(DESTINATION));
  }

  private static long writerCpuNanos() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long nanos = 0;
    for (ThreadInfo thread : threads.getThreadInfo(threads.getAllThreadIds())) {
      if (thread != null && thread.getThreadName().equals("ledger-writer")) {
        nanos += threads.getThreadCpuTime(thread.getThreadId());
      }
    }
    return nanos;
  }

  private static void copy(LedgerStorage ledger, boolean withContents) {
    putPair(ledger);
    for (long from = 1; from < MESSAGES; from += BATCH) {
      long to = from + BATCH - 1;
      long id = 2 + from / BATCH;
      ledger.write(List.of(new LedgerRecord.PutIntent(intent(id, from, to)))).await();
      var records = new ArrayList<LedgerRecord>();
      records.add(new LedgerRecord.PutRange(PAIR, Column.OFFSET, from, to, 17));
      records.add(
          new LedgerRecord.PutRange(PAIR, Column.STATE, from, to, MessageState.PRESENT.code()));
      records.add(new LedgerRecord.PutRange(PAIR, Column.ORIGIN, from, to, Origin.OURS.code()));
      records.add(new LedgerRecord.PutRange(PAIR, Column.SOURCE_FLAGS, from, to, 1));
      records.add(new LedgerRecord.PutRange(PAIR, Column.DESTINATION_FLAGS, from, to, 1));
      if (withContents) {
        records.add(new LedgerRecord.PutContents(PAIR, contents(from, to)));
      }
      records.add(new LedgerRecord.CloseIntent(id));
      ledger.write(records).await();
    }
  }

  private static void putPair(LedgerStorage ledger) {
    ledger.write(
        List.of(
            new LedgerRecord.PutPair(
                new PairRecord(
                    PAIR,
                    new FolderKey(new MailboxName("INBOX", '/'), new UidValidity(1)),
                    new FolderKey(new MailboxName("INBOX", '/'), new UidValidity(2)),
                    Optional.empty()))));
  }

  private static Intent intent(long id, long from, long to) {
    return new Intent(
        id, PAIR, Intent.State.OPEN, UidSet.range(from, to), new UidNext(1), Instant.EPOCH);
  }

  private static List<ContentEntry> contents(long from, long to) {
    var random = new Random(from);
    var entries = new ArrayList<ContentEntry>();
    for (long uid = from; uid <= to; uid++) {
      entries.add(
          new ContentEntry(
              uid,
              new Content(
                  new ContentDigest(random.nextLong(), random.nextLong()),
                  random.nextLong(),
                  Set.of(),
                  random.nextLong(500, 60_000))));
    }
    return entries;
  }
}
