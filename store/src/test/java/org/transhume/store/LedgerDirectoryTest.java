package org.transhume.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.transhume.engine.endpoint.EndpointException;
import org.transhume.engine.ledger.AccountId;
import org.transhume.engine.ledger.LedgerRecord;
import org.transhume.engine.ledger.LedgerStorage;
import org.transhume.engine.ledger.PassRecord;
import org.transhume.mail.Handle;
import org.transhume.store.Database.Tuning;
import org.transhume.store.LedgerInUseException.Holder;
import org.transhume.store.LedgerRefusedException.Reason;

final class LedgerDirectoryTest {
  static final AccountId DESTINATION = new AccountId("new.example.org", "ada@example.org");
  static final AccountId SOURCE = new AccountId("old.example.com", "ada");

  @TempDir private Path temporary;

  @Test
  void keepsOthersFromReadingTheLedger() throws IOException {
    LedgerDirectory directory = LedgerDirectory.in(state());

    try (LedgerFile file = directory.open(DESTINATION)) {
      record(file, 1);

      assertThat(permissions(state())).isEqualTo("rwx------");
      assertThat(permissions(state().resolve("ledgers"))).isEqualTo("rwx------");
      try (var files = Files.list(state().resolve("ledgers"))) {
        assertThat(files).hasSizeGreaterThan(2).allMatch(f -> permissions(f).equals("rw-------"));
      }
    }
  }

  @Test
  void putsEachAccountIntoAFileOfItsOwn() {
    LedgerDirectory directory = LedgerDirectory.in(state());
    var other = new AccountId("new.example.org", "Ada@example.org");

    try (LedgerFile one = directory.open(DESTINATION);
        LedgerFile two = directory.open(other)) {
      record(one, 1);

      assertThat(two.transfer(SOURCE).passes()).isEmpty();
      assertThat(directory.files()).containsExactlyInAnyOrder(one.path(), two.path());
    }
  }

  @Test
  void findsNoLedgersWhereNothingWasEverWritten() {
    LedgerDirectory directory = LedgerDirectory.in(state());

    assertThat(directory.files()).isEmpty();
    assertThat(directory.view(DESTINATION)).isEmpty();
    assertThat(state()).doesNotExist();
  }

  @Test
  void opensFoldersOfAnyName() {
    LedgerDirectory directory = LedgerDirectory.in(temporary.resolve("a?b=c#d %41 'x\";é"));

    try (LedgerFile file = directory.open(DESTINATION)) {
      record(file, 1);
    }

    try (LedgerFile file = directory.open(DESTINATION)) {
      assertThat(file.transfer(SOURCE).passes()).hasSize(1);
      assertThat(file.path()).exists();
    }
  }

  @Test
  @Tag("I10")
  void refusesASecondProcess() throws IOException {
    LedgerDirectory directory = LedgerDirectory.in(state());
    try (ChildJvm holder = ChildJvm.start(LedgerHolder.class, state())) {
      assertThat(holder.line()).startsWith("holding ");
      Instant started = ProcessHandle.of(holder.pid()).flatMap(p -> p.info().startInstant()).get();

      assertThatThrownBy(() -> directory.open(DESTINATION))
          .isInstanceOfSatisfying(
              LedgerInUseException.class,
              e -> {
                assertThat(e.reason()).isEqualTo(Reason.IN_USE);
                assertThat(e.holder()).contains(new Holder(holder.pid(), started));
                assertThat(e).hasMessageContaining("process " + holder.pid());
              });

      assertThat(holder.end()).isZero();
    }
    try (LedgerFile file = directory.open(DESTINATION)) {
      record(file, 1);
    }
  }

  @Test
  @Tag("I10")
  void takesOverFromAProcessThatWasKilled() throws IOException {
    try (ChildJvm holder = ChildJvm.start(LedgerHolder.class, state())) {
      assertThat(holder.line()).startsWith("holding ");

      holder.kill();

      try (LedgerFile file = LedgerDirectory.in(state()).open(DESTINATION)) {
        record(file, 1);
      }
    }
  }

  @Test
  @Tag("I10")
  void refusesToOpenALedgerTwice() throws IOException {
    LedgerDirectory directory = LedgerDirectory.in(state());
    try (LedgerFile file = directory.open(DESTINATION)) {
      assertThatThrownBy(() -> LedgerDirectory.in(state()).open(DESTINATION))
          .isInstanceOfSatisfying(
              LedgerInUseException.class,
              e -> assertThat(e.holder()).map(Holder::pid).contains(ProcessHandle.current().pid()));
      record(file, 1);

      // Having been refused, it must not have given the first one's lock away.
      try (ChildJvm second = ChildJvm.start(LedgerOpener.class, state())) {
        assertThat(second.line()).isEqualTo("in use");
      }
    }
  }

