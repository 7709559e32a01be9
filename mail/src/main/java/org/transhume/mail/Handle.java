package org.transhume.mail;

import java.util.concurrent.CancellationException;
import java.util.function.Function;

/**
 * What an operation that was started will come to. The method that returned it has sent its request
 * and has not waited; {@link #await} waits.
 */
public interface Handle<T> {
  /**
   * Blocks the calling (virtual) thread until the outcome is known and returns it, as often as
   * asked. The time limit is the operation's own: it ends in its module's exception.
   *
   * @throws CancellationException if the calling thread is interrupted; its interrupt flag is set
   *     again and the operation goes on
   * @throws RuntimeException the exception of the module that broke
   */
  T await();

  /** Whether {@link #await} would return or throw at once. */
  boolean isDone();

  /** The same outcome seen through {@code view}, which runs in each thread that waits. */
  default <R> Handle<R> map(Function<? super T, ? extends R> view) {
    Handle<T> handle = this;
    return new Handle<>() {
      @Override
      public R await() {
        return view.apply(handle.await());
      }

      @Override
      public boolean isDone() {
        return handle.isDone();
      }
    };
  }

  /** A handle whose outcome is known. */
  static <T> Handle<T> of(T value) {
    var promise = new Promise<T>();
    promise.complete(value);
    return promise;
  }
}
