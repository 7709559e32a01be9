package org.transhume.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.transhume.bench.Trial.Mail;
import org.transhume.bench.Trial.Visit;
import org.transhume.bench.contestant.Contestant;
import org.transhume.bench.contestant.Field;
import org.transhume.bench.figure.Ending;
import org.transhume.bench.figure.Measurement;
import org.transhume.imap.testkit.dovecot.DovecotOptions.Fsync;
import org.transhume.imap.testkit.dovecot.DovecotOptions.Storage;

/** With doveadm as the only contestant, which comes with the server. */
@EnabledIf("org.transhume.imap.testkit.dovecot.DovecotServer#shouldRun")
class TournamentTest {
  private static final int MESSAGES = 40;

  @TempDir private Path folder;
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  @Test
  void runsEveryContestantFromACleanDestinationInEveryRound() throws Exception {
    List<Measurement> runs = run(Visit.FRESH, 0, "doveadm-backup", "doveadm-sync");

    assertThat(runs)
        .extracting(run -> run.round() + " " + run.tool())
        .containsExactly(
            "1 doveadm-backup", "1 doveadm-sync", "2 doveadm-sync", "2 doveadm-backup");
    assertThat(runs)
        .allSatisfy(
            run -> {
              assertThat(run.ending()).isEqualTo(Ending.DONE);
              assertThat(run.messages()).isEqualTo(MESSAGES);
              assertThat(run.peakRssBytes()).isNotNegative();
            });
  }

  @Test
  void bringsOwnCopiesUpToDateOverALongLine() throws Exception {
    List<Measurement> runs = run(Visit.CHANGED, 20, "doveadm-backup");

    // One of forty is one in a hundred, rounded up; every round adds one more.
    assertThat(runs).extracting(Measurement::messages).containsExactly(41L, 42L);
    assertThat(runs)
        .allSatisfy(
            run -> {
              assertThat(run.ending()).isEqualTo(Ending.DONE);
              assertThat(run.wallSeconds()).isGreaterThan(0.08);
              assertThat(run.traffic().orElseThrow().commands()).isPositive();
            });
  }

  @Test
  void saysWhoIsLeftOutAndWhy() throws Exception {
    List<Contestant> nobody =
        new Field(folder, Map.of("IMAPSYNC", "/nowhere")).named(List.of("imapsync"));

    var tournament = new Tournament(rules(), folder, new PrintStream(said));
    tournament.run(trial(Visit.FRESH, 0), nobody);

    assertThat(tournament.runs()).isEmpty();
    assertThat(said.toString()).contains("imapsync", "left out: /nowhere is no program");
  }

  @Test
  void leavesOutWhoseFirstCopyIsNotWhole() throws Exception {
    List<Measurement> runs = run(Visit.UNCHANGED, 0, "broken=/bin/false", "doveadm-backup");

    assertThat(runs).extracting(Measurement::tool).containsOnly("doveadm-backup");
    assertThat(said.toString()).contains("broken", "left out: its first copy is not whole");
  }

  private List<Measurement> run(Visit visit, int roundTripMillis, String... tools)
      throws Exception {
    var tournament = new Tournament(rules(), folder, new PrintStream(said));
    tournament.run(
        trial(visit, roundTripMillis), new Field(folder, Map.of()).named(List.of(tools)));
    return tournament.runs();
  }

  private static Tournament.Rules rules() {
    return new Tournament.Rules(2, Duration.ofMinutes(2), 0, 1, true, Fsync.NEVER);
  }

  private static Trial trial(Visit visit, int roundTripMillis) {
    return new Trial(
        Mail.TINY, MESSAGES, roundTripMillis, false, 1, visit, Storage.MAILDIR, Set.of());
  }
}
