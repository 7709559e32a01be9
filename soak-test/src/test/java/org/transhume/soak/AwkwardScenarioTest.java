package org.transhume.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** The miniature of {@code ./soak awkward}. */
@Tag("B1")
@Tag("X1")
@EnabledIf("org.transhume.imap.testkit.dovecot.DovecotServer#shouldRun")
class AwkwardScenarioTest {
  private final Words words = new Words();

  @TempDir private Path temporary;

  @Test
  void copiesEveryAwkwardKindAndNamesWhatWasAltered() {
    var product = Product.ofClassPath("org.transhume.cli.Main");

    assertThat(
            new AwkwardScenario(product, 1, Optional.empty(), temporary, words.stream()).execute())
        .as(words::toString)
        .isTrue();
  }
}
