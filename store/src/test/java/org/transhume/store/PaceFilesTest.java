package org.transhume.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.transhume.engine.endpoint.Side;
import org.transhume.engine.endpoint.WaitCause;
import org.transhume.engine.ledger.AccountId;
import org.transhume.engine.pace.DayCount;
import org.transhume.engine.pace.PaceState;
import org.transhume.engine.pace.PaceState.Refusals;
import org.transhume.engine.pace.Wait;

@Tag("I8")
class PaceFilesTest {
  private static final AccountId SOURCE = new AccountId("old.example.com", "john");
  private static final AccountId DESTINATION = new AccountId("new.example.net", "john");
  private static final Instant UNTIL = Instant.parse("2026-11-24T10:00:00.250Z");

  @TempDir Path state;

  private PaceFiles files() {
    return PaceFiles.in(state, SOURCE, DESTINATION);
  }

  private static PaceState full(String words) {
    var hours = new TreeMap<Long, Long>();
    hours.put(498_000L, 2_500_000_000L);
    hours.put(498_001L, 1L);
    return new PaceState(
        Optional.of(new Wait(Side.SOURCE, UNTIL, WaitCause.DAY_IS_OVER, words)),
        3,
        new DayCount(hours),
        new Refusals(2, Optional.of(UNTIL.minusSeconds(60))));
  }

  @Test
  void findsAfterARestartWhatItKept() {
    files().change(Side.SOURCE, _ -> full("NO [OVERQUOTA] enough = enough"));

    assertThat(files().read(Side.SOURCE)).isEqualTo(full("NO [OVERQUOTA] enough = enough"));
    assertThat(files().read(Side.DESTINATION)).isEqualTo(PaceState.NEW);
  }

  @Test
  void isSharedByAllTransfersOfAnAccount() {
    files().change(Side.SOURCE, _ -> full("words"));

    var other = PaceFiles.in(state, new AccountId("x.example.org", "eve"), SOURCE);
    assertThat(other.read(Side.DESTINATION).rest().orElseThrow().side())
        .isEqualTo(Side.DESTINATION);
    assertThat(other.read(Side.DESTINATION).day()).isEqualTo(full("words").day());
  }

  @Test
  void makesNothingByReading() {
    files().read(Side.SOURCE);

    assertThat(state).isEmptyDirectory();
  }

  @Test
  void isForItsOwnerAlone() throws IOException {
    files().change(Side.SOURCE, _ -> full("words"));

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(state.resolve("pace"))))
        .isEqualTo("rwx------");
    assertThat(
            PosixFilePermissions.toString(Files.getPosixFilePermissions(files().file(Side.SOURCE))))
        .isEqualTo("rw-------");
  }

  @Test
  void letsNoServersWordsMakeLinesOfTheirOwn() {
    files().change(Side.SOURCE, _ -> full("one\r\nrefusals=99\nuntil=x\u001B"));

    PaceState kept = files().read(Side.SOURCE);
    assertThat(kept.refusals().count()).isEqualTo(2);
    assertThat(kept.rest().orElseThrow().words()).isEqualTo("one  refusals=99 until=x ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"until=yesterday", "until=2026-11-24T10:00:00Z", "leaves=x", "hour x=1"})
  void takesAFileThatCannotBeReadForNone(String line) throws IOException {
    files().change(Side.SOURCE, _ -> full("words"));
    Files.writeString(files().file(Side.SOURCE), line);

    assertThat(files().read(Side.SOURCE)).isEqualTo(PaceState.NEW);
    assertThat(files().change(Side.SOURCE, _ -> full("again"))).isEqualTo(full("again"));
    assertThat(files().read(Side.SOURCE)).isEqualTo(full("again"));
  }

  @Test
  void losesNoCountOfTwoWhoCountAtOnce() throws Exception {
    var all = new ArrayList<Future<?>>();
    try (var threads = Executors.newFixedThreadPool(4)) {
      for (int i = 0; i < 4; i++) {
        all.add(
            threads.submit(
                () -> {
                  PaceFiles mine = files();
                  for (int n = 0; n < 50; n++) {
                    mine.change(
                        Side.SOURCE,
                        before ->
                            new PaceState(
                                Optional.empty(),
                                before.leaves() + 1,
                                DayCount.NONE,
                                Refusals.NONE));
                  }
                }));
      }
    }
    for (Future<?> each : all) {
      each.get();
    }

    assertThat(files().read(Side.SOURCE).leaves()).isEqualTo(200);
    assertThat(state.resolve("pace"))
        .isDirectoryNotContaining(file -> file.toString().endsWith(".half"));
  }
}
