package org.transhume.cli.progress;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.transhume.cli.text.Glyphs;
import org.transhume.cli.text.Quantity;
import org.transhume.engine.PassMode;
import org.transhume.engine.report.FolderFigures;
import org.transhume.engine.report.FolderReport;
import org.transhume.mail.Sleeper;
import org.transhume.mail.Ticker;

/**
 * For logs and pipes: a line for each folder, and one every ten seconds while a folder takes
 * longer.
 */
final class LineMeter implements Meter {
  private static final Duration PERIOD = Duration.ofSeconds(10);

  private final PrintStream out;
  private final Glyphs glyphs;
  private final PassMode mode;
  private final Tally tally;
  private final Pace pace;
  private final Sleeper sleeper;
  private @Nullable Pulse pulse;

  LineMeter(
      PrintStream out, Glyphs glyphs, PassMode mode, Tally tally, Ticker ticker, Sleeper sleeper) {
    this.out = out;
    this.glyphs = glyphs;
    this.mode = mode;
    this.tally = tally;
    this.pace = new Pace(ticker);
    this.sleeper = sleeper;
  }

  @Override
  public void start() {
    pace.rate(tally.snapshot());
    pulse = Pulse.every(PERIOD, sleeper, () -> out.println(progress()));
  }

  String progress() {
    Tally.Snapshot snapshot = tally.snapshot();
    Pace.Rate rate = pace.rate(snapshot);
    var parts = new ArrayList<String>();
    parts.add(
        "%d %%: %s of %s"
            .formatted(
                (int) (snapshot.part() * 100),
                Quantity.count(snapshot.messagesDone()),
                Quantity.messages(snapshot.messagesPlanned())));
    if (rate.messages() > 0) {
      parts.add(Quantity.bytes(snapshot.sentBytes()));
      parts.add(Quantity.perSecond(rate.messages(), rate.over()) + " messages/s");
      parts.add(Quantity.bytesPerSecond(rate.bytes(), rate.over()));
    }
    rate.left().ifPresent(left -> parts.add(Quantity.duration(left) + " left"));
    snapshot.folder().ifPresent(folder -> parts.add("in " + glyphs.inert(folder.text())));
    return String.join(", ", parts);
  }

  @Override
  public void note(String line) {
    out.println(line);
  }

  @Override
  public void folderEnded(FolderReport report) {
    out.println(glyphs.inert(report.source().text()) + ": " + what(report));
  }

  private String what(FolderReport report) {
    if (report.failure().isPresent()) {
      return "failed; the report says why";
    }
    FolderFigures figures = report.figures();
    List<String> parts = new ArrayList<>();
    if (figures.copied() > 0) {
      parts.add(
          Quantity.messages(figures.copied())
              + (mode == PassMode.PLAN
                  ? " to copy"
                  : " copied, " + Quantity.bytes(figures.bytes())));
    }
    if (figures.alreadyThere() > 0) {
      parts.add(Quantity.count(figures.alreadyThere()) + " already there");
    }
    if (figures.failed() > 0) {
      parts.add(Quantity.count(figures.failed()) + " FAILED");
    }
    return parts.isEmpty() ? "nothing to do" : String.join(", ", parts);
  }

  @Override
  public void stop() {
    if (pulse != null) {
      pulse.close();
    }
  }
}
