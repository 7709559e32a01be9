package org.transhume.imap;

import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.transhume.mail.Ticker;

/**
 * The fetches under way, oldest first. The lock guards changes; the reading thread looks at the
 * array of the moment, once a message, without a lock.
 */
final class FetchTable implements FetchRoutes {
  private final CommandQueue queue;
  private final Ticker ticker;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile FetchCommand[] fetches = {};
  private volatile boolean inSink;
  private volatile long sinkLeftNanos;

  FetchTable(CommandQueue queue, Ticker ticker) {
    this.queue = queue;
    this.ticker = ticker;
    this.sinkLeftNanos = ticker.nanos();
  }

  void add(FetchCommand fetch) {
    lock.lock();
    try {
      FetchCommand[] more = Arrays.copyOf(fetches, fetches.length + 1);
      more[fetches.length] = fetch;
      fetches = more;
    } finally {
      lock.unlock();
    }
  }

  void remove(FetchCommand fetch) {
    lock.lock();
    try {
      fetches = Arrays.stream(fetches).filter(other -> other != fetch).toArray(FetchCommand[]::new);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public @Nullable FetchCommand forBody(long uid, BodyPart part) {
    for (FetchCommand fetch : fetches) {
      if (fetch.wantsBody(uid, part)) {
        return fetch;
      }
    }
    return null;
  }

  @Override
  public @Nullable FetchCommand forItems(long uid) {
    for (FetchCommand fetch : fetches) {
      if (fetch.wants(uid)) {
        return fetch;
      }
    }
    return null;
  }

  @Override
  public boolean anyAsksFor(BodyPart part) {
    for (FetchCommand fetch : fetches) {
      if (fetch.asksFor(part)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public boolean awaitsBody(long uid) {
    for (FetchCommand fetch : fetches) {
      if (fetch.wantsAnyBody(uid)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void enterSink() {
    inSink = true;
  }

  @Override
  public void leaveSink() {
    sinkLeftNanos = ticker.nanos();
    inSink = false;
  }

  @Override
  public Throwable failureOr(Throwable e) {
    ImapException failure = queue.failure();
    if (failure != null) {
      return failure;
    }
    return e instanceof IOException
        ? new ImapException(Reason.CONNECTION_LOST, "UID FETCH", ImapException.words(e), e)
        : e;
  }

  /** Whether the reading thread is inside a sink, where the server's silence means nothing. */
  boolean isInSink() {
    return inSink;
  }

  /** When a sink last returned. */
  long sinkLeftNanos() {
    return sinkLeftNanos;
  }
}
