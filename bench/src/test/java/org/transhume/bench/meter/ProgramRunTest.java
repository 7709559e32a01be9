package org.transhume.bench.meter;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
class ProgramRunTest {
  @TempDir private Path folder;

  @Test
  void tellsWhatAProgramTookAndSaid() throws Exception {
    Path log = folder.resolve("log");
    List<String> busy =
        List.of(
            "sh",
            "-c",
            "echo $WORD; echo oops >&2; i=0; while [ $i -lt 100000 ]; do i=$((i+1)); done; exit 3");

    ProgramRun.Taken taken =
        ProgramRun.start(busy, Map.of("WORD", "hello"), log).await(Duration.ofMinutes(5));

    assertThat(taken.exitCode()).isEqualTo(3);
    assertThat(taken.isCapped()).isFalse();
    assertThat(taken.cpuSeconds()).isPositive().isLessThanOrEqualTo(taken.wallSeconds() + 0.1);
    assertThat(Files.readString(log)).isEqualTo("hello\noops\n");
  }

  @Test
  void stopsWhatTakesTooLongAndStillTellsWhatItTook() throws Exception {
    ProgramRun.Taken taken =
        ProgramRun.start(
                List.of("sh", "-c", "while :; do :; done"), Map.of(), folder.resolve("log"))
            .await(Duration.ofMillis(300));

    assertThat(taken.isCapped()).isTrue();
    assertThat(taken.peakRssBytes()).isPositive();
    assertThat(taken.cpuSeconds()).isPositive();
  }
}
