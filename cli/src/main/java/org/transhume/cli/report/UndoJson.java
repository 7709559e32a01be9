package org.transhume.cli.report;

import java.io.Writer;
import org.transhume.cli.outcome.ExitCode;
import org.transhume.cli.outcome.Explanations;
import org.transhume.cli.outcome.Explanations.Peer;
import org.transhume.engine.UndoReport;
import org.transhume.engine.endpoint.EndpointException;

/** What an undo took away, or would, for programs; docs/JSON.md says what each field is. */
public final class UndoJson {
  private final JsonLines lines;
  private final Explanations explanations;

  /** Writes to {@code out}, which stays the caller's. */
  public UndoJson(Writer out, Explanations explanations) {
    this.lines = new JsonLines(out);
    this.explanations = explanations;
  }

  /**
   * Writes the report.
   *
   * @param dry whether it was only planned
   * @param code what the process ends with
   */
  public void write(UndoReport report, Peer source, Peer destination, boolean dry, ExitCode code) {
    lines.object(
        json -> {
          var writer = new ReportJson(json, explanations);
          json.writeStringProperty("event", "undo");
          json.writeNumberProperty("schema", ReportJson.SCHEMA);
          json.writeBooleanProperty("dryRun", dry);
          writer.peer("source", source);
          writer.peer("destination", destination);
          json.writeNumberProperty("exitCode", code.number());
          json.writeNumberProperty("onlyCopies", report.onlyCopies());
          json.writeNumberProperty("goneAtSource", report.goneAtSource());
          json.writeNumberProperty("unsettled", report.unsettled());
          json.writeArrayPropertyStart("foldersRemoved");
          report.folders().forEach(folder -> json.writeString(folder.text()));
          json.writeEndArray();
          writer.deletions(report.messages());
        });
  }

  /** Writes why there was no undo. */
  public void failed(EndpointException failure, ExitCode code) {
    lines.object(
        json -> {
          json.writeStringProperty("event", "error");
          json.writeNumberProperty("exitCode", code.number());
          json.writeStringProperty("text", explanations.sentence(failure));
          new ReportJson(json, explanations).failure(failure);
        });
  }
}
