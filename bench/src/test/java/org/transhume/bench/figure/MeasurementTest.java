package org.transhume.bench.figure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MeasurementTest {
  @Test
  void bearsALittleForeignWork() {
    assertThat(Runs.run("a", 1, 10, 1000, 0.4, Ending.DONE).isNoisy()).isFalse();
    assertThat(Runs.run("a", 1, 10, 1000, 0.6, Ending.DONE).isNoisy()).isTrue();
    assertThat(Runs.run("a", 1, 0.1, 1000, 0.05, Ending.DONE).isNoisy()).isFalse();
  }

  @Test
  void countsWhatWasStoppedButNotWhatFailed() {
    assertThat(Runs.run("a", 1, 10, 5, 0, Ending.CAPPED).counts()).isTrue();
    assertThat(Runs.run("a", 1, 10, 5, 0, Ending.FAILED).counts()).isFalse();
    assertThat(Runs.run("a", 1, 10, 0, 0, Ending.CAPPED).counts()).isFalse();
  }
}
