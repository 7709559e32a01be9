package org.transhume.cli.transfer;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.transhume.cli.outcome.ExitCode;
import org.transhume.cli.outcome.Explanations;
import org.transhume.cli.outcome.StopException;
import org.transhume.cli.progress.View;
import org.transhume.cli.report.JsonLines;
import org.transhume.cli.report.ReportJson;
import org.transhume.cli.report.RunReport;
import org.transhume.engine.Pass;
import org.transhume.engine.endpoint.EndpointException;
import org.transhume.engine.endpoint.Side;
import org.transhume.engine.endpoint.WaitCause;
import org.transhume.engine.pace.Pace;
import org.transhume.engine.pace.PaceMemory;
import org.transhume.engine.pace.PaceState;
import org.transhume.engine.pace.Wait;
import org.transhume.engine.report.PassReport;

/**
 * Does what was asked for, shows it, and says what the process ends with. Used once, in one thread.
 */
public final class TransferRun {
  private final TransferRequest request;
  private final Wiring wiring;
  private final Pass.Seams seams;
  private final View view;
  private final Explanations explanations;

  public TransferRun(
      TransferRequest request,
      Wiring wiring,
      Pass.Seams seams,
      View view,
      Explanations explanations) {
    this.request = request;
    this.wiring = wiring;
    this.seams = seams;
    this.view = view;
    this.explanations = explanations;
  }

  /** Runs one pass. An interrupt stops it: what is on record stays, and the next run goes on. */
  public ExitCode run() {
    try {
      view.began(request.mode(), request.source().peer(), request.destination().peer());
      RunReport report = lastPass();
      view.ended(report);
      keep(report);
      return report.exitCode();
    } catch (EndpointException e) {
      if (Thread.interrupted()) {
        return stopped(); // An interrupt may look like a connection that was lost.
      }
      return failed(ExitCode.of(e), explanations.withWords(e, "  "), Optional.of(e));
    } catch (StopException e) {
      return failed(e.code(), e.sentence(), Optional.empty());
    } catch (CancellationException _) {
      var _ = Thread.interrupted(); // what is left to do is to say so
      return stopped();
    }
  }

  private ExitCode stopped() {
    view.stopped();
    return ExitCode.INTERRUPTED;
  }

  private ExitCode failed(ExitCode code, String text, Optional<EndpointException> cause) {
    view.failed(new View.Failure(code, text, cause));
    return code;
  }

  /** The pass, and those that follow where it has to wait and may. */
  private RunReport lastPass() {
    PaceMemory memory = wiring.memory(request);
    if (request.pacing().now()) {
      for (Side side : Side.values()) {
        memory.change(side, PaceState::forgiven);
      }
    }
    var pace =
        new Pace(
            request.pacing().rules(),
            memory,
            seams.clock(),
            seams.sleeper(),
            view.listener()::waiting);
    while (true) {
      try {
        pace.requireUnlocked();
        RunReport report = pass(pace);
        Optional<Wait> wait = report.pass().waiting();
        if (wait.isEmpty() || !comesBackAfter(wait.get())) {
          return report;
        }
        comeBack(wait.get(), pace);
      } catch (EndpointException e) {
        comeBack(PassReport.waiting(e).filter(this::comesBackAfter).orElseThrow(() -> e), pace);
      }
    }
  }

  /** What a person allows a run is over with the run. */
  private boolean comesBackAfter(Wait wait) {
    return request.pacing().comesBack() && wait.cause() != WaitCause.OWN_RUN;
  }

  private void comeBack(Wait wait, Pace pace) {
    view.listener().waiting(wait);
    seams.sleeper().sleep(Duration.between(seams.clock().instant(), wait.until()));
    pace.back();
  }

  private RunReport pass(Pace pace) {
    try (Wiring.Connected connected = pace.patiently(() -> wiring.connect(request))) {
      connected.notes().forEach(view::note);
      var pass =
          new Pass(
              connected.source(),
              connected.destination(),
              connected.ledger(),
              request.options(),
              request.mode(),
              view.listener(),
              seams,
              pace);
      connected.removal().ifPresent(pass::emptying);
      PassReport report = pass.run();
      return new RunReport(
          request.mode(),
          request.source().peer(),
          request.destination().peer(),
          report,
          view.soFar().foldersPlanned(),
          connected.destination().abilities().canRemoveByUid());
    }
  }

  private void keep(RunReport report) {
    request
        .kept()
        .report()
        .ifPresent(
            file ->
                keep(
                    file,
                    "the report",
                    out ->
                        new JsonLines(out)
                            .object(json -> new ReportJson(json, explanations).write(report))));
    request.kept().map().ifPresent(file -> keepMap(file, report));
  }

  /** Half a map would look like a whole one to whoever gives it back. */
  private void keepMap(Path file, RunReport report) {
    if (report.pass().failure().isPresent() || report.foldersNotReached() > 0) {
      view.warn("the map of folders is not whole, and was not written.");
      return;
    }
    var places = new LinkedHashMap<String, String>();
    report
        .pass()
        .folders()
        .forEach(folder -> places.put(folder.source().text(), folder.destination().text()));
    keep(file, "the map of folders", out -> FolderMapFile.write(places, out));
  }

  private interface Content {
    void writeTo(BufferedWriter out) throws IOException;
  }

  /** Writes beside its place first, so that nobody ever reads half of it. */
  private void keep(Path place, String what, Content content) {
    Path file = place.toAbsolutePath();
    Path half = file.resolveSibling(file.getFileName() + ".half");
    try {
      try (BufferedWriter out = Files.newBufferedWriter(half)) {
        content.writeTo(out);
      }
      Files.move(half, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException _) {
      view.warn(
          "%s could not be written to %s: is the folder there, and yours?"
              .formatted(what, explanations.inert(file.toString())));
    }
  }
}
