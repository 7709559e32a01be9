package org.transhume.bench.meter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProcessorTimeTest {
  @Test
  void readsANameThatLooksLikeFields() {
    String line = "42 (im) 7 (ap) S 41 42 42 0 -1 4194560 100 200 0 0 11 22 33 44 20 0 1 0 9 1 1";

    assertThat(ProcessorTime.Stat.of(line)).isEqualTo(new ProcessorTime.Stat(41, 33, 77));
  }

  @Test
  void takesAProcessThatHasGoneForNothing() {
    assertThat(ProcessorTime.Stat.of("")).isEqualTo(new ProcessorTime.Stat(0, 0, 0));
  }

  @Test
  void countsNeitherIdleNorWaitingNorStolenTime() {
    String stat = "cpu  100 20 30 4000 500 6 7 8 0 0\ncpu0 1 2 3 4 5 6 7 8 0 0\n";

    assertThat(ProcessorTime.busyTicks(stat)).isEqualTo(100 + 20 + 30 + 6 + 7);
  }

  @Test
  void readsTheHighWaterMarkInOctets() {
    assertThat(PeakMemory.highWaterBytes("Name:\tjava\nVmHWM:\t  2048 kB\nVmRSS:\t  1 kB\n"))
        .isEqualTo(2048 * 1024);
    assertThat(PeakMemory.highWaterBytes("Name:\tkthreadd\n")).isZero();
  }
}
