package org.transhume.cli.report;

import static org.transhume.cli.text.Quantity.messages;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.transhume.cli.outcome.ExitCode;
import org.transhume.cli.outcome.Explanations;
import org.transhume.cli.text.Quantity;
import org.transhume.engine.PassMode;
import org.transhume.engine.report.FolderFigures;
import org.transhume.engine.report.FolderReport;

/** The verdict with the rule it is given by. It claims what the figures prove and nothing more. */
public final class VerdictText {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm 'on' uuuu-MM-dd", Locale.ROOT);

  private final Explanations explanations;
  private final ZoneId zone;

  /**
   * A writer of verdicts.
   *
   * @param zone in which a person reads the time
   */
  public VerdictText(Explanations explanations, ZoneId zone) {
    this.explanations = explanations;
    this.zone = zone;
  }

  List<String> lines(RunReport report) {
    var lines = new ArrayList<String>();
    report.pass().failure().ifPresent(f -> lines.add(explanations.withWords(f, "  ")));
    if (report.foldersNotReached() > 0) {
      lines.add(
          Quantity.of(report.foldersNotReached(), "folder was", "folders were") + " not reached.");
    }
    lines.add(report.mode() == PassMode.PLAN ? plan(report) : verdict(report));
    report.pass().lookDue().ifPresent(due -> lines.add(lookOwed(due)));
    return lines;
  }

  private static String plan(RunReport report) {
    FolderFigures total = report.total();
    boolean isWhole =
        report.exitCode() == ExitCode.WHOLE || report.exitCode() == ExitCode.DELETION_REFUSED;
    return isWhole
        ? "A copy would put "
            + messages(total.copied())
            + " there. Nothing was changed on either side."
        : "Not everything could be planned. Nothing was changed on either side.";
  }

  private static String verdict(RunReport report) {
    return switch (report.pass().verdict()) {
      case PASS -> claim(report) + matched(report.total()) + ".";
      case PASS_WITH_EXCEPTIONS ->
          claim(report)
              + matched(report.total())
              + "; "
              + messages(report.total().altered())
              + " with a difference that is named above.";
      case WAITING -> waiting(report.total());
      case FAIL -> fail(report);
    };
  }

  private static String waiting(FolderFigures total) {
    return "WAITING: nothing failed, and "
        + (total.copied() == 1 ? "one message was" : messages(total.copied()) + " were")
        + " copied by this run. What was copied is kept; the next run goes on where it stopped.";
  }

  private static String claim(RunReport report) {
    if (report.provesNothingLostOrDoubled()) {
      // Late copies of what was sent again are looked for once more; until then it is no last word.
      return report.pass().lookDue().isEmpty()
          ? "0 lost, 0 doubled: "
          : "0 lost, 0 doubled so far: ";
    }
    return report.surplusLeft() > 0
        ? "0 lost, " + Quantity.count(report.surplusLeft()) + " doubled: "
        : "";
  }

  private static String matched(FolderFigures total) {
    long there = total.copied() + total.alreadyThere();
    if (total.found() == 0) {
      return "the source holds no message in these folders";
    }
    if (there == total.found()) {
      return (there == 1 ? "the one message" : "each of the " + messages(there))
          + " found at the source is at the destination and was matched there";
    }
    return "of "
        + messages(total.found())
        + " found at the source "
        + Quantity.count(there)
        + (there == 1 ? " is" : " are")
        + " at the destination, matched there; the others its owner moved or removed there, or a"
        + " rule leaves them out, as counted above";
  }

  private static String fail(RunReport report) {
    FolderFigures total = report.total();
    long folders = report.pass().folders().stream().filter(f -> f.failure().isPresent()).count();
    long unaccounted =
        report.pass().folders().stream()
            .map(FolderReport::figures)
            .filter(f -> !f.addsUp())
            .count();
    var parts = new ArrayList<String>();
    if (total.failed() > 0) {
      parts.add(messages(total.failed()) + " not, or not provably, at the destination");
    }
    if (folders > 0) {
      parts.add(Quantity.of(folders, "folder", "folders") + " not worked through");
    }
    if (unaccounted > 0) {
      parts.add(
          "in " + Quantity.of(unaccounted, "folder", "folders") + " the figures do not add up");
    }
    if (parts.isEmpty()) {
      parts.add("the pass broke off");
    }
    return "NOT WHOLE: "
        + String.join(", ", parts)
        + ". What was copied is kept: run the same command again, it goes on where it stopped.";
  }

  private String lookOwed(Instant due) {
    return "A last look is owed: an answer of the destination was lost, and until "
        + TIME.format(due.atZone(zone))
        + " a late copy may still appear there. Run the same command once more after that; a late"
        + " copy is then removed.";
  }
}
