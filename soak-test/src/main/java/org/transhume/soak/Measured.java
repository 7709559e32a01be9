package org.transhume.soak;

import java.time.Duration;
import java.util.Locale;
import org.transhume.imap.testkit.proxy.Counts;

/**
 * What one run took.
 *
 * @param flagLines FETCH responses of the source that told flags without a body
 * @param flagCommands the commands that asked for them
 */
record Measured(
    Report report,
    Duration took,
    long peakKilobytes,
    Counts source,
    Counts destination,
    long flagLines,
    long flagCommands) {
  String seconds() {
    return String.format(Locale.ROOT, "%.1f s", took.toMillis() / 1000.0);
  }

  String peak() {
    return String.format(Locale.ROOT, "%.0f MB", peakKilobytes / 1024.0);
  }

  long commands() {
    return source.commandCount() + destination.commandCount();
  }

  /** Octets in both directions on both sides. */
  long bytes() {
    return source.bytesToServer()
        + source.bytesToClient()
        + destination.bytesToServer()
        + destination.bytesToClient();
  }
}
