package org.transhume.imap;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.transhume.mail.Ticker;

/** A clock that stands until a test moves it. */
final class SettableTicker implements Ticker {
  // Near the overflow, which a monotonic clock may pass at any time.
  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - Duration.ofSeconds(3).toNanos());

  @Override
  public long nanos() {
    return now.get();
  }

  void advance(Duration by) {
    now.addAndGet(by.toNanos());
  }
}
