package org.transhume.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("X9")
class SecretTest {
  private record Holder(String user, Secret password) {}

  @Test
  void neverPrints() {
    var secret = Secret.of("hunter2");

    assertThat(secret).hasToString("***");
    assertThat("" + new Holder("u", secret) + List.of(secret) + Map.of("k", secret))
        .doesNotContain("hunter2");
    assertThat(String.format("%s %s", secret, secret)).doesNotContain("hunter2");
  }

  @Test
  void revealsAndComparesItsValue() {
    assertThat(Secret.of("p\u00e4ss\"\\").reveal()).isEqualTo("p\u00e4ss\"\\");
    assertThat(Secret.of("a")).isEqualTo(Secret.of("a")).hasSameHashCodeAs(Secret.of("a"));
    assertThat(Secret.of("a")).isNotEqualTo(Secret.of("b")).isNotEqualTo("a");
  }

  @Test
  void hashesItsValue() {
    assertThat(Secret.of("a").hashCode()).isNotEqualTo(Secret.of("b").hashCode());
  }
}
