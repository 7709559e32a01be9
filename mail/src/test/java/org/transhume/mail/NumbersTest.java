package org.transhume.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** The small values: their ranges, order and text. */
class NumbersTest {
  @Test
  void uidsAreOfThirtyTwoBitsAndNotZero() {
    assertThat(new Uid(1)).isLessThan(new Uid(2)).hasToString("1");
    assertThat(new Uid(4_294_967_295L)).hasToString("4294967295");
    assertThatIllegalArgumentException().isThrownBy(() -> new Uid(0));
    assertThatIllegalArgumentException().isThrownBy(() -> new Uid(4_294_967_296L));
  }

  @Test
  void uidValiditiesAreOfThirtyTwoBitsAndNotZero() {
    assertThat(new UidValidity(4_294_967_295L)).hasToString("4294967295");
    assertThatIllegalArgumentException().isThrownBy(() -> new UidValidity(0));
    assertThatIllegalArgumentException().isThrownBy(() -> new UidValidity(4_294_967_296L));
  }

  @Test
  void uidNextMayBeOneMoreThanTheLargestUid() {
    assertThat(UidNext.after(new Uid(Uid.MAX_VALUE))).isEqualTo(new UidNext(4_294_967_296L));
    assertThat(new UidNext(1)).isLessThan(new UidNext(2)).hasToString("1");
    assertThatIllegalArgumentException().isThrownBy(() -> new UidNext(0));
    assertThatIllegalArgumentException().isThrownBy(() -> new UidNext(4_294_967_297L));
  }

  @Test
  void modSeqZeroMeansUnknown() {
    assertThat(ModSeq.NONE.isKnown()).isFalse();
    assertThat(new ModSeq(1).isKnown()).isTrue();
    assertThat(new ModSeq(Long.MAX_VALUE))
        .isGreaterThan(ModSeq.NONE)
        .hasToString("9223372036854775807");
    assertThatIllegalArgumentException().isThrownBy(() -> new ModSeq(-1));
  }

  @Test
  void rangesAreInOrder() {
    assertThat(new UidRange(3, 5)).hasToString("3:5");
    assertThat(new UidRange(3, 3)).hasToString("3");
    assertThat(new UidRange(3, 5).size()).isEqualTo(3);
    assertThatIllegalArgumentException().isThrownBy(() -> new UidRange(0, 5));
    assertThatIllegalArgumentException().isThrownBy(() -> new UidRange(5, 3));
    assertThatIllegalArgumentException().isThrownBy(() -> new UidRange(5, Uid.MAX_VALUE + 1));
  }

  @Test
  void specialUsesAreKnownByTheirAttribute() {
    for (SpecialUse use : SpecialUse.values()) {
      assertThat(SpecialUse.ofAttribute(use.attribute())).contains(use);
    }
    assertThat(SpecialUse.SENT.attribute()).isEqualTo("\\Sent");
    assertThat(SpecialUse.ofAttribute("\\drafts")).contains(SpecialUse.DRAFTS);
    assertThat(SpecialUse.ofAttribute("\\Noselect")).isEmpty();
  }

  @Test
  void theSystemsTickerNeverGoesBack() {
    long before = Ticker.system().nanos();

    assertThat(Ticker.system().nanos() - before).isNotNegative();
  }

  @Test
  void theSystemsSleeperReturnsAtOnceForNothing() {
    Sleeper.system().sleep(Duration.ZERO);
    Sleeper.system().sleep(Duration.ofSeconds(-1));
  }

  @Test
  void theSystemsSleeperStopsWhenInterrupted() {
    Thread.currentThread().interrupt();

    Assertions.assertThatThrownBy(() -> Sleeper.system().sleep(Duration.ofHours(1)))
        .isInstanceOf(CancellationException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void theSmallestValuesAreAllowed() {
    assertThat(new ModSeq(0)).isEqualTo(ModSeq.NONE);
    assertThat(new UidValidity(1)).hasToString("1");
    assertThat(new UidNext(4_294_967_296L).value()).isEqualTo(4_294_967_296L);
  }
}
