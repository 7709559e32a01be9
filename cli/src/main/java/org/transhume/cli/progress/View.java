package org.transhume.cli.progress;

import java.util.Optional;
import org.transhume.cli.outcome.ExitCode;
import org.transhume.cli.outcome.Explanations.Peer;
import org.transhume.cli.report.RunReport;
import org.transhume.engine.PassListener;
import org.transhume.engine.PassMode;
import org.transhume.engine.endpoint.EndpointException;

/**
 * Where a run shows what it is doing and how it ended. One run each, in this order: {@link #began},
 * what the listener is told, then one of {@link #ended}, {@link #failed} and {@link #stopped},
 * {@link #close}. {@link #warn} may come at any time, from any thread.
 */
public interface View extends AutoCloseable {
  /** What a pass tells it. */
  PassListener listener();

  /** How far the pass is. */
  Tally.Snapshot soFar();

  /** The run begins. */
  void began(PassMode mode, Peer source, Peer destination);

  /** Something a person should know and that stops nothing: one sentence, already inert. */
  void warn(String sentence);

  /** Something a person may want to know: one sentence, already inert. */
  void note(String sentence);

  /** The pass is over, whole or not. */
  void ended(RunReport report);

  /** There was no pass, or it could make no report. */
  void failed(Failure failure);

  /** The run was stopped from outside. */
  void stopped();

  /** Ends what was being drawn. */
  @Override
  void close();

  /**
   * Why there was no pass.
   *
   * @param text for people: the sentence with its remedy, and the server's words if there are any
   * @param cause the side that failed, if it was a side
   */
  record Failure(ExitCode code, String text, Optional<EndpointException> cause) {}
}
