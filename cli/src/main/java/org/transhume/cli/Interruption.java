package org.transhume.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Lets a running pass end in order when the process is asked to end. */
@FunctionalInterface
interface Interruption {
  /** Runs {@code work}, whose thread is interrupted when the process is asked to end. */
  <T> T guard(Supplier<T> work);

  /** Nobody asks. */
  static Interruption never() {
    return new Interruption() {
      @Override
      public <T> T guard(Supplier<T> work) {
        return work.get();
      }
    };
  }

  /**
   * Ctrl-C, SIGTERM and a closed terminal. The virtual machine then ends with 128 and the signal's
   * number, as a shell counts; it waits {@code patience} at most, since the ledger allows an end at
   * any time.
   */
  static Interruption ofSignals(Duration patience) {
    return new Interruption() {
      @Override
      public <T> T guard(Supplier<T> work) {
        Thread worker = Thread.currentThread();
        var done = new CountDownLatch(1);
        Thread hook =
            Thread.ofPlatform()
                .name("interruption")
                .unstarted(
                    () -> {
                      worker.interrupt();
                      try {
                        var _ = done.await(patience.toMillis(), TimeUnit.MILLISECONDS);
                      } catch (InterruptedException _) {
                        Thread.currentThread().interrupt();
                      }
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
}
