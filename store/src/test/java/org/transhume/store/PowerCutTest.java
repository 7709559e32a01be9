package org.transhume.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.transhume.engine.ledger.LedgerStorage;
import org.transhume.store.Database.Tuning;
import org.transhume.store.DiskRecording.Event;
import org.transhume.store.PowerlessDisk.Kept;

/**
 * The power goes while a process writes: its writes and syncs are recorded, and the ledger is
 * opened from what the disk may hold after each of them. What the process had told was durable must
 * be there, and no list half.
 */
@Tag("X2")
final class PowerCutTest {
  /** To look at what is left there is no need to wait for the disk. */
  private static final Tuning IN_A_HURRY = new Tuning("OFF", 1_000, Tuning.DEFAULT.maxPages());

  private static final long LATER_STEP = 1_000_000;

  @TempDir private Path temporary;

  /** What a power cut at one moment lost; empty if nothing. */
  private record Loss(int event, Kept kept, String what) {}

  @Test
  void losesNothingThatWasAcknowledged() throws Exception {
    DiskRecording recording = record(10, 2, "FULL");

    List<Loss> losses = losses(recording, false, List.of(Kept.values()));

    assertThat(losses).isEmpty();
  }

  @Test
  @Tag("slow")
  void losesNothingThatWasAcknowledgedWhereverItStops() throws Exception {
    DiskRecording recording = record(120, 3, "FULL");

    List<Loss> losses =
        losses(
            recording,
            true,
            List.of(Kept.NOTHING, Kept.EVERYTHING, Kept.SOMETHING, Kept.SOMETHING, Kept.SOMETHING));

    assertThat(losses).isEmpty();
  }

  /** The proof that the two above can fail: NORMAL does not wait for the disk at each commit. */
  @Test
  void wouldNoticeALedgerThatDoesNotWaitForTheDisk() throws Exception {
    DiskRecording recording = record(5, 1, "NORMAL");

    List<Loss> losses = losses(recording, false, List.of(Kept.NOTHING));

    assertThat(losses).extracting(Loss::what).anyMatch(what -> what.startsWith("lost"));
  }

  @Test
  void makesItsFoldersDurableToo() throws Exception {
    Path state = temporary.resolve("state");

    DiskRecording recording = record(1, 1, "FULL");

    assertThat(recording.syncedFolders())
        .contains(
            temporary.toRealPath(), state.toRealPath(), state.toRealPath().resolve("ledgers"));
  }

  private DiskRecording record(int steps, int threads, String synchronous) throws Exception {
    assumeTrue(canTrace(), "no power cuts here: strace is missing or forbidden");
    Path trace = temporary.resolve("trace");
    Path state = temporary.resolve("state");
    try (ChildJvm child =
        ChildJvm.start(
            DiskRecording.recordingIn(trace),
            StepWriter.class,
            state,
            1,
            steps,
            threads,
            synchronous)) {
      assertThat(child.lines()).hasSize(steps + 1);
      assertThat(child.end()).isZero();
    }
    return DiskRecording.read(trace, state.toRealPath().resolve("ledgers"));
  }

  private static boolean canTrace() throws InterruptedException {
    try {
      Process process =
          new ProcessBuilder("strace", "-qq", "-e", "trace=none", "true")
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException _) {
      return false;
    }
  }

  private List<Loss> losses(DiskRecording recording, boolean everywhere, List<Kept> variants)
      throws Exception {
    List<Event> events = recording.events();
    var random = new Random(11);
    var disk = new PowerlessDisk();
    var durable = new TreeSet<Long>();
    var losses = new ArrayList<Loss>();
    for (int i = 0; i < events.size(); i++) {
      Event event = events.get(i);
      disk.apply(event);
      if (event instanceof Event.Told(String line)) {
        StepWriter.durableStep(line).ifPresent(durable::add);
      }
      boolean isBeforeOrAfterASync =
          isSync(event) || (i + 1 < events.size() && isSync(events.get(i + 1)));
      if (everywhere || isBeforeOrAfterASync || event instanceof Event.Told) {
        for (Kept kept : variants) {
          String what = lost(disk, kept, random, durable);
          if (!what.isEmpty()) {
            losses.add(new Loss(i, kept, what));
          }
        }
      }
    }
    return losses;
  }

  private static boolean isSync(Event event) {
    return event instanceof Event.Synced || event instanceof Event.FolderSynced;
  }

  /** Starts again from what the disk may hold; says what is missing or broken, if anything. */
  private String lost(PowerlessDisk disk, Kept kept, Random random, Set<Long> durable)
      throws IOException {
    Path state = Files.createTempDirectory(temporary, "after");
    Path ledgers = Files.createDirectory(state.resolve("ledgers"));
    disk.writeTo(ledgers, kept, random);
    LedgerDirectory directory = LedgerDirectory.in(state, _ -> "ext4", IN_A_HURRY);
    try (LedgerFile file = directory.open(LedgerDirectoryTest.DESTINATION)) {
      LedgerStorage ledger = file.transfer(LedgerDirectoryTest.SOURCE);
      Set<Long> missing = new TreeSet<>(durable);
      missing.removeAll(Steps.presentSteps(ledger));
      if (!ledger.pairs().isEmpty()) {
        missing.remove(0L);
      }
      if (!missing.isEmpty()) {
        return "lost " + missing;
      }
      ledger.write(List.of(Steps.pair())).await();
      ledger.write(Steps.step(LATER_STEP)).await();
      if (!Steps.presentSteps(ledger).contains(LATER_STEP)) {
        return "cannot go on";
      }
    }
    String integrity = SqliteCheck.integrity(directory.file(LedgerDirectoryTest.DESTINATION));
    delete(state);
    return integrity.equals("ok") ? "" : integrity;
  }

  private static void delete(Path state) throws IOException {
    // Files first, then the folder they were in.
    for (Path folder : List.of(state.resolve("ledgers"), state)) {
      try (var files = Files.list(folder)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
    }
    Files.delete(state);
  }
}
