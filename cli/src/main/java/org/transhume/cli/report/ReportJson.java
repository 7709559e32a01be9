package org.transhume.cli.report;

import java.util.SortedMap;
import java.util.TreeMap;
import org.transhume.cli.outcome.Explanations;
import org.transhume.cli.outcome.Explanations.LeftOut;
import org.transhume.cli.outcome.Explanations.Peer;
import org.transhume.engine.content.MessageLabel;
import org.transhume.engine.deletion.DeletionReport;
import org.transhume.engine.deletion.FolderRemovals;
import org.transhume.engine.endpoint.EndpointException;
import org.transhume.engine.pace.Wait;
import org.transhume.engine.report.Compromises;
import org.transhume.engine.report.FolderFigures;
import org.transhume.engine.report.FolderReport;
import org.transhume.engine.report.MessageException;
import org.transhume.engine.report.MessagesLeftOut;
import org.transhume.engine.report.PassReport.FolderFollowed;
import org.transhume.engine.report.PassReport.FolderLeftOut;
import org.transhume.engine.report.PassReport.FolderRenamed;
import org.transhume.engine.report.PassReport.MessagesMoved;
import org.transhume.mail.Flag;
import tools.jackson.core.JsonGenerator;

/**
 * The report of a pass for programs; docs/JSON.md says what each field is. Names and words are
 * given as they are: who shows them makes them inert.
 */
public final class ReportJson {
  /** Rises when a field is removed or means something else; new fields do not count. */
  public static final int SCHEMA = 1;

  private final JsonGenerator json;
  private final Explanations explanations;

  public ReportJson(JsonGenerator json, Explanations explanations) {
    this.json = json;
    this.explanations = explanations;
  }

  /** Writes the fields of the report into the object that is open. */
  public void write(RunReport report) {
    json.writeNumberProperty("schema", SCHEMA);
    json.writeStringProperty("mode", Words.of(report.mode()));
    peer("source", report.source());
    peer("destination", report.destination());
    json.writeStringProperty("began", report.pass().began().toString());
    json.writeStringProperty("ended", report.pass().ended().toString());
    json.writeStringProperty("verdict", report.pass().verdict().name());
    json.writeBooleanProperty("nothingLostOrDoubled", report.provesNothingLostOrDoubled());
    json.writeNumberProperty("exitCode", report.exitCode().number());
    json.writeNumberProperty("foldersNotReached", report.foldersNotReached());
    json.writeNumberProperty("surplusLeft", report.surplusLeft());
    report.pass().lookDue().ifPresent(due -> json.writeStringProperty("lookDue", due.toString()));
    report
        .pass()
        .waiting()
        .ifPresent(
            wait -> {
              json.writeObjectPropertyStart("waiting");
              wait(wait);
              json.writeEndObject();
            });
    report.pass().failure().ifPresent(this::failure);
    figures("total", report.total());
    json.writeNumberProperty("datesRepaired", report.pass().datesRepaired());
    flagsNotKept(report.pass().flagsNotKept());
    json.writeArrayPropertyStart("folders");
    report.pass().folders().forEach(this::folder);
    json.writeEndArray();
    json.writeArrayPropertyStart("leftOut");
    report.pass().leftOut().forEach(this::leftOut);
    json.writeEndArray();
    json.writeArrayPropertyStart("renamed");
    report.pass().renamed().forEach(this::renamed);
    json.writeEndArray();
    deletions(report.pass().deletions());
    json.writeArrayPropertyStart("followed");
    report.pass().followed().forEach(this::followed);
    json.writeEndArray();
    json.writeArrayPropertyStart("moved");
    report.pass().moved().forEach(this::moved);
    json.writeEndArray();
  }

  /** Writes what was removed as the property {@code deletions} of the object that is open. */
  void deletions(DeletionReport deletions) {
    json.writeObjectPropertyStart("deletions");
    json.writeNumberProperty("messages", deletions.messages());
    json.writeArrayPropertyStart("refusedBy");
    deletions.refusedBy().stream().sorted().map(Enum::name).forEach(json::writeString);
    json.writeEndArray();
    deletions.failure().ifPresent(this::failure);
    json.writeArrayPropertyStart("folders");
    deletions.folders().forEach(this::removals);
    json.writeEndArray();
    json.writeArrayPropertyStart("foldersGone");
    deletions.foldersGone().forEach(name -> json.writeString(name.text()));
    json.writeEndArray();
    json.writeEndObject();
  }

  private void removals(FolderRemovals folder) {
    json.writeStartObject();
    json.writeStringProperty("source", folder.source().text());
    json.writeStringProperty("destination", folder.destination().text());
    json.writeStringProperty("reason", folder.reason().name());
    json.writeStringProperty("side", Words.of(folder.reason().side()));
    json.writeNumberProperty("messages", folder.uids().size());
    json.writeStringProperty("uids", folder.uids().toString());
    json.writeStringProperty("spared", folder.spared().toString());
    json.writeEndObject();
  }

  /** Writes a side as a property of the object that is open. */
  public void peer(String name, Peer peer) {
    json.writeObjectPropertyStart(name);
    json.writeStringProperty("server", peer.server());
    json.writeStringProperty("login", peer.login());
    json.writeEndObject();
  }

  /** Writes what went wrong as the property {@code failure} of the object that is open. */
  public void failure(EndpointException failure) {
    json.writeObjectPropertyStart("failure");
    json.writeStringProperty("problem", failure.problem().name());
    json.writeStringProperty("side", Words.of(failure.side()));
    json.writeStringProperty("attempted", failure.attempted());
    json.writeStringProperty("text", explanations.sentence(failure));
    json.writeStringProperty("words", failure.words());
    json.writeEndObject();
  }

