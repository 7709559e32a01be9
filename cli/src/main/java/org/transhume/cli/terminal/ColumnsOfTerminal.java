package org.transhume.cli.terminal;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.transhume.mail.Ticker;

/**
 * The width of the terminal, from {@code stty}, since Java does not tell it. Asked again after a
 * few seconds, so that a window may be made larger or smaller. Safe for several threads.
 */
final class ColumnsOfTerminal implements IntSupplier {
  private static final int USUAL = 80;
  private static final int NARROWEST = 20;
  private static final int WIDEST = 400;
  private static final Duration KEEPS = Duration.ofSeconds(5);

  private final Ticker ticker;
  private int columns;
  private long asked;

  ColumnsOfTerminal(Ticker ticker) {
    this.ticker = ticker;
  }

  @Override
  public synchronized int getAsInt() {
    long now = ticker.nanos();
    if (columns == 0 || now - asked > KEEPS.toNanos()) {
      columns = ask();
      asked = now;
    }
    return columns;
  }

  private static int ask() {
    try {
      Process stty =
          new ProcessBuilder("stty", "size")
              .redirectInput(new File("/dev/tty"))
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      try {
        if (!stty.waitFor(500, TimeUnit.MILLISECONDS)) {
          return USUAL;
        }
        return parse(new String(stty.getInputStream().readAllBytes(), US_ASCII));
      } finally {
        stty.destroy();
      }
    } catch (IOException _) {
      return USUAL;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return USUAL;
    }
  }

  /** Reads {@code "rows columns"}; some terminals say 0 when they do not know. */
  static int parse(String size) {
    String[] numbers = size.strip().split(" ");
    try {
      int columns = Integer.parseInt(numbers[numbers.length - 1]);
      return columns <= 0 ? USUAL : Math.clamp(columns, NARROWEST, WIDEST);
    } catch (NumberFormatException _) {
      return USUAL;
    }
  }
}
