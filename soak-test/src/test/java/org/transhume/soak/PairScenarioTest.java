package org.transhume.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.transhume.imap.testkit.real.ServerKind;

/** The miniature of {@code ./soak pairs}. */
@Tag("X2")
@Tag("X3")
class PairScenarioTest {
  private final Words words = new Words();

  @TempDir private Path temporary;

  @Test
  void losesAndDoublesNothingBetweenServersOfTwoMakes() {
    List<ServerKind> kinds = List.of(ServerKind.DOVECOT, ServerKind.CYRUS);
    kinds.forEach(kind -> assumeTrue(kind.shouldRun(), kind.title() + " is not there"));
    var product = Product.ofClassPath("org.transhume.cli.Main");
    var options = new PairOptions(kinds, 60, 1, 60, 5, 1);

    assertThat(new PairScenario(product, options, temporary, words.stream()).execute())
        .as(words::toString)
        .isTrue();
    assertThat(words.toString())
        .contains("Cyrus to Dovecot")
        .contains("then")
        .doesNotContain("WRONG");
  }
}
