package org.transhume.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.transhume.mail.Abreast.Making;

@Timeout(value = 20, threadMode = ThreadMode.SEPARATE_THREAD) // a mutant may wait for ever
class AbreastTest {
  private final List<String> undone = Collections.synchronizedList(new ArrayList<>());

  @Test
  void makesBothAtTheSameTime() {
    var firstBegan = new CountDownLatch(1);
    var secondBegan = new CountDownLatch(1);

    var both =
        Abreast.of(
            making(
                () -> {
                  firstBegan.countDown();
                  await(secondBegan);
                  return "first";
                }),
            making(
                () -> {
                  secondBegan.countDown();
                  await(firstBegan);
                  return "second";
                }));

    assertThat(both).isEqualTo(new Abreast<>("first", "second"));
    assertThat(undone).isEmpty();
  }

  @Test
  void undoesTheFirstIfTheSecondFails() {
    assertThatThrownBy(
            () -> Abreast.of(making(() -> "first"), making(() -> failing("second failed"))))
        .hasMessage("second failed");
    assertThat(undone).containsExactly("first");
  }

  @Test
  void undoesTheSecondIfTheFirstFails() {
    assertThatThrownBy(
            () -> Abreast.of(making(() -> failing("first failed")), making(() -> "second")))
        .hasMessage("first failed");
    assertThat(undone).containsExactly("second");
  }

  @Test
  void throwsWhatTheFirstThrewIfBothFail() {
    assertThatThrownBy(
            () ->
                Abreast.of(
                    making(() -> failing("first failed")), making(() -> failing("second failed"))))
        .hasMessage("first failed");
  }

  @Test
  void doesNotWaitForASecondThatTakesForEverIfTheFirstFails() {
    assertThatThrownBy(
            () ->
                Abreast.of(
                    making(() -> failing("first failed")),
                    making(
                        () -> {
                          await(new CountDownLatch(1));
                          return "second";
                        })))
        .hasMessage("first failed");
    assertThat(undone).isEmpty();
  }

  @Test
  void givesUpWhenInterrupted() {
    Thread.currentThread().interrupt();

    assertThatThrownBy(
            () ->
                Abreast.of(
                    making(() -> "first"),
                    making(
                        () -> {
                          await(new CountDownLatch(1));
                          return "second";
                        })))
        .isInstanceOf(CancellationException.class);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(undone).containsExactly("first");
  }

  private Making<String> making(Supplier<String> make) {
    return new Making<>(make, undone::add);
  }

  private static String failing(String message) {
    throw new IllegalStateException(message);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("Interrupted");
    }
  }
}
