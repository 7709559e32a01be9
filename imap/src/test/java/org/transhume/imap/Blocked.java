package org.transhume.imap;

import static org.awaitility.Awaitility.await;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Calls that are expected to wait for something a test has yet to do. */
final class Blocked {
  private Blocked() {}

  /** Starts a call in a thread of its own and returns once it waits. */
  static <T> CompletableFuture<T> start(Supplier<T> call) {
    var result = new CompletableFuture<T>();
    Thread thread =
        Thread.startVirtualThread(
            () -> {
              try {
                result.complete(call.get());
              } catch (RuntimeException | Error e) {
                result.completeExceptionally(e);
              }
            });
    await()
        .until(
            () ->
                thread.getState() == Thread.State.WAITING
                    || thread.getState() == Thread.State.TIMED_WAITING);
    return result;
  }
}
