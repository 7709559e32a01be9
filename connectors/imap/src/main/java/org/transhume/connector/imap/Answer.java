package org.transhume.connector.imap;

import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.transhume.mail.Handle;

/**
 * A handle that makes the engine's outcome of the client's, once, in the first thread that awaits
 * it. Where one answer gives rise to a second question, that thread asks it.
 */
final class Answer<T> implements Handle<T> {
  private final Handle<?> sent;
  private final Supplier<T> made;

  /** Guards the outcome; held while it is made, which may wait for the server. */
  private final ReentrantLock lock = new ReentrantLock();

  private @Nullable T value;
  private @Nullable RuntimeException failure;

  /**
   * An outcome to be made.
   *
   * @param sent what it is made of
   * @param made waits for {@code sent} and makes it
   */
  Answer(Handle<?> sent, Supplier<T> made) {
    this.sent = sent;
    this.made = made;
  }

  @Override
  public T await() {
    lock.lock();
    try {
      if (value == null && failure == null) {
        make();
      }
      if (failure != null) {
        throw failure;
      }
      return Objects.requireNonNull(value);
    } finally {
      lock.unlock();
    }
  }

  private void make() {
    try {
      value = made.get();
    } catch (CancellationException interrupted) {
      throw interrupted; // whoever waits next waits anew
    } catch (RuntimeException e) {
      failure = e;
    }
  }

  @Override
  public boolean isDone() {
    return sent.isDone();
  }
}
