package org.transhume.engine.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccountIdTest {
  private static AccountId of(String login) {
    return new AccountId("mail.example.com", login);
  }

  @ParameterizedTest
  @CsvSource({
    "john, john",
    "john, John",
    "john, john@example.com",
    "john@example.com, JOHN@EXAMPLE.COM",
    "john, EXAMPLE\\john",
    "john@example.com, EXAMPLE\\John",
  })
  void takesTheseForFormsOfOneLogin(String one, String other) {
    assertThat(of(one).hasLoginLike(of(other))).isTrue();
    assertThat(of(other).hasLoginLike(of(one))).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "john, jane",
    "john@example.com, john@example.org",
    "john, johnny@example.com",
    "john, jo\\hn",
  })
  void tellsTheseApart(String one, String other) {
    assertThat(of(one).hasLoginLike(of(other))).isFalse();
    assertThat(of(other).hasLoginLike(of(one))).isFalse();
  }

  @Test
  void takesEndpointsWithoutRegardToCase() {
    assertThat(new AccountId("Mail.Example.COM", "john")).isEqualTo(of("john"));
  }
}
