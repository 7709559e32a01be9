package org.transhume.mail;

import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Two things that were begun at the same time and are both there: opening both sides takes as long
 * as the slower one. Not for what is drawn from bounded stores by several at a time: two of them
 * that hold one thing each would wait for the other's for ever, unless all draw in the same order.
 *
 * @param first made in the calling thread
 * @param second made in a thread of its own
 */
public record Abreast<F, S>(F first, S second) {

  /** How something is made, and what becomes of it if the other one cannot be. */
  public record Making<T>(Supplier<T> make, Consumer<T> undo) {}

  private record Made<T>(@Nullable T value, @Nullable Throwable failure) {}

  /**
   * Makes both. If one fails the other one is undone, and what the first one threw goes before what
   * the second one threw. When this returns or throws, nothing goes on in the background.
   *
   * @throws CancellationException if interrupted; the interrupt flag is set again
   */
  public static <F, S> Abreast<F, S> of(Making<F> first, Making<S> second) {
    var beside = new AtomicReference<Made<S>>(new Made<>(null, null));
    Thread thread =
        Thread.ofVirtual().name("abreast").start(() -> beside.set(attempt(second.make())));
    Made<F> made = attempt(first.make());
    if (made.failure() != null) {
      thread.interrupt();
    }
    boolean isInterrupted = join(thread);
    Made<S> other = beside.get();
    Throwable failure = made.failure() != null ? made.failure() : other.failure();
    if (isInterrupted && failure == null) {
      failure = new CancellationException("Interrupted");
    }
    if (failure == null && made.value() != null && other.value() != null) {
      return new Abreast<>(made.value(), other.value());
    }
    undo(second, other);
    undo(first, made);
    throw thrown(failure);
  }

  private static <T> Made<T> attempt(Supplier<T> make) {
    try {
      return new Made<>(make.get(), null);
    } catch (Throwable e) {
      return new Made<>(null, e);
    }
  }

  private static <T> void undo(Making<T> making, Made<T> made) {
    if (made.value() != null) {
      making.undo().accept(made.value());
    }
  }

  /** Waits for the thread, interrupting it if this one is; whether it was. */
  private static boolean join(Thread thread) {
    boolean isInterrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException _) {
        isInterrupted = true;
        thread.interrupt();
      }
    }
    if (isInterrupted) {
      Thread.currentThread().interrupt();
    }
    return isInterrupted;
  }

  private static RuntimeException thrown(@Nullable Throwable failure) {
    return switch (failure) {
      case RuntimeException e -> e;
      case Error e -> throw e;
      case null, default -> new IllegalStateException("A supplier gave nothing", failure);
    };
  }
}
