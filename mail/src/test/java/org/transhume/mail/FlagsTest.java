package org.transhume.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FlagsTest {
  private static final Flag WORK = Flag.of("$Work");

  @Test
  void comparesFlagsWithoutCaseAndKeepsTheirSpelling() {
    assertThat(Flag.of("\\SEEN")).isEqualTo(Flag.SEEN).hasSameHashCodeAs(Flag.SEEN);
    assertThat(Flag.of("\\SEEN")).hasToString("\\SEEN").isEqualByComparingTo(Flag.SEEN);
    assertThat(Flag.of("$work")).isEqualTo(WORK);
    assertThat(Flag.of("Seen")).isNotEqualTo(Flag.SEEN);
  }

  @Test
  void tellsSystemFlagsFromKeywords() {
    assertThat(Flag.SEEN.isSystem()).isTrue();
    assertThat(WORK.isSystem()).isFalse();
    assertThatIllegalArgumentException().isThrownBy(() -> Flag.of(""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\Seen", "$Forwarded", "TEST:FLAG211", "a[b", "NonJunk", "~", "\\X-y"})
  void sendsAtoms(String name) {
    assertThat(Flag.of(name).isSendable()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\\", "\\*", "a b", "a(b", "a)b", "a{b", "a%b", "a*b", "a\"b", "a\\b", "a]b", "é", "a\r\nb",
        "a\0b", "\u007F"
      })
  void doesNotSendWhatIsNoAtom(String name) {
    assertThat(Flag.of(name).isSendable()).isFalse();
  }

  @Test
  void printsTheSameSetTheSameWay() {
    var one = Flags.of(WORK, Flag.SEEN, Flag.ANSWERED);
    var other = Flags.of(List.of(Flag.ANSWERED, Flag.SEEN, WORK, Flag.SEEN));

    assertThat(one).isEqualTo(other).hasSameHashCodeAs(other);
    assertThat(one).hasToString("$Work \\Answered \\Seen");
    assertThat(Flags.parse(one.toString())).isEqualTo(one);
    assertThat(Flags.parse("")).isEqualTo(Flags.none());
    assertThat(Flags.none()).hasToString("");
  }

  @Test
  void addsAndTakesAway() {
    var seen = Flags.of(Flag.SEEN);
    var both = Flags.of(Flag.SEEN, WORK);

    assertThat(seen.plus(Flags.of(WORK))).isEqualTo(both);
    assertThat(both.minus(seen)).isEqualTo(Flags.of(WORK));
    assertThat(both.minus(Flags.none())).isEqualTo(both);
    assertThat(seen.plus(Flags.none())).isSameAs(seen);
    assertThat(seen.plus(Flags.of(Flag.of("\\seen")))).isEqualTo(seen);
    assertThat(both.keep(Flag::isSystem)).isEqualTo(seen);
    assertThat(both.keep(flag -> true)).isSameAs(both);
    assertThat(both.keep(flag -> false)).isEqualTo(Flags.none());
    assertThat(both.size()).isEqualTo(2);
    assertThat(both.contains(WORK)).isTrue();
    assertThat(seen.contains(WORK)).isFalse();
    assertThat(both).containsExactly(WORK, Flag.SEEN);
    assertThat(Flags.none().isEmpty()).isTrue();
  }

  @Test
  void differsFromOtherSetsAndOtherThings() {
    assertThat(Flags.of(Flag.SEEN)).isNotEqualTo(Flags.of(Flag.DRAFT)).isNotEqualTo("\\Seen");
    assertThat(Flags.of(Flag.SEEN).hashCode()).isNotEqualTo(Flags.of(Flag.DRAFT).hashCode());
    assertThat(Flag.SEEN).isNotEqualTo(Flag.DRAFT).isNotEqualTo("\\Seen");
    assertThat(Flag.SEEN.hashCode()).isNotEqualTo(Flag.DRAFT.hashCode());
  }
}
