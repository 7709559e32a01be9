package org.transhume.imap.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.transhume.mail.Secret;

@Tag("C2")
class MechanismTest {
  private static final byte[] NOTHING = {};

  @Test
  void plainSaysAllInOneMessage() {
    var plain = new PlainMechanism(Optional.of("Ursel"), "Kurt", Secret.of("xipj3plmq\u00e4\r\n"));

    assertThat(plain.name()).isEqualTo("PLAIN");
    assertThat(plain.isClientFirst()).isTrue();
    assertThat(plain.respond(NOTHING))
        .isEqualTo("Ursel\0Kurt\0xipj3plmq\u00e4\r\n".getBytes(UTF_8));
    assertThatIllegalStateException().isThrownBy(() -> plain.respond(NOTHING));
  }

  @Test
  void plainWithoutIdentityLeavesItEmpty() {
    var plain = new PlainMechanism(Optional.empty(), "tim", Secret.of("tanstaaftanstaaf"));

    assertThat(plain.respond(NOTHING)).isEqualTo("\0tim\0tanstaaftanstaaf".getBytes(UTF_8));
  }

  @Test
  void plainRefusesNul() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PlainMechanism(Optional.of("a\0"), "b", Secret.of("c")));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PlainMechanism(Optional.empty(), "b\0", Secret.of("c")));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PlainMechanism(Optional.empty(), "b", Secret.of("\0c")));
  }

  @Test
  void loginAnswersTwoQuestionsWhateverTheyAre() {
    var login = new LoginMechanism("tim", Secret.of("p\u00e4ss"));

    assertThat(login.name()).isEqualTo("LOGIN");
    assertThat(login.isClientFirst()).isFalse();
    assertThat(login.respond("Username:".getBytes(UTF_8))).isEqualTo("tim".getBytes(UTF_8));
    assertThat(login.respond(NOTHING)).isEqualTo("p\u00e4ss".getBytes(UTF_8));
    assertThatIllegalStateException().isThrownBy(() -> login.respond(NOTHING));
  }
}
