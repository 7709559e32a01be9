package org.transhume.mail;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/**
 * A handle that somebody completes: the first call of {@link #complete} or {@link #fail} counts,
 * later ones change nothing. Safe for any number of threads.
 */
public final class Promise<T> implements Handle<T> {
  private final CompletableFuture<T> outcome = new CompletableFuture<>();

  /** Makes {@code value} the outcome; says whether it was the first. */
  public boolean complete(T value) {
    return outcome.complete(value);
  }

  /** Makes {@code cause} the outcome, thrown to whoever waits; says whether it was the first. */
  public boolean fail(RuntimeException cause) {
    return outcome.completeExceptionally(cause);
  }

  @Override
  public T await() {
    try {
      return outcome.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw interrupted(e);
    } catch (ExecutionException e) {
      // Only RuntimeExceptions go in: fail() takes nothing else.
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new CompletionException(e.getCause());
    }
  }

  private static CancellationException interrupted(InterruptedException cause) {
    var cancelled = new CancellationException("Interrupted while waiting");
    cancelled.initCause(cause);
    return cancelled;
  }

  @Override
  public boolean isDone() {
    return outcome.isDone();
  }
}
