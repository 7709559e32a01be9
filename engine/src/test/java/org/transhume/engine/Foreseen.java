package org.transhume.engine;

import java.util.List;
import org.transhume.engine.deletion.DeletionReport;
import org.transhume.engine.report.FolderReport;
import org.transhume.engine.report.MessagesLeftOut;
import org.transhume.engine.report.PassReport;
import org.transhume.mail.MailboxName;

/**
 * All that a plan can know of the pass that it plans: not the time it takes, its octets, and what
 * servers do to messages or refuse.
 */
record Foreseen(
    List<Folder> folders,
    List<PassReport.FolderLeftOut> leftOut,
    List<PassReport.FolderRenamed> renamed,
    List<PassReport.FolderFollowed> followed,
    List<PassReport.MessagesMoved> moved,
    DeletionReport deletions) {

  record Folder(
      MailboxName source,
      MailboxName destination,
      long found,
      long copied,
      long alreadyThere,
      long adopted,
      long goneThere,
      long messagesLeftOut,
      long goneHere,
      long markedDeleted,
      long flagsCarried,
      List<MessagesLeftOut> leftOut,
      Object flagsNotKept,
      Object datesRepaired) {
    static Folder of(FolderReport folder) {
      var figures = folder.figures();
      return new Folder(
          folder.source(),
          folder.destination(),
          figures.found(),
          figures.copied(),
          figures.alreadyThere(),
          figures.adopted(),
          figures.goneThere(),
          figures.leftOut(),
          figures.goneHere(),
          figures.markedDeleted(),
          figures.flagsCarried(),
          folder.leftOut(),
          folder.compromises().flagsNotKept(),
          folder.compromises().datesRepaired());
    }
  }

  static Foreseen of(PassReport report) {
    return new Foreseen(
        report.folders().stream().map(Folder::of).toList(),
        report.leftOut(),
        report.renamed(),
        report.followed(),
        report.moved(),
        report.deletions());
  }
}
