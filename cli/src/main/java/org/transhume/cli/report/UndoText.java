package org.transhume.cli.report;

import java.util.ArrayList;
import java.util.List;
import org.transhume.cli.outcome.Explanations;
import org.transhume.cli.text.Glyphs;
import org.transhume.cli.text.Quantity;
import org.transhume.engine.UndoReport;

/** What an undo took away, or would, as a person reads it. */
public final class UndoText {
  private final Glyphs glyphs;
  private final DeletionText deletions;

  public UndoText(Glyphs glyphs, Explanations explanations) {
    this.glyphs = glyphs;
    this.deletions = new DeletionText(glyphs, explanations);
  }

  /**
   * The lines of the report.
   *
   * @param dry whether it was only planned
   */
  public List<String> lines(UndoReport report, boolean dry) {
    var lines = new ArrayList<>(deletions.lines(report.messages(), dry));
    if (!report.folders().isEmpty()) {
      lines.add(
          dry
              ? "Folders to be removed, made by Transhume and empty then:"
              : "Folders removed, made by Transhume and empty:");
      report.folders().forEach(folder -> lines.add("  " + glyphs.inert(folder.text())));
    }
    if (report.goneAtSource() > 0) {
      lines.add(
          "%s of these %s no longer at the source when it was last looked at."
              .formatted(
                  Quantity.messages(report.goneAtSource()),
                  report.goneAtSource() == 1 ? "was" : "were"));
    }
    if (report.onlyCopies() > 0) {
      lines.add(
          Quantity.messages(report.onlyCopies())
              + " stay: --delete-copied removed them at the source, and there is no other copy.");
    }
    if (report.unsettled() > 0) {
      lines.add(
          "A run was cut off: up to "
              + Quantity.messages(report.unsettled())
              + " that it was sending may stand there and are not on record; they stay. Run the"
              + " copy once more before the undo to have them on record.");
    }
    if (report.messages().messages() == 0
        && report.folders().isEmpty()
        && report.messages().failure().isEmpty()) {
      lines.add("There is nothing to take away.");
    } else if (dry && !report.messages().isRefused()) {
      lines.add(
          "An undo would take away "
              + Quantity.messages(report.messages().messages())
              + ". Nothing was changed.");
    }
    return lines;
  }
}
