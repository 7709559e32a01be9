package org.transhume.imap.testkit.script;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** How time passes for a script; a test can move its own clock instead of waiting. */
@FunctionalInterface
public interface Pauses {

  /** Returns when so much time has passed. */
  void pause(Duration time) throws InterruptedException;

  /** By the clock on the wall. */
  static Pauses realTime() {
    return time -> TimeUnit.NANOSECONDS.sleep(time.toNanos());
  }
}
