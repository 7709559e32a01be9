package org.transhume.cli.progress;

import java.io.PrintStream;
import java.time.Duration;
import org.transhume.cli.outcome.ExitCode;
import org.transhume.cli.outcome.Explanations;
import org.transhume.cli.outcome.Explanations.Peer;
import org.transhume.cli.report.ReportText;
import org.transhume.cli.report.RunReport;
import org.transhume.cli.text.Glyphs;
import org.transhume.cli.text.Quantity;
import org.transhume.engine.PassListener;
import org.transhume.engine.PassMode;
import org.transhume.engine.endpoint.EndpointException;
import org.transhume.engine.pace.Wait;
import org.transhume.engine.report.FolderReport;
import org.transhume.engine.report.Verdict;
import org.transhume.mail.MailboxName;

/** For people: progress and trouble on standard error, the report on standard output. */
final class HumanView implements View {
  private final Screen screen;
  private final Explanations explanations;
  private final ReportText report;
  private final Tally tally;
  private final Meter meter;
  private final boolean quiet;

  /** Where text for people goes. */
  record Screen(PrintStream out, PrintStream err, Glyphs glyphs) {}

  HumanView(
      Screen screen,
      Explanations explanations,
      ReportText report,
      Tally tally,
      Meter meter,
      boolean quiet) {
    this.screen = screen;
    this.explanations = explanations;
    this.report = report;
    this.tally = tally;
    this.meter = meter;
    this.quiet = quiet;
  }

  @Override
  public PassListener listener() {
    return new Forwarding();
  }

  @Override
  public Tally.Snapshot soFar() {
    return tally.snapshot();
  }

  @Override
  public void began(PassMode mode, Peer source, Peer destination) {
    if (!quiet) {
      String what =
          switch (mode) {
            case COPY -> "Copying";
            case PLAN -> "Planning";
            case VERIFY -> "Verifying";
          };
      screen.err.println(
          "%s %s %s %s".formatted(what, name(source), screen.glyphs.arrow(), name(destination)));
    }
    meter.start();
  }

  private String name(Peer peer) {
    return screen.glyphs.inert(peer.login()) + " at " + screen.glyphs.inert(peer.server());
  }

  @Override
  public void warn(String sentence) {
    meter.note("transhume: warning: " + sentence);
  }

  @Override
  public void note(String sentence) {
    if (!quiet) {
      meter.note(sentence);
    }
  }

  @Override
  public void ended(RunReport run) {
    meter.stop();
    boolean worthSaying = run.exitCode() != ExitCode.WHOLE || run.pass().verdict() != Verdict.PASS;
    if (!quiet || worthSaying) {
      report.lines(run).forEach(screen.out::println);
      screen.out.flush();
    }
  }

  @Override
  public void failed(Failure failure) {
    meter.stop();
    screen.err.println("transhume: " + failure.text());
  }

  @Override
  public void stopped() {
    meter.stop();
    screen.err.println(
        "Stopped. %s handed over in this run. Nothing is lost: run the same command again, it goes on"
                .formatted(Quantity.messages(tally.snapshot().sentMessages()))
            + " where it stopped.");
  }

  @Override
  public void close() {
    meter.stop();
  }

  /** Adds up, and says what cannot wait for the report. */
  private final class Forwarding implements PassListener {
    @Override
    public void planned(int folders, long messages) {
      tally.planned(folders, messages);
    }

    @Override
    public void folderBegan(MailboxName folder, long messages) {
      tally.folderBegan(folder, messages);
    }

    @Override
    public void toCopy(MailboxName folder, long messages) {
      tally.toCopy(folder, messages);
    }

    @Override
    public void sent(MailboxName folder, long messages, long bytes) {
      tally.sent(folder, messages, bytes);
    }

    @Override
    public void retrying(MailboxName folder, EndpointException cause, long pauseMillis) {
      tally.retrying(folder, cause, pauseMillis);
      if (!quiet) {
        meter.note(
            "%s: %s (%s); trying again in %s"
                .formatted(
                    screen.glyphs.inert(folder.text()),
                    explanations.brief(cause),
                    screen.glyphs.inert(cause.attempted()),
                    Quantity.duration(Duration.ofMillis(pauseMillis))));
      }
    }

    @Override
    public void waiting(Wait wait) {
      if (!quiet) {
        meter.note(explanations.brief(wait));
      }
    }

    @Override
    public void folderEnded(FolderReport folder) {
      tally.folderEnded(folder);
      meter.folderEnded(folder);
    }
  }
}
