package org.transhume.bench.figure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class StandingTest {
  @Test
  void takesRatiosInsideARound() {
    // The machine was half as fast in the second round: the ratio is what stays.
    List<Standing> standings =
        Standing.of(
            List.of(
                Runs.run("ours", 1, 1),
                Runs.run("theirs", 1, 10),
                Runs.run("theirs", 2, 20),
                Runs.run("ours", 2, 2)));

    assertThat(standings).extracting(Standing::tool).containsExactly("ours", "theirs");
    assertThat(standings.getFirst().reference()).isEmpty();
    assertThat(standings.getLast().reference()).contains(new Spread(10, 10, 10));
    assertThat(standings.getLast().seconds()).isEqualTo(new Spread(15, 10, 20));
  }

  @Test
  void comparesRatesWhereOneWasStopped() {
    List<Standing> standings =
        Standing.of(
            List.of(
                Runs.run("ours", 1, 1, 1000, 0, Ending.DONE),
                Runs.run("theirs", 1, 10, 100, 0, Ending.CAPPED)));

    assertThat(standings.getLast().reference()).contains(new Spread(100, 100, 100));
    assertThat(standings.getLast().isCapped()).isTrue();
  }

  @Test
  void leavesNoisyRunsOutWhereThereAreQuietOnes() {
    List<Standing> standings =
        Standing.of(
            List.of(
                Runs.run("ours", 1, 1),
                Runs.run("theirs", 1, 60, 1000, 30, Ending.DONE),
                Runs.run("ours", 2, 1),
                Runs.run("theirs", 2, 5)));

    assertThat(standings.getLast().runs()).isEqualTo(1);
    assertThat(standings.getLast().noisyRuns()).isZero();
    assertThat(standings.getLast().reference()).contains(new Spread(5, 5, 5));
  }

  @Test
  void saysThatThereAreNoisyRunsOnly() {
    List<Standing> standings = Standing.of(List.of(Runs.run("ours", 1, 10, 1000, 5, Ending.DONE)));

    assertThat(standings.getFirst().runs()).isEqualTo(1);
    assertThat(standings.getFirst().noisyRuns()).isEqualTo(1);
  }

  @Test
  void knowsNoRatioWithoutACommonRound() {
    List<Standing> standings =
        Standing.of(List.of(Runs.run("ours", 1, 1), Runs.run("theirs", 2, 5)));

    assertThat(standings.getLast().reference()).isEmpty();
  }

  @Test
  void countsNoFailure() {
    List<Standing> standings =
        Standing.of(
            List.of(Runs.run("ours", 1, 1), Runs.run("theirs", 1, 0.1, 0, 0, Ending.FAILED)));

    assertThat(standings).extracting(Standing::tool).containsExactly("ours");
  }
}
