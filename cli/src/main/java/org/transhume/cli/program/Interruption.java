package org.transhume.cli.program;

import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Lets a running pass end in order when the process is asked to end. */
public interface Interruption {
  /**
   * Runs {@code work}, whose thread is interrupted when the process is asked to end.
   *
   * @param exitCode what the process ends with then; empty for 128 and the signal's number, as a
   *     shell counts
   */
  <T> T guard(OptionalInt exitCode, Supplier<T> work);

  /** Nobody asks. */
  static Interruption never() {
    return new Interruption() {
      @Override
      public <T> T guard(OptionalInt exitCode, Supplier<T> work) {
        return work.get();
      }
    };
  }

  /**
   * Ctrl-C, SIGTERM and a closed terminal. The process waits {@code patience} at most for the work
   * to end, since the ledger allows an end at any time.
   */
  static Interruption ofSignals(Duration patience) {
    return new Interruption() {
      @Override
      public <T> T guard(OptionalInt exitCode, Supplier<T> work) {
        Thread worker = Thread.currentThread();
        var done = new CountDownLatch(1);
        Thread hook =
            Thread.ofPlatform()
                .name("interruption")
                .unstarted(
                    () -> {
                      worker.interrupt();
                      await(done, patience);
                      exitCode.ifPresent(Runtime.getRuntime()::halt);
                    });
        Runtime.getRuntime().addShutdownHook(hook);
        try {
          return work.get();
        } finally {
          done.countDown();
          try {
            Runtime.getRuntime().removeShutdownHook(hook);
          } catch (IllegalStateException _) {
            // The process is ending already; the hook was what told us.
          }
        }
      }
    };
  }

  private static void await(CountDownLatch done, Duration patience) {
    try {
      var _ = done.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
