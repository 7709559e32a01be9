package org.transhume.mail;

/** A clock for durations: it never goes back and says nothing about the time of day. */
@FunctionalInterface
public interface Ticker {
  /** Nanoseconds since a moment of no meaning. */
  long nanos();

  /** The machine's own. */
  static Ticker system() {
    return System::nanoTime;
  }
}
