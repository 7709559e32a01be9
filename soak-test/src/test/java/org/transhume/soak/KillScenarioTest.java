package org.transhume.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** The miniature of {@code ./soak kills}. */
@Tag("X2")
@EnabledIf("org.transhume.imap.testkit.dovecot.DovecotServer#shouldRun")
class KillScenarioTest {
  private final Words words = new Words();

  @TempDir private Path temporary;

  @Test
  void losesAndDoublesNothingHoweverItIsKilled() {
    var options =
        new KillOptions(
            List.of(1, 2, 3, 4),
            3,
            160,
            Duration.ofSeconds(4),
            40_000,
            4,
            List.of(
                Disturbance.KILLED,
                Disturbance.LATE,
                Disturbance.ANSWERS_SWALLOWED,
                Disturbance.CUT));

    assertThat(scenario("org.transhume.cli.Main", options).execute()).as(words::toString).isTrue();
  }

  @Test
  void findsOutAProgramThatCopiesTwice() {
    var options =
        new KillOptions(
            List.of(1), 3, 40, Duration.ofSeconds(2), 40_000, 1, List.of(Disturbance.KILLED));

    assertThat(scenario(CarelessCopier.class.getName(), options).execute()).isFalse();
    assertThat(words.toString()).contains("doubled: ", "one more pass sent");
  }

  private KillScenario scenario(String main, KillOptions options) {
    return new KillScenario(Product.ofClassPath(main), options, temporary, words.stream());
  }
}
