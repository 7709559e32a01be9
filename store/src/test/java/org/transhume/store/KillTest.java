package org.transhume.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process that writes is killed, at any instant, again and again on the same ledger: what it had
 * told was durable must be there, and no list half.
 */
@Tag("X2")
final class KillTest {
  private static final int MOST_STEPS = 100_000;

  @TempDir private Path temporary;

  private final Set<Long> durable = new TreeSet<>();
  private long nextStep = 1;

  @Test
  void keepsWhatWasAcknowledgedBeforeAKill(TestReporter reporter) throws IOException {
    killAgainAndAgain(3, reporter);
  }

  @Test
  @Tag("slow")
  void keepsWhatWasAcknowledgedBeforeEachOfManyKills(TestReporter reporter) throws IOException {
    killAgainAndAgain(25, reporter);
  }

  private void killAgainAndAgain(int kills, TestReporter reporter) throws IOException {
    var random = new Random();
    for (int kill = 1; kill <= kills; kill++) {
      // Now and then before the first acknowledgement: while it starts, opens or recovers.
      killAfter(random.nextInt(5) == 0 ? 0 : random.nextInt(1, 300), random);

      try (LedgerFile file = LedgerDirectory.in(state()).open(LedgerDirectoryTest.DESTINATION)) {
        Set<Long> present = Steps.presentSteps(file.transfer(LedgerDirectoryTest.SOURCE));
        assertThat(present).as("kill %d", kill).containsAll(durable);
        // A step that nobody was told of may be there too; its number is not used again.
        nextStep = present.stream().mapToLong(Long::longValue).max().orElse(0) + 1;
      }
      assertThat(SqliteCheck.integrity(ledger())).isEqualTo("ok");
    }
    reporter.publishEntry("steps acknowledged before " + kills + " kills", "" + durable.size());
    assertThat(durable).isNotEmpty();
  }

  private void killAfter(int acknowledgements, Random random) throws IOException {
    int threads = random.nextInt(1, 9);
    try (ChildJvm child =
        ChildJvm.start(StepWriter.class, state(), nextStep, MOST_STEPS, threads, "FULL")) {
      if (acknowledgements == 0) {
        child.liveMillis(random.nextInt(600));
      }
      for (int i = 0; i < acknowledgements; i++) {
        told(child.line());
      }
      child.kill();
      child.lines().forEach(this::told);
    }
  }

  private void told(String line) {
    StepWriter.durableStep(line).stream().filter(step -> step > 0).forEach(durable::add);
  }

  private Path state() {
    return temporary.resolve("state");
  }

  private Path ledger() {
    return LedgerDirectory.in(state()).file(LedgerDirectoryTest.DESTINATION);
  }
}
