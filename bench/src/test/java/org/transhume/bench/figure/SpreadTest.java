package org.transhume.bench.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class SpreadTest {
  @Test
  void takesTheValueInTheMiddle() {
    assertThat(Spread.of(9, 1, 4)).isEqualTo(new Spread(4, 1, 9));
  }

  @Test
  void takesTheMeanOfTheTwoInTheMiddle() {
    assertThat(Spread.of(8, 1, 4, 2)).isEqualTo(new Spread(3, 1, 8));
  }

  @Test
  void needsAValue() {
    assertThatIllegalArgumentException().isThrownBy(Spread::of);
  }
}
