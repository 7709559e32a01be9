package org.transhume.cli.progress;

import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import org.transhume.cli.text.Glyphs;
import org.transhume.engine.report.FolderReport;
import org.transhume.mail.Sleeper;
import org.transhume.mail.Ticker;

/** One line at the bottom of a terminal, drawn over and over, four times a second at most. */
final class BarMeter implements Meter {
  private static final Duration REDRAW = Duration.ofMillis(250);
  private static final String TO_START_AND_CLEAR = "\r\u001B[K";

  /** Guards the screen and {@link #drawn}; held while a line is written. */
  private final ReentrantLock lock = new ReentrantLock();

  private final PrintStream screen;
  private final Tally tally;
  private final Pace pace;
  private final BarLine line;
  private final IntSupplier columns;
  private final Sleeper sleeper;
  private @Nullable Pulse pulse;
  private boolean drawn;
  private boolean stopped;

  BarMeter(
      PrintStream screen,
      Glyphs glyphs,
      Tally tally,
      IntSupplier columns,
      Ticker ticker,
      Sleeper sleeper) {
    this.screen = screen;
    this.tally = tally;
    this.pace = new Pace(ticker);
    this.line = new BarLine(glyphs);
    this.columns = columns;
    this.sleeper = sleeper;
  }

  @Override
  public void start() {
    pulse = Pulse.every(REDRAW, sleeper, this::draw);
  }

  private void draw() {
    // Asked for outside the lock: it may start a process to look.
    int width = columns.getAsInt() - 1; // a character in the last column makes some terminals wrap
    lock.lock();
    try {
      if (stopped) {
        return;
      }
      Tally.Snapshot snapshot = tally.snapshot();
      screen.print(TO_START_AND_CLEAR + line.of(snapshot, pace.rate(snapshot), width));
      screen.flush();
      drawn = true;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void note(String text) {
    lock.lock();
    try {
      clear();
      screen.println(text);
    } finally {
      lock.unlock();
    }
  }

  private void clear() {
    if (drawn) {
      screen.print(TO_START_AND_CLEAR);
      screen.flush();
      drawn = false;
    }
  }

  @Override
  public void folderEnded(FolderReport report) {}

  @Override
  public void stop() {
    lock.lock();
    try {
      stopped = true;
      clear();
    } finally {
      lock.unlock();
    }
    if (pulse != null) {
      pulse.close();
    }
  }
}
