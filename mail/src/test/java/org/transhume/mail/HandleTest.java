package org.transhume.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class HandleTest {
  @Test
  void waitsForItsOutcome() throws Exception {
    var promise = new Promise<String>();
    Thread other = Thread.startVirtualThread(() -> promise.complete("done"));

    assertThat(promise.await()).isEqualTo("done");
    assertThat(promise.await()).isEqualTo("done");
    assertThat(promise.isDone()).isTrue();
    other.join();
  }

  @Test
  void countsTheFirstOutcomeOnly() {
    var promise = new Promise<String>();

    assertThat(promise.isDone()).isFalse();
    assertThat(promise.complete("first")).isTrue();
    assertThat(promise.complete("second")).isFalse();
    assertThat(promise.fail(new IllegalStateException())).isFalse();
    assertThat(promise.await()).isEqualTo("first");
  }

  @Test
  void throwsTheVeryFailure() {
    var promise = new Promise<String>();
    var failure = new IllegalStateException("broken");

    promise.fail(failure);

    assertThatThrownBy(promise::await).isSameAs(failure);
    assertThatThrownBy(promise.map(String::length)::await).isSameAs(failure);
  }

  @Test
  void isSeenThroughAView() {
    var promise = new Promise<String>();
    Handle<Integer> length = promise.map(String::length);

    assertThat(length.isDone()).isFalse();
    promise.complete("four");
    assertThat(length.await()).isEqualTo(4);
    assertThat(length.isDone()).isTrue();
    assertThat(Handle.of(1).await()).isEqualTo(1);
  }

  @Test
  void stopsWaitingWhenInterrupted() throws Exception {
    var promise = new Promise<String>();
    var flagStands = new AtomicBoolean();
    Thread waiter =
        Thread.startVirtualThread(
            () -> {
              try {
                promise.await();
              } catch (CancellationException e) {
                flagStands.set(Thread.currentThread().isInterrupted());
              }
            });

    waiter.interrupt();
    waiter.join();

    assertThat(flagStands).isTrue();
    assertThat(promise.isDone()).isFalse();
  }

  @Test
  void tellsWhetherItWasTheFirstToFail() {
    var promise = new Promise<String>();

    assertThat(promise.fail(new IllegalStateException())).isTrue();
    assertThat(promise.fail(new IllegalStateException())).isFalse();
  }
}
