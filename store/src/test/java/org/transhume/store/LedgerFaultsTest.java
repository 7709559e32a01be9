package org.transhume.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.transhume.engine.endpoint.EndpointException;
import org.transhume.engine.endpoint.Problem;
import org.transhume.engine.endpoint.Side;
import org.transhume.engine.ledger.AccountId;
import org.transhume.engine.ledger.Column;
import org.transhume.engine.ledger.LedgerStorage;
import org.transhume.engine.ledger.PairId;
import org.transhume.mail.Handle;
import org.transhume.mail.Retry;
import org.transhume.mail.Scope;
import org.transhume.mail.UidSet;
import org.transhume.store.Database.Tuning;

@Tag("X2")
final class LedgerFaultsTest {
  private static final AccountId DESTINATION = LedgerDirectoryTest.DESTINATION;
  private static final AccountId SOURCE = LedgerDirectoryTest.SOURCE;
  private static final Tuning SMALL_DISK = new Tuning("FULL", 1_000, 40);

  @TempDir private Path temporary;

  @Test
  void saysThatTheDiskIsFullAndKeepsWhatWasWritten() {
    LedgerDirectory small = LedgerDirectory.in(state(), _ -> "ext4", SMALL_DISK);
    int written = 0;
    try (LedgerFile file = small.open(DESTINATION)) {
      LedgerStorage ledger = file.transfer(SOURCE);
      ledger.write(List.of(Steps.pair())).await();
      EndpointException full = null;
      while (full == null) {
        try {
          ledger.write(Steps.step(written + 1)).await();
          written++;
        } catch (EndpointException e) {
          full = e;
        }
      }

      assertThat(full).hasMessageContaining("The disk is full. Free some space there");
      assertUnwritable(full, file.path());
      assertThatThrownBy(() -> ledger.write(List.of(Steps.pair())))
          .hasMessageContaining("The disk is full");
      assertThat(Steps.stepsIn(ledger)).isEqualTo(written);
    }

    try (LedgerFile file = LedgerDirectory.in(state()).open(DESTINATION)) {
      assertThat(Steps.stepsIn(file.transfer(SOURCE))).isEqualTo(written).isPositive();
      file.transfer(SOURCE).write(Steps.step(written + 1)).await();
    }
  }

  @Test
  void failsWhatWasHandedOverAfterTheWriteThatFailed() {
    LedgerDirectory small = LedgerDirectory.in(state(), _ -> "ext4", SMALL_DISK);
    var handles = new ArrayList<Handle<Boolean>>();
    try (LedgerFile file = small.open(DESTINATION)) {
      LedgerStorage ledger = file.transfer(SOURCE);
      ledger.write(List.of(Steps.pair())).await();
      int step = 1;
      try {
        while (true) {
          handles.add(ledger.write(Steps.step(step++)));
        }
      } catch (EndpointException e) {
        assertUnwritable(e, file.path());
      }
    }

    int durable = 0;
    while (succeeds(handles.get(durable))) {
      durable++;
    }
    assertThat(handles.subList(durable, handles.size())).noneMatch(LedgerFaultsTest::succeeds);
    try (LedgerFile file = LedgerDirectory.in(state()).open(DESTINATION)) {
      assertThat(Steps.stepsIn(file.transfer(SOURCE))).isEqualTo(durable);
    }
  }

  @Test
  void goesOnAfterARealDiskWasFull() throws Exception {
    try (ChildJvm child = inAFileSystemOfItsOwn(TroubledDisk.Scenario.FULL)) {
      assertThat(child.lines())
          .satisfiesExactly(
              line -> assertThat(line).matches("failed after [1-9][0-9]* steps"),
              line ->
                  assertThat(line)
                      .contains("LEDGER_UNWRITABLE")
                      .contains("The disk is full. Free some space there"),
              line -> assertThat(line).isEqualTo("found them all, and one more"));
    }
  }

  @Test
  void saysThatTheFolderIsReadOnly() throws Exception {
    try (ChildJvm child = inAFileSystemOfItsOwn(TroubledDisk.Scenario.READ_ONLY)) {
      assertThat(child.lines())
          .satisfiesExactly(
              line ->
                  assertThat(line)
                      .contains("LEDGER_UNWRITABLE")
                      .contains("must exist, be writable by you"),
              line -> assertThat(line).contains("LEDGER_UNWRITABLE").contains("read only"));
    }
  }

