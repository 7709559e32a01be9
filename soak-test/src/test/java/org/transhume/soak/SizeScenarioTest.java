package org.transhume.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** The miniature of {@code ./soak size}. */
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
    var options = new SizeOptions(List.of(100, 1_500), 20, 140_000_000, 20, 35);

    assertThat(new SizeScenario(product, options, temporary, words.stream()).execute())
        .as(words::toString)
        .isTrue();
  }
}
