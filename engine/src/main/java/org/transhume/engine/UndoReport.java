package org.transhume.engine;

import java.util.List;
import org.transhume.engine.deletion.DeletionReport;
import org.transhume.mail.MailboxName;

/**
 * What an undo took away, or would.
 *
 * @param messages what was removed in each folder, and what stays since somebody touched it
 * @param folders folders that were made and are gone
 * @param onlyCopies messages that stay since they were removed at the source by {@code
 *     --delete-copied}: their copies are the only ones
 * @param goneAtSource of those that go, how many were no longer at the source when it was last seen
 * @param unsettled messages of a run that was cut off: they may stand there and are not on record
 */
public record UndoReport(
    DeletionReport messages,
    List<MailboxName> folders,
    long onlyCopies,
    long goneAtSource,
    long unsettled) {
  public UndoReport {
    folders = List.copyOf(folders);
  }
}