  @Test
  void saysThatTheStateFolderIsAFile() throws IOException {
    Files.createFile(state());

    assertThatThrownBy(() -> LedgerDirectory.in(state()).open(DESTINATION))
        .isInstanceOf(EndpointException.class)
        .hasMessageContaining("must exist, be writable by you");
  }

  @Test
  void saysThatTheFileIsDamagedAtItsBeginning() throws IOException {
    LedgerDirectory directory = filled();
    overwrite(directory.file(DESTINATION), 0, 100);

    assertDamaged(directory, () -> directory.open(DESTINATION));
    assertDamaged(directory, () -> directory.view(DESTINATION));
  }

  @Test
  void saysThatTheFileIsDamagedInTheMiddle() throws IOException {
    LedgerDirectory directory = filled();
    Path path = directory.file(DESTINATION);
    overwrite(path, 4096, Files.size(path) - 4096);

    assertDamaged(directory, () -> directory.open(DESTINATION));
  }

  @Test
  void saysThatContentsAreDamaged() throws SQLException {
    LedgerDirectory directory = filled();
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + directory.file(DESTINATION));
        PreparedStatement update =
            connection.prepareStatement("update content_block set entries = ?")) {
      update.setBytes(1, new byte[] {1, 2, 3});
      update.executeUpdate();
    }

    try (LedgerFile file = directory.open(DESTINATION)) {
      LedgerStorage ledger = file.transfer(SOURCE);
      assertDamaged(directory, () -> ledger.contents(new PairId(1), UidSet.range(1, 9), _ -> {}));
      assertDamaged(directory, () -> ledger.write(Steps.step(2)).await());
    }
  }

  @Test
  void canBeReadAfterAWriteFailed() {
    LedgerDirectory small = LedgerDirectory.in(state(), _ -> "ext4", SMALL_DISK);
    try (LedgerFile file = small.open(DESTINATION)) {
      LedgerStorage ledger = file.transfer(SOURCE);
      ledger.write(List.of(Steps.pair())).await();
      int step = 1;
      while (succeeds(ledger.write(Steps.step(step)))) {
        step++;
      }

      assertThat(ledger.ranges(new PairId(1), Column.STATE).ranges()).isEqualTo(step - 1);
      ledger.close();
    }
  }

  private ChildJvm inAFileSystemOfItsOwn(TroubledDisk.Scenario scenario) throws Exception {
    List<String> unshare = List.of("unshare", "--map-root-user", "--mount");
    assumeTrue(runs(unshare), "no file systems of one's own here: unshare is missing or forbidden");
    return ChildJvm.start(unshare, TroubledDisk.class, state(), scenario);
  }

  private static boolean runs(List<String> wrapper) throws InterruptedException {
    var line = new ArrayList<>(wrapper);
    line.add("true");
    try {
      Process process =
          new ProcessBuilder(line)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException _) {
      return false;
    }
  }

  private LedgerDirectory filled() {
    LedgerDirectory directory = LedgerDirectory.in(state());
    try (LedgerFile file = directory.open(DESTINATION)) {
      file.transfer(SOURCE).write(List.of(Steps.pair())).await();
      file.transfer(SOURCE).write(Steps.step(1)).await();
    }
    return directory;
  }

  private static void overwrite(Path file, long from, long length) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      var garbage = ByteBuffer.allocate((int) length);
      for (int i = 0; i < length; i++) {
        garbage.put(i, (byte) (i * 31 + 7));
      }
      channel.write(garbage, from);
    }
  }

  private static void assertDamaged(LedgerDirectory directory, ThrowingCallable opening) {
    assertThatThrownBy(opening)
        .isInstanceOfSatisfying(
            EndpointException.class, e -> assertUnwritable(e, directory.file(DESTINATION)))
        .hasMessageContaining(
            "The file is damaged. Move it away, and put no old copy in its place");
  }

  private static void assertUnwritable(EndpointException e, Path file) {
    assertThat(e.problem()).isEqualTo(Problem.LEDGER_UNWRITABLE);
    assertThat(e.side()).isEqualTo(Side.DESTINATION);
    assertThat(e.scope()).isEqualTo(Scope.SERVER);
    assertThat(e.retry()).isEqualTo(Retry.NEVER);
    assertThat(e.attempted()).contains(file.toString());
  }

  private static boolean succeeds(Handle<Boolean> handle) {
    try {
      return handle.await();
    } catch (EndpointException _) {
      return false;
    }
  }

  private Path state() {
    return temporary.resolve("state");
  }
}
