package org.transhume.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/**
 * The miniature of {@code ./soak size}. The large message does not fit into the program's heap of
 * 128 MiB. Passes over 1,000 and 10,000 messages differ by a tenth in memory; 15 % of 100 MB is
 * what 1.7 kB for each of 9,000 messages would take, less than a message has here.
 */
@Tag("X3")
@Tag("X5")
@Tag("I6")
@Tag("I7")
@EnabledIf("org.transhume.imap.testkit.dovecot.DovecotServer#shouldRun")
class SizeScenarioTest {
  private final Words words = new Words();

  @TempDir private Path temporary;

  @Test
  void costsWhatChangedAndNotWhatIsThere() {
    var product = Product.ofClassPath("org.transhume.cli.Main");
    var options = new SizeOptions(List.of(1_000, 10_000), 20, 140_000_000, 20, 15);

    assertThat(new SizeScenario(product, options, temporary, words.stream()).execute())
        .as(words::toString)
        .isTrue();
  }
}
