package org.transhume.cli.report;

import java.util.ArrayList;
import java.util.List;
import org.transhume.cli.outcome.Explanations;
import org.transhume.cli.text.Glyphs;
import org.transhume.cli.text.Quantity;
import org.transhume.engine.PassMode;
import org.transhume.engine.deletion.DeletionReport;
import org.transhume.engine.deletion.FolderRemovals;
import org.transhume.engine.deletion.RemovalReason;
import org.transhume.engine.endpoint.Side;
import org.transhume.mail.MailboxName;

/** What was removed, would be, or was refused, as a person reads it. */
final class DeletionText {
  private final Glyphs glyphs;
  private final Explanations explanations;

  DeletionText(Glyphs glyphs, Explanations explanations) {
    this.glyphs = glyphs;
    this.explanations = explanations;
  }

  List<String> lines(RunReport report) {
    return lines(report.pass().deletions(), report.mode() == PassMode.PLAN);
  }

  List<String> lines(DeletionReport deletions, boolean dry) {
    var lines = new ArrayList<String>();
    for (RemovalReason reason : RemovalReason.values()) {
      add(lines, reason, deletions, dry);
    }
    if (!deletions.foldersGone().isEmpty()) {
      lines.add(
          (dry ? "To be removed" : "Removed")
              + " since they are gone at the source, and nothing is in them, folders of ours:");
      deletions.foldersGone().forEach(name -> lines.add("  " + glyphs.inert(name.text())));
    }
    deletions.refusedBy().stream().sorted().map(explanations::guard).forEach(lines::add);
    deletions
        .failure()
        .ifPresent(
            failure ->
                lines.add(
                    "Not everything was removed that was to be: "
                        + explanations.withWords(failure, "  ")));
    return lines;
  }

  private void add(
      List<String> lines, RemovalReason reason, DeletionReport deletions, boolean dry) {
    List<FolderRemovals> folders =
        deletions.folders().stream().filter(folder -> folder.reason() == reason).toList();
    if (folders.isEmpty()) {
      return;
    }
    String did = dry ? "To be removed" : deletions.isRefused() ? "NOT removed" : "Removed";
    lines.add("%s %s:".formatted(did, explanations.reason(reason)));
    for (FolderRemovals folder : folders) {
      String spared =
          folder.spared().isEmpty()
              ? ""
              : "; %s touched since, left there".formatted(Quantity.count(folder.spared().size()));
      lines.add(
          "  %s: %s%s"
              .formatted(
                  glyphs.inert(name(folder).text()),
                  Quantity.messages(folder.uids().size()),
                  spared));
    }
  }

  private static MailboxName name(FolderRemovals folder) {
    return folder.reason().side() == Side.SOURCE ? folder.source() : folder.destination();
  }
}
