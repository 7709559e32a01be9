package org.transhume.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KillPlanTest {
  private static final Duration COPY = Duration.ofSeconds(20);

  @Test
  void drawsTheSameFromTheSameSeed() {
    assertThat(plans(4)).isEqualTo(plans(4)).isNotEqualTo(plans(5));
  }

  @Test
  void spreadsTheKillsOverTheWholeCopy() {
    List<KillPlan> killed =
        plans(4).stream().filter(plan -> plan.disturbance() == Disturbance.KILLED).toList();

    for (int part = 0; part < 5; part++) {
      long from = part * 4_000L;
      assertThat(killed).anyMatch(plan -> plan.at().toMillis() / 4_000 == from / 4_000);
    }
    assertThat(killed).allMatch(plan -> plan.at().compareTo(COPY) <= 0);
  }

  @Test
  void killsAThirdAgainWhileItSettles() {
    List<KillPlan> killed = plans(4).stream().filter(plan -> plan.disturbance().kills()).toList();
    long again = killed.stream().filter(plan -> plan.again().isPresent()).count();

    assertThat((double) again / killed.size()).isBetween(0.25, 0.42);
  }

  @Test
  void meetsEveryDisturbance() {
    assertThat(Disturbance.FAULTS)
        .doesNotContain(Disturbance.KILLED)
        .hasSize(Disturbance.values().length - 1)
        .doesNotHaveDuplicates();
  }

  @Test
  void cutsOnlyWhatIsToBeCutInTheOrderOfTime() {
    for (KillPlan plan : plans(4)) {
      boolean isCut = plan.disturbance() == Disturbance.CUT;

      assertThat(plan.cuts().isEmpty()).isEqualTo(!isCut);
      assertThat(plan.cuts()).extracting(KillPlan.Cutting::at).isSorted();
      assertThat(plan.cuts()).allMatch(cut -> cut.source() || cut.destination());
    }
  }

  private static Disturbance disturbance(int run) {
    return Disturbance.values()[run % Disturbance.values().length];
  }

  private static List<KillPlan> plans(long seed) {
    return IntStream.rangeClosed(1, 400)
        .mapToObj(run -> KillPlan.draw(seed, run, disturbance(run), COPY, 14))
        .toList();
  }
}
