package org.transhume.imap.testkit.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class ProcessSamplerTest {
  private static final Duration OFTEN = Duration.ofMillis(5);

  @Test
  void seesSecretsInAnyCommandLineAndTellsOnlyTheirNames() throws Exception {
    try (var sampler =
        ProcessSampler.start(
            ProcessHandle.current().pid(),
            OFTEN,
            Map.of("password 1", "pa55-of-one", "password 2", "pa55-of-two"))) {
      Process careless = new ProcessBuilder("sh", "-c", "read x # pa55-of-one").start();
      try {
        await().until(() -> !sampler.leaks().isEmpty());
      } finally {
        careless.getOutputStream().close();
        careless.waitFor();
      }

      assertThat(sampler.leaks())
          .containsExactly("password 1 in the command line of process " + careless.pid());
    }
  }

  @Test
  void knowsThePeakOfAProcess() throws Exception {
    Process small = new ProcessBuilder("sh", "-c", "read x").start();
    try (var ours = ProcessSampler.start(ProcessHandle.current().pid(), OFTEN, Map.of());
        var its = ProcessSampler.start(small.pid(), OFTEN, Map.of())) {
      await().until(() -> its.samples() > 2 && ours.samples() > 2 && its.peakRssBytes() > 0);

      assertThat(its.peakRssBytes()).isBetween(100_000L, 20_000_000L);
      assertThat(ours.peakRssBytes()).isGreaterThan(its.peakRssBytes());
    } finally {
      small.getOutputStream().close();
      small.waitFor();
    }
  }
}
