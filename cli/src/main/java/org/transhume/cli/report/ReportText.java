package org.transhume.cli.report;

import static org.transhume.cli.text.Quantity.count;
import static org.transhume.cli.text.Quantity.messages;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.transhume.cli.outcome.Explanations;
import org.transhume.cli.outcome.Explanations.LeftOut;
import org.transhume.cli.text.Glyphs;
import org.transhume.cli.text.Quantity;
import org.transhume.engine.PassMode;
import org.transhume.engine.report.FolderFigures;
import org.transhume.engine.report.FolderReport;
import org.transhume.engine.report.MessagesLeftOut;
import org.transhume.engine.report.PassReport.FolderFollowed;
import org.transhume.engine.report.PassReport.FolderLeftOut;
import org.transhume.engine.report.PassReport.FolderRenamed;
import org.transhume.engine.report.PassReport.MessagesMoved;
import org.transhume.mail.Flag;

/** The report of a pass as a person reads it: a table, what must be known by name, the verdict. */
public final class ReportText {
  /** A mailbox may know hundreds of keywords. */
  private static final int FLAGS_NAMED = 20;

  private final Glyphs glyphs;
  private final Explanations explanations;
  private final ExceptionList exceptions;
  private final DeletionText deletions;
  private final VerdictText verdict;
  private final int columns;

  /**
   * A printer of reports.
   *
   * @param columns how wide the table may be
   */
  public ReportText(Glyphs glyphs, Explanations explanations, VerdictText verdict, int columns) {
    this.glyphs = glyphs;
    this.explanations = explanations;
    this.exceptions = new ExceptionList(glyphs, explanations);
    this.deletions = new DeletionText(glyphs, explanations);
    this.verdict = verdict;
    this.columns = columns;
  }

  /** The lines of the report. */
  public List<String> lines(RunReport report) {
    var lines = new ArrayList<String>();
    lines.addAll(table(report));
    addSection(lines, notes(report));
    addSection(lines, exceptions.lines(report.pass().folders()));
    addSection(lines, renamed(report.pass().renamed()));
    addSection(lines, followed(report.pass().followed()));
    addSection(lines, moved(report.pass().moved(), report.mode()));
    addSection(lines, messagesLeftOut(report.pass().folders()));
    addSection(lines, leftOut(report.pass().leftOut()));
    addSection(lines, deletions.lines(report));
    addSection(lines, verdict.lines(report));
    addSection(lines, List.of(pace(report)));
    return lines;
  }

  private static void addSection(List<String> lines, List<String> section) {
    if (!section.isEmpty()) {
      lines.add("");
      lines.addAll(section);
    }
  }

  private List<String> table(RunReport report) {
    String copied = report.mode() == PassMode.PLAN ? "to\ncopy" : "copied";
    var heads =
        List.of(
            "Folder",
            "found",
            copied,
            "already\nthere",
            "gone\nthere",
            "left\nout",
            "failed",
            "gone at\nsource",
            "size");
    // The size is that of what was copied: of a plan there is none.
    int width = report.total().bytes() == 0 ? heads.size() - 1 : heads.size();
    var table = new Table(glyphs, heads.subList(0, width));
    for (FolderReport folder : report.pass().folders()) {
      table.add(
          (folder.failure().isPresent() && folder.figures().equals(FolderFigures.NONE)
                  ? List.of(name(folder), "?", "?", "?", "?", "?", "?", "?", "?")
                  : row(name(folder), folder.figures()))
              .subList(0, width));
    }
    if (report.pass().folders().size() != 1) {
      table.add(row("Total", report.total()).subList(0, width));
    }
    return table.lines(columns);
  }

  private String name(FolderReport folder) {
    String source = glyphs.inert(folder.source().text());
    String destination = glyphs.inert(folder.destination().text());
    return source.equals(destination) ? source : source + " " + glyphs.arrow() + " " + destination;
  }

  private static List<String> row(String name, FolderFigures figures) {
    return List.of(
        name,
        count(figures.found()),
        count(figures.copied()),
        count(figures.alreadyThere()),
        count(figures.goneThere()),
        count(figures.leftOut()),
        count(figures.failed()),
        count(figures.goneHere()),
        Quantity.bytes(figures.bytes()));
  }

  /** Sums that stand in no column, if there is anything to say. */
  private List<String> notes(RunReport report) {
    FolderFigures total = report.total();
    var notes = new ArrayList<String>();
    if (total.adopted() > 0) {
      notes.add(
          messages(total.adopted())
              + " stood at the destination already, not put there by Transhume; left as they are.");
    }
    if (total.goneThere() > 0) {
      notes.add(
          messages(total.goneThere())
              + " moved or removed at the destination by the owner; left so.");
    }
    if (total.markedDeleted() > 0) {
      notes.add(
          messages(total.markedDeleted())
              + " marked \\Deleted at the source; copied without that mark.");
    }
    if (total.flagsCarried() > 0) {
      notes.add(
          "Flags of "
              + messages(total.flagsCarried())
              + (report.mode() == PassMode.PLAN ? " to be carried over." : " carried over."));
    }
    addCompromises(notes, report);
    if (total.outOfOrder() > 0) {
      notes.add(
          messages(total.outOfOrder())
              + " out of order: behind mail that came later, which was there already when it was"
              + " sent. A client that sorts by date shows no difference.");
    }
    if (total.surplus() > 0) {
      notes.add(
          Quantity.of(total.surplus(), "second copy", "second copies")
              + " of messages whose first answer was lost: "
              + (report.removesSurplus()
                  ? "removed."
                  : "left there, since the destination cannot remove named messages alone."));
    }
    return notes;
  }