  @Test
  @Tag("I10")
  void letsAWriterThatWasOvertakenRecordNothingMore() throws SQLException {
    LedgerDirectory directory = LedgerDirectory.in(state());
    try (LedgerFile file = directory.open(DESTINATION)) {
      record(file, 1);
      try (Connection other = sqlite(file.path())) {
        execute(other, "update ledger_file set fencing = fencing + 1");
      }

      Handle<Boolean> late = file.transfer(SOURCE).write(List.of(pass(2)));

      assertThatThrownBy(late::await)
          .isInstanceOf(EndpointException.class)
          .hasMessageContaining("taken the ledger over");
      assertThatThrownBy(() -> file.transfer(SOURCE).write(List.of(pass(2))))
          .isInstanceOf(EndpointException.class);
      assertThat(file.transfer(SOURCE).passes()).hasSize(1);
    }
  }

  @Test
  void raisesTheFencingNumberEachTimeItIsOpened() throws SQLException {
    LedgerDirectory directory = LedgerDirectory.in(state());
    directory.open(DESTINATION).close();
    directory.open(DESTINATION).close();

    try (Connection connection = sqlite(directory.file(DESTINATION))) {
      assertThat(FileHeader.read(connection)).isEqualTo(new FileHeader(DESTINATION, 1, 2));
    }
  }

  @Test
  void showsWhatIsDurableWhileAnotherProcessWrites() throws IOException {
    LedgerDirectory directory = LedgerDirectory.in(state());
    try (LedgerFile file = directory.open(DESTINATION)) {
      record(file, 1);
    }
    try (ChildJvm holder = ChildJvm.start(LedgerHolder.class, state())) {
      holder.line();

      try (LedgerView view = directory.view(DESTINATION).orElseThrow()) {
        assertThat(view.destination()).isEqualTo(DESTINATION);
        assertThat(view.sources()).containsExactly(SOURCE);
        assertThat(view.transfer(SOURCE).passes()).hasSize(1);
        assertThatThrownBy(() -> view.transfer(SOURCE).write(List.of(pass(2))))
            .isInstanceOf(UnsupportedOperationException.class);
      }
    }
  }

  @Test
  void showsNewWritesToAViewThatIsOpen() {
    LedgerDirectory directory = LedgerDirectory.in(state());
    try (LedgerFile file = directory.open(DESTINATION);
        LedgerView view = directory.view(DESTINATION).orElseThrow()) {
      assertThat(view.transfer(SOURCE).passes()).isEmpty();

      record(file, 1);

      assertThat(view.transfer(SOURCE).passes()).hasSize(1);
      assertThat(view.transfer(SOURCE).newNumber()).isPositive();
    }
  }

  @Test
  void showsALedgerWhoseWriterWasKilled() throws IOException {
    try (ChildJvm holder = ChildJvm.start(LedgerHolder.class, state())) {
      holder.line();
      holder.kill();
    }

    try (LedgerView view = LedgerDirectory.in(state()).view(DESTINATION).orElseThrow()) {
      assertThat(view.sources()).isEmpty();
    }
  }

