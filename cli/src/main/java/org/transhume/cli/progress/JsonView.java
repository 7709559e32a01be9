package org.transhume.cli.progress;

import java.io.PrintStream;
import java.io.Writer;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.transhume.cli.outcome.ExitCode;
import org.transhume.cli.outcome.Explanations;
import org.transhume.cli.outcome.Explanations.Peer;
import org.transhume.cli.report.JsonLines;
import org.transhume.cli.report.ReportJson;
import org.transhume.cli.report.RunReport;
import org.transhume.cli.report.Words;
import org.transhume.engine.PassListener;
import org.transhume.engine.PassMode;
import org.transhume.engine.endpoint.EndpointException;
import org.transhume.engine.pace.Wait;
import org.transhume.engine.report.FolderReport;
import org.transhume.mail.MailboxName;
import org.transhume.mail.Sleeper;
import tools.jackson.core.JsonGenerator;

/**
 * For programs: one JSON object a line, as docs/JSON.md has it; nothing else on standard output.
 */
final class JsonView implements View {
  private static final Duration PERIOD = Duration.ofSeconds(1);

  private final JsonLines lines;
  private final Explanations explanations;
  private final PrintStream err;
  private final Tally tally = new Tally();
  private final Sleeper sleeper;
  private @Nullable Pulse pulse;

  JsonView(Writer out, PrintStream err, Explanations explanations, Sleeper sleeper) {
    this.lines = new JsonLines(out);
    this.err = err;
    this.explanations = explanations;
    this.sleeper = sleeper;
  }

  private void event(String name, Consumer<JsonGenerator> fields) {
    lines.object(
        json -> {
          json.writeStringProperty("event", name);
          fields.accept(json);
        });
  }

  @Override
  public PassListener listener() {
    return new Events();
  }

  @Override
  public Tally.Snapshot soFar() {
    return tally.snapshot();
  }

  @Override
  public void began(PassMode mode, Peer source, Peer destination) {
    event(
        "began",
        json -> {
          json.writeNumberProperty("schema", ReportJson.SCHEMA);
          json.writeStringProperty("mode", Words.of(mode));
          var writer = new ReportJson(json, explanations);
          writer.peer("source", source);
          writer.peer("destination", destination);
        });
    pulse = Pulse.every(PERIOD, sleeper, this::progress);
  }

  private void progress() {
    Tally.Snapshot snapshot = tally.snapshot();
    event(
        "progress",
        json -> {
          json.writeNumberProperty("foldersDone", snapshot.foldersDone());
          json.writeNumberProperty("folders", snapshot.foldersPlanned());
          json.writeNumberProperty("messagesDone", snapshot.messagesDone());
          json.writeNumberProperty("messages", snapshot.messagesPlanned());
          json.writeNumberProperty("sentMessages", snapshot.sentMessages());
          json.writeNumberProperty("sentBytes", snapshot.sentBytes());
        });
  }

  @Override
  public void warn(String sentence) {
    event("warning", json -> json.writeStringProperty("text", sentence));
  }

  @Override
  public void note(String sentence) {
    event("note", json -> json.writeStringProperty("text", sentence));
  }

  @Override
  public void ended(RunReport report) {
    close();
    event("report", json -> new ReportJson(json, explanations).write(report));
  }

  @Override
  public void failed(Failure failure) {
    close();
    event(
        "error",
        json -> {
          json.writeNumberProperty("exitCode", failure.code().number());
          json.writeStringProperty("text", failure.text());
          failure.cause().ifPresent(new ReportJson(json, explanations)::failure);
        });
    err.println("transhume: " + failure.text());
  }

  @Override
  public void stopped() {
    close();
    event(
        "stopped",
        json -> {
          json.writeNumberProperty("exitCode", ExitCode.INTERRUPTED.number());
          json.writeNumberProperty("sentMessages", tally.snapshot().sentMessages());
        });
  }

  @Override
  public void close() {
    if (pulse != null) {
      pulse.close();
    }
  }

  private final class Events implements PassListener {
    @Override
    public void planned(int folders, long messages) {
      tally.planned(folders, messages);
      event(
          "planned",
          json -> {
            json.writeNumberProperty("folders", folders);
            json.writeNumberProperty("messages", messages);
          });
    }

    @Override
    public void folderBegan(MailboxName folder, long messages) {
      tally.folderBegan(folder, messages);
      event("folderBegan", json -> of(json, folder, messages));
    }

    @Override
    public void toCopy(MailboxName folder, long messages) {
      tally.toCopy(folder, messages);
      event("toCopy", json -> of(json, folder, messages));
    }

    private static void of(JsonGenerator json, MailboxName folder, long messages) {
      json.writeStringProperty("folder", folder.text());
      json.writeNumberProperty("messages", messages);
    }

    @Override
    public void sent(MailboxName folder, long messages, long bytes) {
      tally.sent(folder, messages, bytes);
    }

    @Override
    public void retrying(MailboxName folder, EndpointException cause, long pauseMillis) {
      tally.retrying(folder, cause, pauseMillis);
      event(
          "retrying",
          json -> {
            json.writeStringProperty("folder", folder.text());
            json.writeNumberProperty("pauseMillis", pauseMillis);
            new ReportJson(json, explanations).failure(cause);
          });
    }

    @Override
    public void waiting(Wait wait) {
      event("waiting", json -> new ReportJson(json, explanations).wait(wait));
    }

    @Override
    public void folderEnded(FolderReport folder) {
      tally.folderEnded(folder);
      event(
          "folderEnded",
          json -> {
            json.writeStringProperty("folder", folder.source().text());
            json.writeBooleanProperty("whole", folder.isWhole());
            var writer = new ReportJson(json, explanations);
            writer.figures("figures", folder.figures());
            folder.failure().ifPresent(writer::failure);
          });
    }
  }
}