  private void addCompromises(List<String> notes, RunReport report) {
    boolean plan = report.mode() == PassMode.PLAN;
    long repaired = report.pass().datesRepaired();
    if (repaired > 0) {
      notes.add(
          messages(repaired)
              + (plan ? " to be given a date of their header" : " given a date of their header")
              + " in place of their own, as asked (--repair-dates).");
    }
    SortedMap<Flag, Long> lacking = report.pass().flagsNotKept();
    if (!lacking.isEmpty()) {
      notes.add(
          (plan ? "Marks the destination will not hold: " : "Marks the destination does not hold: ")
              + lacking.entrySet().stream()
                  .limit(FLAGS_NAMED)
                  .map(e -> glyphs.inert(e.getKey().name()) + " on " + messages(e.getValue()))
                  .collect(Collectors.joining(", "))
              + (lacking.size() > FLAGS_NAMED
                  ? ", and %d more; --report FILE names all".formatted(lacking.size() - FLAGS_NAMED)
                  : "")
              + ".");
    }
  }

  private List<String> messagesLeftOut(List<FolderReport> folders) {
    var lines = new ArrayList<String>();
    for (FolderReport folder : folders) {
      for (MessagesLeftOut left : folder.leftOut()) {
        lines.add(
            "  %s: %s %s"
                .formatted(
                    glyphs.inert(folder.source().text()),
                    messages(left.uids().size()),
                    explanations.rule(left.rule())));
      }
    }
    if (!lines.isEmpty()) {
      lines.addFirst("Messages left out, as asked; --report FILE names them:");
    }
    return lines;
  }

  private List<String> leftOut(List<FolderLeftOut> folders) {
    var lines = new ArrayList<String>();
    if (!folders.isEmpty()) {
      lines.add("Folders left out:");
    }
    for (FolderLeftOut folder : folders) {
      lines.add(
          "  %s (%s): %s"
              .formatted(
                  glyphs.inert(folder.folder()),
                  messages(folder.messages()),
                  explanations.rule(LeftOut.of(folder))));
    }
    return lines;
  }

  private List<String> renamed(List<FolderRenamed> folders) {
    var lines = new ArrayList<String>();
    if (!folders.isEmpty()) {
      lines.add("Folders with another name, which the destination can hold:");
    }
    for (FolderRenamed folder : folders) {
      lines.add(
          "  %s %s %s: %s"
              .formatted(
                  glyphs.inert(folder.source().text()),
                  glyphs.arrow(),
                  glyphs.inert(folder.destination().text()),
                  folder.changes().stream()
                      .sorted()
                      .map(explanations::change)
                      .collect(Collectors.joining(", "))));
    }
    return lines;
  }

  private List<String> followed(List<FolderFollowed> folders) {
    var lines = new ArrayList<String>();
    if (!folders.isEmpty()) {
      lines.add("Folders renamed at the source, whose mail is not copied again:");
    }
    for (FolderFollowed folder : folders) {
      lines.add(
          "  %s, now %s %s %s"
              .formatted(
                  glyphs.inert(folder.before().text()),
                  glyphs.inert(folder.now().text()),
                  glyphs.arrow(),
                  glyphs.inert(folder.destination().text())));
    }
    return lines;
  }

  private List<String> moved(List<MessagesMoved> moved, PassMode mode) {
    var lines = new ArrayList<String>();
    if (!moved.isEmpty()) {
      lines.add(
          mode == PassMode.PLAN
              ? "Messages that go elsewhere, whose copies would be moved:"
              : "Messages that went elsewhere, whose copies were moved:");
    }
    for (MessagesMoved each : moved) {
      if (each.before().equals(each.now())) {
        lines.add(
            "  %s of %s, which goes elsewhere now %s %s"
                .formatted(
                    messages(each.messages()),
                    glyphs.inert(each.now().text()),
                    glyphs.arrow(),
                    glyphs.inert(each.destination().text())));
        continue;
      }
      lines.add(
          "  %s from %s to %s %s %s"
              .formatted(
                  messages(each.messages()),
                  glyphs.inert(each.before().text()),
                  glyphs.inert(each.now().text()),
                  glyphs.arrow(),
                  glyphs.inert(each.destination().text())));
    }
    return lines;
  }

  private static String pace(RunReport report) {
    Duration took = Duration.between(report.pass().began(), report.pass().ended());
    String pace = "Took " + Quantity.duration(took);
    long copied = report.total().copied();
    return report.mode() != PassMode.COPY || copied == 0
        ? pace + "."
        : "%s for %s and %s: %s messages/s, %s."
            .formatted(
                pace,
                messages(copied),
                Quantity.bytes(report.total().bytes()),
                Quantity.perSecond(copied, took),
                Quantity.bytesPerSecond(report.total().bytes(), took));
  }
}
