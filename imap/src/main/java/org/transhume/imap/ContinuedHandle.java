package org.transhume.imap;

import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.transhume.mail.Handle;
import org.transhume.mail.UidSet;

/**
 * A command of a server with a MESSAGELIMIT: what its answer leaves is asked for by the first
 * thread that awaits it. If nobody does, nothing more is sent.
 */
final class ContinuedHandle<T> implements Handle<T> {
  /** How results are looked at and put together. */
  interface Kind<T> {
    UidSet seen(T result);

    TaggedResponse answer(T result);

    T and(T result, T next);
  }

  /** A command and what it is about. */
  private record Part<T>(UidSet asked, Handle<T> handle) {}

  private final Part<T> first;
  private final Function<UidSet, Handle<T>> ask;
  private final Kind<T> kind;

  /** Guards the result; held while it is put together, which waits for the server. */
  private final ReentrantLock lock = new ReentrantLock();

  private @Nullable T result;

  ContinuedHandle(UidSet asked, Handle<T> sent, Function<UidSet, Handle<T>> ask, Kind<T> kind) {
    this.first = new Part<>(asked, sent);
    this.ask = ask;
    this.kind = kind;
  }

  @Override
  public T await() {
    lock.lock();
    try {
      T all = result;
      if (all == null) {
        all = first.handle().await();
        var open = new ArrayDeque<>(rest(first, all));
        while (!open.isEmpty()) {
          Part<T> part = open.poll();
          T told = part.handle().await();
          open.addAll(rest(part, told));
          all = kind.and(all, told);
        }
        result = all;
      }
      return all;
    } finally {
      lock.unlock();
    }
  }

  private List<Part<T>> rest(Part<T> part, T told) {
    return MessageLimit.left(part.asked(), kind.seen(told), kind.answer(told)).stream()
        .map(left -> new Part<>(left, ask.apply(left)))
        .toList();
  }

  @Override
  public boolean isDone() {
    return first.handle().isDone();
  }
}
