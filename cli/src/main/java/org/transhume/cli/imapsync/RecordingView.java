package org.transhume.cli.imapsync;

import java.util.Optional;
import org.transhume.cli.outcome.Explanations.Peer;
import org.transhume.cli.progress.Tally;
import org.transhume.cli.progress.View;
import org.transhume.cli.report.RunReport;
import org.transhume.engine.PassListener;
import org.transhume.engine.PassMode;

/** A view that remembers how the run ended. */
final class RecordingView implements View {
  private final View next;
  private Optional<RunReport> report = Optional.empty();
  private Optional<Failure> failure = Optional.empty();

  RecordingView(View next) {
    this.next = next;
  }

  Optional<RunReport> report() {
    return report;
  }

  Optional<Failure> failure() {
    return failure;
  }

  @Override
  public PassListener listener() {
    return next.listener();
  }

  @Override
  public Tally.Snapshot soFar() {
    return next.soFar();
  }

  @Override
  public void began(PassMode mode, Peer source, Peer destination) {
    next.began(mode, source, destination);
  }

  @Override
  public void warn(String sentence) {
    next.warn(sentence);
  }

  @Override
  public void note(String sentence) {
    next.note(sentence);
  }

  @Override
  public void ended(RunReport run) {
    report = Optional.of(run);
    next.ended(run);
  }

  @Override
  public void failed(Failure what) {
    failure = Optional.of(what);
    next.failed(what);
  }

  @Override
  public void stopped() {
    next.stopped();
  }

  @Override
  public void close() {
    next.close();
  }
}