  /** Writes the fields of a wait into the object that is open. */
  public void wait(Wait wait) {
    json.writeStringProperty("side", Words.of(wait.side()));
    json.writeStringProperty("until", wait.until().toString());
    json.writeStringProperty("cause", wait.cause().name());
    json.writeStringProperty("words", wait.words());
  }

  /** Writes figures as a property of the object that is open. */
  public void figures(String name, FolderFigures figures) {
    json.writeObjectPropertyStart(name);
    json.writeNumberProperty("found", figures.found());
    json.writeNumberProperty("copied", figures.copied());
    json.writeNumberProperty("alreadyThere", figures.alreadyThere());
    json.writeNumberProperty("adopted", figures.adopted());
    json.writeNumberProperty("goneThere", figures.goneThere());
    json.writeNumberProperty("leftOut", figures.leftOut());
    json.writeNumberProperty("failed", figures.failed());
    json.writeNumberProperty("goneAtSource", figures.goneHere());
    json.writeNumberProperty("altered", figures.altered());
    json.writeNumberProperty("markedDeleted", figures.markedDeleted());
    json.writeNumberProperty("flagsCarried", figures.flagsCarried());
    json.writeNumberProperty("surplus", figures.surplus());
    json.writeNumberProperty("outOfOrder", figures.outOfOrder());
    json.writeNumberProperty("bytes", figures.bytes());
    json.writeEndObject();
  }

  private void folder(FolderReport folder) {
    json.writeStartObject();
    json.writeStringProperty("source", folder.source().text());
    json.writeStringProperty("destination", folder.destination().text());
    json.writeBooleanProperty("whole", folder.isWhole());
    figures("figures", folder.figures());
    folder.failure().ifPresent(this::failure);
    json.writeArrayPropertyStart("exceptions");
    folder.exceptions().forEach(this::exception);
    json.writeEndArray();
    json.writeArrayPropertyStart("leftOut");
    folder.leftOut().forEach(this::messagesLeftOut);
    json.writeEndArray();
    compromises(folder.compromises());
    json.writeEndObject();
  }

  private void compromises(Compromises compromises) {
    json.writeObjectPropertyStart("datesRepaired");
    json.writeNumberProperty("messages", compromises.datesRepaired().size());
    json.writeStringProperty("uids", compromises.datesRepaired().toString());
    json.writeEndObject();
    flagsNotKept(compromises.flagsNotKept());
  }

  private void flagsNotKept(SortedMap<Flag, Long> flags) {
    json.writeArrayPropertyStart("flagsNotKept");
    flags.forEach(
        (flag, messages) -> {
          json.writeStartObject();
          json.writeStringProperty("flag", flag.name());
          json.writeNumberProperty("messages", messages);
          json.writeEndObject();
        });
    json.writeEndArray();
  }

  private void exception(MessageException exception) {
    json.writeStartObject();
    json.writeNumberProperty("uid", exception.uid());
    json.writeStringProperty("code", exception.code());
    json.writeStringProperty("text", explanations.reason(exception));
    json.writeStringProperty("words", exception.words());
    json.writeBooleanProperty("failed", exception.failed());
    exception.label().ifPresent(this::label);
    json.writeEndObject();
  }

  private void messagesLeftOut(MessagesLeftOut left) {
    json.writeStartObject();
    json.writeStringProperty("rule", left.rule().name());
    json.writeNumberProperty("messages", left.uids().size());
    json.writeStringProperty("uids", left.uids().toString());
    json.writeArrayPropertyStart("first");
    new TreeMap<>(left.labels())
        .forEach(
            (uid, label) -> {
              json.writeStartObject();
              json.writeNumberProperty("uid", uid);
              label(label);
              json.writeEndObject();
            });
    json.writeEndArray();
    json.writeEndObject();
  }

  private void label(MessageLabel label) {
    json.writeStringProperty("date", label.date());
    json.writeStringProperty("from", label.from());
    json.writeStringProperty("subject", label.subject());
  }

  private void followed(FolderFollowed folder) {
    json.writeStartObject();
    json.writeStringProperty("before", folder.before().text());
    json.writeStringProperty("source", folder.now().text());
    json.writeStringProperty("destination", folder.destination().text());
    json.writeEndObject();
  }

  private void moved(MessagesMoved messages) {
    json.writeStartObject();
    json.writeStringProperty("before", messages.before().text());
    json.writeStringProperty("source", messages.now().text());
    json.writeStringProperty("destination", messages.destination().text());
    json.writeNumberProperty("messages", messages.messages());
    json.writeEndObject();
  }

  private void renamed(FolderRenamed folder) {
    json.writeStartObject();
    json.writeStringProperty("source", folder.source().text());
    json.writeStringProperty("destination", folder.destination().text());
    json.writeArrayPropertyStart("changes");
    folder.changes().stream().sorted().map(Enum::name).forEach(json::writeString);
    json.writeEndArray();
    json.writeEndObject();
  }

  private void leftOut(FolderLeftOut folder) {
    json.writeStartObject();
    json.writeStringProperty("folder", folder.folder());
    LeftOut why = LeftOut.of(folder);
    json.writeStringProperty("rule", why.rule());
    json.writeStringProperty("detail", why.detail());
    json.writeNumberProperty("messages", folder.messages());
    json.writeEndObject();
  }
}