  @Test
  void takesAFileThatWasNeverWrittenForNone() throws IOException {
    LedgerDirectory directory = LedgerDirectory.in(state());
    Files.createDirectories(state().resolve("ledgers"));
    Files.createFile(directory.file(DESTINATION));

    assertThat(directory.view(DESTINATION)).isEmpty();

    directory.open(DESTINATION).close();
    try (LedgerView view = directory.view(DESTINATION).orElseThrow()) {
      assertThat(view.destination()).isEqualTo(DESTINATION);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"nfs", "nfs4", "cifs", "smb2", "SMB3", "fuse.sshfs", "9p", "fuse.glusterfs"})
  void refusesNetworkFileSystems(String type) {
    LedgerDirectory directory = LedgerDirectory.in(state(), _ -> type, Tuning.DEFAULT);

    assertThatThrownBy(() -> directory.open(DESTINATION))
        .isInstanceOfSatisfying(
            LedgerRefusedException.class,
            e -> assertThat(e.reason()).isEqualTo(Reason.NETWORK_FILE_SYSTEM))
        .hasMessageContaining(type)
        .hasMessageContaining("choose a state folder on a disk of this machine");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ext4", "xfs", "btrfs", "zfs", "tmpfs", "overlay", "apfs", "NTFS", "fuseblk"})
  void takesLocalFileSystems(String type) {
    LedgerDirectory directory = LedgerDirectory.in(state(), _ -> type, Tuning.DEFAULT);

    try (LedgerFile file = directory.open(DESTINATION)) {
      assertThat(file.path()).exists();
    }
  }

  @Test
  void refusesTheLedgerOfAnotherAccount() throws IOException {
    LedgerDirectory directory = LedgerDirectory.in(state());
    var other = new AccountId("new.example.org", "bob");
    directory.open(DESTINATION).close();
    Files.copy(directory.file(DESTINATION), directory.file(other));

    assertRefused(directory, other, Reason.ANOTHER_ACCOUNT);

    assertThat(directory.file(other)).hasSameBinaryContentAs(directory.file(DESTINATION));
  }

  @Test
  void refusesAFormatItDoesNotKnow() throws SQLException {
    LedgerDirectory directory = LedgerDirectory.in(state());
    directory.open(DESTINATION).close();
    alter(directory, "pragma user_version = " + (Schema.VERSION + 1));

    assertRefused(directory, DESTINATION, Reason.NEWER_FORMAT);
    assertThatThrownBy(() -> directory.view(DESTINATION))
        .isInstanceOfSatisfying(
            LedgerRefusedException.class,
            e -> assertThat(e.reason()).isEqualTo(Reason.NEWER_FORMAT))
        .hasMessageContaining("use the newer one");
  }

  @Test
  void refusesDigestsItDoesNotKnow() throws SQLException {
    LedgerDirectory directory = LedgerDirectory.in(state());
    directory.open(DESTINATION).close();
    alter(directory, "update ledger_file set digest_version = 99");

    assertRefused(directory, DESTINATION, Reason.NEWER_FORMAT);
    assertThatThrownBy(() -> directory.view(DESTINATION))
        .isInstanceOf(LedgerRefusedException.class);
  }

  @Test
  void refusesADatabaseOfAnotherProgram() throws SQLException, IOException {
    LedgerDirectory directory = LedgerDirectory.in(state());
    Files.createDirectories(state().resolve("ledgers"));
    alter(directory, "create table places (url text)");

    assertRefused(directory, DESTINATION, Reason.NOT_A_LEDGER);

    try (Connection connection = sqlite(directory.file(DESTINATION))) {
      assertThat(Database.number(connection, "select count(*) from sqlite_schema")).isEqualTo(1);
    }
  }

  @Test
  void bringsALedgerOfTheFirstFormatToThePresentOne() throws SQLException {
    LedgerDirectory directory = LedgerDirectory.in(state());
    try (LedgerFile file = directory.open(DESTINATION)) {
      record(file, 1);
    }
    alter(directory, "drop table folder_made");
    alter(directory, "pragma user_version = 1");
    try (LedgerView view = directory.view(DESTINATION).orElseThrow()) {
      assertThat(view.transfer(SOURCE).foldersMade()).isEmpty();
      assertThat(view.sources()).containsExactly(SOURCE);
    }

    try (LedgerFile file = directory.open(DESTINATION)) {
      record(file, 2);
      assertThat(file.transfer(SOURCE).foldersMade()).isEmpty();
    }

    try (Connection connection = sqlite(directory.file(DESTINATION))) {
      assertThat(Database.number(connection, "pragma user_version")).isEqualTo(Schema.VERSION);
      assertThat(Database.number(connection, "select count(*) from folder_made")).isZero();
    }
  }

  @Test
  void canBeOpenedAgainAfterItWasRefused() throws SQLException {
    LedgerDirectory directory = LedgerDirectory.in(state());
    directory.open(DESTINATION).close();
    alter(directory, "pragma user_version = 99");
    assertRefused(directory, DESTINATION, Reason.NEWER_FORMAT);
    alter(directory, "pragma user_version = " + Schema.VERSION);

    try (LedgerFile file = directory.open(DESTINATION)) {
      record(file, 1);
    }
  }

  @Test
  void takesNothingOnceItIsClosed() {
    LedgerFile file = LedgerDirectory.in(state()).open(DESTINATION);
    LedgerStorage ledger = file.transfer(SOURCE);

    file.close();

    assertThatThrownBy(() -> ledger.write(List.of(pass(1))))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(ledger::passes).isInstanceOf(IllegalStateException.class);
    ledger.close();
    file.close();
  }

  @Test
  void leavesOneFileBehindForPeopleToCopy() throws IOException {
    LedgerDirectory directory = LedgerDirectory.in(state());
    try (LedgerFile file = directory.open(DESTINATION)) {
      record(file, 1);
    }

    try (var files = Files.list(state().resolve("ledgers"))) {
      assertThat(files.map(f -> f.getFileName().toString()))
          .containsExactlyInAnyOrder(
              LedgerFileName.of(DESTINATION) + ".ledger", LedgerFileName.of(DESTINATION) + ".lock");
    }
  }

  private Path state() {
    return temporary.resolve("state");
  }

  private static void assertRefused(LedgerDirectory directory, AccountId account, Reason reason) {
    assertThatThrownBy(() -> directory.open(account))
        .isInstanceOfSatisfying(
            LedgerRefusedException.class,
            e -> {
              assertThat(e.reason()).isEqualTo(reason);
              assertThat(e.file()).isEqualTo(directory.file(account));
              assertThat(e).hasMessageContaining(directory.file(account).toString());
            });
  }

  private static void alter(LedgerDirectory directory, String sql) throws SQLException {
    try (Connection connection = sqlite(directory.file(DESTINATION))) {
      execute(connection, sql);
    }
  }

  private static Connection sqlite(Path file) throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + file);
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }

  private static String permissions(Path path) {
    try {
      return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static void record(LedgerFile file, long number) {
    file.transfer(SOURCE).write(List.of(pass(number))).await();
  }

  static LedgerRecord pass(long number) {
    return new LedgerRecord.PutPass(
        new PassRecord(number, Instant.EPOCH, Optional.empty(), "", 0, 0));
  }
}
